// The shortest way from one thing to another over the statements that can be seen, and its sentences in a row.
const path = { from: null, to: null, edges: null };

function isStep(edge) {
  if (edge.mark && !filters.contested) return false;
  return edge.citing ? filters.layers.has("citing") : true;
}

// Breadth first, lines in either direction; of two ways of the same length the one that is listed first.
function shortestPath(from, to) {
  const before = new Map([[from, null]]);
  let row = [from];
  while (row.length && !before.has(to)) {
    const next = [];
    for (const node of row) {
      for (const edge of node.edges) {
        const other = otherEnd(edge, node);
        if (!isStep(edge) || before.has(other)) continue;
        before.set(other, { node, edge });
        next.push(other);
      }
    }
    row = next;
  }
  if (!before.has(to)) return null;
  const steps = [];
  for (let at = to; before.get(at); at = before.get(at).node) steps.unshift(before.get(at).edge);
  return steps;
}

function startPath(node) {
  Object.assign(path, { from: node, to: null, edges: null });
  showPathChip();
  say(`Path from ${node.name}: choose the other end`);
  picture.focus();
}

function endPath() {
  Object.assign(path, { from: null, to: null, edges: null });
  showPathChip();
}

function showPathChip() {
  const chip = byId("pathing");
  chip.hidden = !path.from;
  if (path.from) chip.replaceChildren("Path from ", el("b", {}, path.from.short.replace("\n", " ")), path.to ? ": close" : ": choose the other end, or cancel");
}

function choosePath(from, to) {
  Object.assign(path, { from, to, edges: shortestPath(from, to) });
  Object.assign(state, { node: null, edge: null, hover: null, hoverEdge: null });
  showPathChip();
  applyFilters();
  showPath();
  panel.classList.add("open");
  panel.focus({ preventScroll: true });
  say(path.edges ? `${plural(path.edges.length, "step")} from ${from.name} to ${to.name}` : "No path of statements that can be seen");
}

function showPath() {
  const { from, to } = path;
  fill(
    closeButton(),
    el("p", { class: "kicker" }, path.edges ? `Path of ${plural(path.edges.length, "step")}` : "No path"),
    el("h2", { class: "triple" }, nodeButton(from), el("span", { class: "relation" }, "to"), nodeButton(to)),
    path.edges
      ? el("ol", { class: "rows steps" }, path.edges.map((edge) => el("li", {}, contestedRow(edge))))
      : el("p", { class: "lead" }, "No chain of the statements that are shown joins these two."),
  );
}

function pathNodes() {
  return new Set([path.from, path.to, ...path.edges.flatMap((edge) => [edge.subject, edge.object])]);
}
