// What is visible: types, relations, layers, claims that are no plain edge, and the neighbours of one node.
const filters = { types: new Set(), relations: new Set(), layers: new Set(DATA.shown), contested: false, rest: false, focus: null };
const LAYER_WORDS = {
  citing: (count) => `${plural(count, "citation")} by documents`,
  structure: (count) => `${plural(count, "link")} within the law`,
  alone: (count) => `${plural(count, "name")} without a statement`,
};

function layerOn(mask) {
  return LAYERS.some((name, at) => (mask >> at) & 1 && filters.layers.has(name));
}

// On a narrow screen what tells less waits, until it is asked for or stands near what is looked at.
function isResting(node) {
  return node.rests && tall && !filters.rest && !filters.focus;
}

function isWaiting(node) {
  return isResting(node) || (node.layers !== 0 && !layerOn(node.layers));
}

function nodeVisible(node) {
  if (filters.focus && !filters.focus.members.has(node)) return false;
  return !filters.types.has(node.type) && !isWaiting(node);
}

function edgeVisible(edge) {
  if (!edge.subject.visible || !edge.object.visible || filters.relations.has(edge.relation)) return false;
  if (edge.layer >= 0 && !filters.layers.has(LAYERS[edge.layer])) return false;
  return (!edge.mark || filters.contested) && passesNarrow(edge);
}

function judge() {
  for (const node of drawnNodes) node.visible = nodeVisible(node);
  for (const edge of drawnEdges) edge.visible = edgeVisible(edge);
  if (!isNarrow()) return;
  const touched = new Set(drawnEdges.filter((edge) => edge.visible).flatMap((edge) => [edge.subject, edge.object]));
  for (const node of drawnNodes) node.visible = node.visible && touched.has(node);
}

function applyFilters() {
  const before = new Map(drawnNodes.map((node) => [node, node.visible]));
  judge();
  const changed = drawnNodes.filter((node) => before.get(node) !== node.visible);
  if (changed.length) dots.update(changed.map((node) => ({ id: node.index, hidden: !node.visible })));
  findNear();
  restyle();
  showCounts();
  writeAddress();
}

function showCounts() {
  for (const button of document.querySelectorAll("#filters [data-type]")) {
    const type = types[Number(button.dataset.type)];
    const all = drawnNodes.filter((node) => node.type === type);
    const shown = all.filter((node) => node.visible).length;
    const isOn = shown > 0 || (!filters.types.has(type) && !all.every(isWaiting));
    button.parentElement.hidden = !all.length;
    button.setAttribute("aria-pressed", String(isOn));
    button.querySelector(".count").textContent = isOn ? shown : all.length;
    const total = nodes.filter((node) => node.type === type).length;
    button.title = total > all.length ? `${all.length} of ${total} are drawn` : "";
  }
  const shownEdges = drawnEdges.filter((edge) => edge.visible).length;
  const shownNodes = drawnNodes.filter((node) => node.visible).length;
  picture.dataset.nodes = shownNodes;
  picture.dataset.edges = shownEdges;
  showLayers();
}

// How much a layer would add: lines, or for names without any, nodes.
function layerCount(at) {
  if (LAYERS[at] === "alone") return drawnNodes.filter((node) => (node.layers >> at) & 1).length;
  return drawnEdges.filter((edge) => edge.layer === at).length;
}

function showLayers() {
  LAYERS.forEach((name, at) => {
    const button = byId(`layer-${name}`);
    const count = layerCount(at);
    button.hidden = !count;
    button.textContent = `${LAYER_WORDS[name](count)}: ${filters.layers.has(name) ? "hide" : "show"}`;
    button.setAttribute("aria-pressed", String(filters.layers.has(name)));
  });
  const rest = byId("rest");
  if (rest) {
    rest.hidden = !tall || Boolean(filters.focus);
    rest.textContent = filters.rest ? "Show fewer" : `${DATA.rest.length} more ${DATA.rest.length === 1 ? "name" : "names"}: show`;
    rest.setAttribute("aria-pressed", String(filters.rest));
  }
  const contested = byId("contested");
  if (contested) {
    const text = contested.querySelector(".label");
    text.textContent = text.textContent.replace(/: (show|hide)$/, filters.contested ? ": hide" : ": show");
    contested.setAttribute("aria-pressed", String(filters.contested));
  }
  const unfocus = byId("unfocus");
  unfocus.hidden = !filters.focus;
  unfocus.replaceChildren("Neighbours of ", el("b", {}, filters.focus ? filters.focus.node.short.replace("\n", " ") : ""), ": show all");
  const off = filters.relations.size;
  byId("relations-button").querySelector(".count").textContent = off ? `${relations.length - off} of ${relations.length}` : "";
}

function toggleIn(set, item) {
  if (!set.delete(item)) set.add(item);
  applyFilters();
}

// A type that only a hidden layer holds comes with that layer.
function toggleType(type) {
  const all = drawnNodes.filter((node) => node.type === type);
  const waits = !filters.types.has(type) && all.length && all.every(isWaiting);
  if (!waits) toggleIn(filters.types, type);
  else if (isResting(all[0])) toggleRest();
  else toggleLayer(LAYERS.find((_, at) => (all[0].layers >> at) & 1));
}

function toggleLayer(name) {
  if (!filters.layers.delete(name)) filters.layers.add(name);
  takePlaces();
  applyFilters();
  fit();
  say(`${LAYER_WORDS[name](layerCount(LAYERS.indexOf(name)))} ${filters.layers.has(name) ? "shown" : "hidden"}`);
}

function toggleRest() {
  filters.rest = !filters.rest;
  takePlaces();
  applyFilters();
  fit();
  say(filters.rest ? "All names are shown" : "Only the most telling names are shown");
}

function toggleContested() {
  filters.contested = !filters.contested;
  applyFilters();
  say(filters.contested ? "Denied, alleged and open statements are shown as dashed lines" : "Only plain statements are shown");
}

// The neighbours within one or two lines, of those lines that can be seen.
function focusOn(node, hops = 1) {
  if (!node.drawn) return;
  const members = new Set([node]);
  let edge = [node];
  for (let hop = 0; hop < hops; hop += 1) {
    edge = edge.flatMap((each) => each.edges.filter(isJoining).map((line) => otherEnd(line, each))).filter((each) => !members.has(each));
    edge.forEach((each) => members.add(each));
  }
  filters.focus = { node, hops, members };
  takePlaces();
  applyFilters();
  fit();
  say(`Only the neighbours of ${node.name}`);
}

function isJoining(edge) {
  return edge.drawn && (!edge.mark || filters.contested) && (edge.layer < 0 || filters.layers.has(LAYERS[edge.layer]));
}

function unfocus() {
  filters.focus = null;
  takePlaces();
  applyFilters();
  fit();
}

function checkLine(words, count, isOn, change) {
  const box = el("input", { type: "checkbox", checked: isOn, on: { change: () => change(box.checked) } });
  return [box, el("label", {}, box, el("span", { class: "name" }, words), el("span", { class: "count" }, count))];
}

function makeRelations() {
  const list = byId("relations");
  const counts = new Map(relations.map((relation) => [relation, 0]));
  for (const edge of drawnEdges) if (!edge.mark) counts.set(edge.relation, counts.get(edge.relation) + 1);
  const boxes = relations.map((relation) =>
    checkLine(relation.label, counts.get(relation), !filters.relations.has(relation), () => toggleIn(filters.relations, relation)));
  const all = (on) => {
    filters.relations = new Set(on ? [] : relations);
    for (const [box] of boxes) box.checked = on;
    applyFilters();
  };
  list.replaceChildren(
    el("p", {}, el("button", { type: "button", class: "text", on: { click: () => all(true) } }, "All"),
      el("button", { type: "button", class: "text", on: { click: () => all(false) } }, "None")),
    ...boxes.map(([, label]) => label),
  );
}

// A button that opens what it controls, closed by Escape, by a click elsewhere, or by leaving it.
function makeMenu(button, content, isOpen = () => !content.hidden, open = (value) => { content.hidden = !value; }) {
  const set = (value, back) => {
    open(value);
    button.setAttribute("aria-expanded", String(value));
    if (back) button.focus();
  };
  button.addEventListener("click", () => set(!isOpen(), false));
  content.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) {
      event.stopPropagation();
      set(false, true);
    }
  });
  const box = content.closest(".menu-box");
  if (box) document.addEventListener("pointerdown", (event) => { if (isOpen() && !box.contains(event.target)) set(false, false); });
  return set;
}

function startFilters() {
  makeRelations();
  makeMenu(byId("relations-button"), byId("relations"));
  const box = byId("filters");
  makeMenu(byId("more"), box, () => box.classList.contains("open"), (value) => box.classList.toggle("open", value));
  for (const button of document.querySelectorAll("#filters [data-type]")) {
    button.addEventListener("click", () => toggleType(types[Number(button.dataset.type)]));
  }
  for (const name of LAYERS) byId(`layer-${name}`).addEventListener("click", () => toggleLayer(name));
  if (byId("contested")) byId("contested").addEventListener("click", toggleContested);
  if (byId("rest")) byId("rest").addEventListener("click", toggleRest);
  byId("unfocus").addEventListener("click", unfocus);
}
