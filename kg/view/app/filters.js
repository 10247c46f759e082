// What is visible: types, relations, citations by documents, claims that are no plain edge, and the neighbours of one node.
const filters = { types: new Set(), relations: new Set(), citing: DATA.showCiting, contested: false, focus: null };

function nodeVisible(node) {
  if (filters.focus && !filters.focus.members.has(node)) return false;
  if (filters.types.has(node.type)) return false;
  return filters.citing || !citingNodes.has(node.index);
}

function edgeVisible(edge) {
  if (!edge.subject.visible || !edge.object.visible || filters.relations.has(edge.relation)) return false;
  if (edge.citing && !filters.citing) return false;
  return !edge.mark || filters.contested;
}

function judge() {
  for (const node of drawnNodes) node.visible = nodeVisible(node);
  for (const edge of drawnEdges) edge.visible = edgeVisible(edge);
}

function applyFilters() {
  const before = new Map(drawnNodes.map((node) => [node, node.visible]));
  judge();
  const changed = drawnNodes.filter((node) => before.get(node) !== node.visible);
  if (changed.length) dots.update(changed.map((node) => ({ id: node.index, hidden: !node.visible })));
  findNear();
  restyle();
  showCounts();
}

function showCounts() {
  for (const button of document.querySelectorAll("#filters [data-type]")) {
    const type = types[Number(button.dataset.type)];
    const all = drawnNodes.filter((node) => node.type === type);
    const shown = all.filter((node) => node.visible).length;
    const isOn = shown > 0 || (!filters.types.has(type) && !all.every((node) => citingNodes.has(node.index)));
    button.setAttribute("aria-pressed", String(isOn));
    button.querySelector(".count").textContent = isOn ? shown : all.length;
    const total = nodes.filter((node) => node.type === type).length;
    button.title = total > all.length ? `${all.length} of ${total} are drawn` : "";
  }
  const shownEdges = drawnEdges.filter((edge) => edge.visible).length;
  const shownNodes = drawnNodes.filter((node) => node.visible).length;
  byId("picture").dataset.nodes = shownNodes;
  byId("picture").dataset.edges = shownEdges;
  showLayers();
}

function showLayers() {
  const citing = byId("citing");
  const count = drawnEdges.filter((edge) => edge.citing).length;
  citing.hidden = !count;
  citing.textContent = `${plural(count, "citation")} by documents: ${filters.citing ? "hide" : "show"}`;
  citing.setAttribute("aria-pressed", String(filters.citing));
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

function toggleType(type) {
  const all = drawnNodes.filter((node) => node.type === type);
  if (!filters.types.has(type) && all.length && all.every((node) => citingNodes.has(node.index))) toggleCiting();
  else toggleIn(filters.types, type);
}

function toggleCiting() {
  filters.citing = !filters.citing;
  applyFilters();
  fit();
  say(filters.citing ? "Citations by documents are shown" : "Citations by documents are hidden");
}

function toggleContested() {
  filters.contested = !filters.contested;
  applyFilters();
  say(filters.contested ? "Denied, alleged and open statements are shown as dashed lines" : "Only plain statements are shown");
}

function focusOn(node) {
  if (!node.drawn) return;
  const joined = node.edges.filter((edge) => edge.drawn && (!edge.mark || filters.contested) && (!edge.citing || filters.citing));
  filters.focus = { node, members: new Set([node, ...joined.map((edge) => otherEnd(edge, node))]) };
  applyFilters();
  fit();
  say(`Only the neighbours of ${node.name}`);
}

function unfocus() {
  filters.focus = null;
  applyFilters();
  fit();
}

function makeRelations() {
  const list = byId("relations");
  const counts = new Map(relations.map((relation) => [relation, 0]));
  for (const edge of drawnEdges) if (!edge.mark) counts.set(edge.relation, counts.get(edge.relation) + 1);
  const boxes = relations.map((relation) => {
    const box = el("input", { type: "checkbox", checked: true, on: { change: () => toggleIn(filters.relations, relation) } });
    return [box, el("label", {}, box, el("span", { class: "name" }, relation.label), el("span", { class: "count" }, counts.get(relation)))];
  });
  const all = (on) => {
    filters.relations = new Set(on ? [] : relations);
    for (const [box] of boxes) box.checked = on;
    applyFilters();
  };
  list.append(
    el("p", {}, el("button", { type: "button", class: "text", on: { click: () => all(true) } }, "All"),
      el("button", { type: "button", class: "text", on: { click: () => all(false) } }, "None")),
    ...boxes.map(([, label]) => label),
  );
}

// A button that opens what it controls, closed by Escape, by a click elsewhere, or by leaving it.
function makeMenu(button, content, isOpen, open) {
  const set = (value, back) => {
    open(value);
    button.setAttribute("aria-expanded", String(value));
    if (back) button.focus();
  };
  button.addEventListener("click", () => set(!isOpen(), false));
  content.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      set(false, true);
    }
  });
  return set;
}

function startFilters() {
  makeRelations();
  const list = byId("relations");
  const setList = makeMenu(byId("relations-button"), list, () => !list.hidden, (value) => { list.hidden = !value; });
  document.addEventListener("pointerdown", (event) => {
    if (!list.hidden && !event.target.closest(".menu-box")) setList(false, false);
  });
  const box = byId("filters");
  makeMenu(byId("more"), box, () => box.classList.contains("open"), (value) => box.classList.toggle("open", value));
  for (const button of document.querySelectorAll("#filters [data-type]")) {
    button.addEventListener("click", () => toggleType(types[Number(button.dataset.type)]));
  }
  byId("citing").addEventListener("click", toggleCiting);
  if (byId("contested")) byId("contested").addEventListener("click", toggleContested);
  byId("unfocus").addEventListener("click", unfocus);
}
