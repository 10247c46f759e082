// The state in the address after the "#", so that a link, a bookmark or a reload shows the same.
let isAddressable = true;
let isReading = false;

function writeAddress() {
  if (!isAddressable || isReading || !net) return;
  const parts = new URLSearchParams();
  const put = (name, value) => { if (value) parts.set(name, value); };
  put("node", state.node && state.node.id);
  put("edge", state.edge && [state.edge.subject.id, state.edge.relation.name, state.edge.object.id, state.edge.mark].join("|"));
  if (path.to) put("path", [path.from.id, path.to.id].join("|"));
  put("layout", layout !== DATA.layout && layout);
  put("theme", document.documentElement.dataset.theme !== (DATA.theme === "auto" ? undefined : DATA.theme) && document.documentElement.dataset.theme);
  put("types", [...filters.types].map((type) => type.name).join("|"));
  put("relations", [...filters.relations].map((relation) => relation.name).join("|"));
  if (LAYERS.some((name) => filters.layers.has(name) !== DATA.shown.includes(name))) parts.set("layers", [...filters.layers].join("|"));
  put("contested", filters.contested && "1");
  put("all", filters.rest && "1");
  writeNarrow(put);
  put("near", filters.focus && [filters.focus.node.id, filters.focus.hops].join("|"));
  const text = parts.toString();
  try {
    history.replaceState(null, "", text ? `#${text}` : "#");
  } catch {
    isAddressable = false; // a page in a frame has no address of its own
  }
}

const nodeCalled = (id) => known.nodes.get(id) || null;

function edgeCalled(text) {
  const [subject, relation, object, mark = ""] = text.split("|");
  const node = nodeCalled(subject);
  return node && node.edges.find((edge) => edge.subject === node && edge.relation.name === relation && edge.object.id === object && edge.mark === mark);
}

function readFilters(parts) {
  const list = (name) => (parts.get(name) || "").split("|");
  filters.types = new Set(types.filter((type) => list("types").includes(type.name)));
  filters.relations = new Set(relations.filter((relation) => list("relations").includes(relation.name)));
  filters.layers = new Set(parts.has("layers") ? LAYERS.filter((name) => list("layers").includes(name)) : DATA.shown);
  filters.contested = parts.get("contested") === "1";
  filters.rest = parts.get("all") === "1";
  readNarrow(parts);
  filters.focus = null;
  if (["light", "dark"].includes(parts.get("theme"))) document.documentElement.dataset.theme = parts.get("theme");
}

function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const pair = (name) => (parts.get(name) || "").split("|");
  isReading = true;
  readFilters(parts);
  makeRelations();
  setLayout(parts.get("layout") || DATA.layout);
  takePlaces();
  themeChanged();
  const near = nodeCalled(pair("near")[0]);
  if (near) focusOn(near, pair("near")[1] === "2" ? 2 : 1);
  const [from, to] = pair("path").map(nodeCalled);
  const node = nodeCalled(parts.get("node"));
  const edge = edgeCalled(parts.get("edge") || "");
  if (from && to) choosePath(from, to);
  else choose(node ? { node } : edge ? { edge } : {});
  isReading = false;
  fit(false);
}

function startAddress() {
  addEventListener("hashchange", readAddress);
  if (location.hash.length > 1) readAddress();
  else if (DATA.focus.length === 1) {
    choose({ node: nodes[DATA.focus[0]] });
    if (sheetHeight()) reveal(state.node);
  }
}
