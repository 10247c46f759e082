// Choosing, pointing, keys, and the start.
const REACH = 7;

function say(text) {
  byId("says").textContent = text;
}

function findNear() {
  const chosen = [state.node, ...(state.edge ? [state.edge.subject, state.edge.object] : [])].filter(Boolean);
  state.near = new Set(chosen);
  state.nearEdges = new Set();
  for (const node of [state.node, state.hover].filter(Boolean)) {
    state.near.add(node);
    for (const edge of node.edges) {
      if (!edge.visible) continue;
      state.nearEdges.add(edge);
      state.near.add(otherEnd(edge, node));
    }
  }
  for (const edge of [state.edge, state.hoverEdge].filter(Boolean)) {
    state.nearEdges.add(edge);
    state.near.add(edge.subject).add(edge.object);
  }
  if (path.edges) {
    for (const node of pathNodes()) state.near.add(node);
    for (const edge of path.edges) state.nearEdges.add(edge);
  }
  state.active = Boolean(path.edges) || chosen.some((node) => node.drawn);
}

// Makes a node or an edge the one that is read; nothing chosen shows the overview.
function choose({ node = null, edge = null, reveal: isRevealed = false, read = false }) {
  if (path.from && !path.to && node && node !== path.from) return choosePath(path.from, node);
  if (path.to) endPath();
  Object.assign(state, { node, edge, hover: null, hoverEdge: null });
  if (edge && edge.mark && !filters.contested && edge.drawn) filters.contested = true;
  uncover([node, edge && edge.subject, edge && edge.object].filter(Boolean), edge);
  applyFilters();
  if (node) showNode(node);
  else if (edge) showEdge(edge);
  else showOverview();
  panel.classList.toggle("open", Boolean(node || edge));
  if (isRevealed && node && node.visible) reveal(node);
  if (isRevealed && edge && edge.visible) reveal({ x: (edge.subject.x + edge.object.x) / 2, y: (edge.subject.y + edge.object.y) / 2 });
  if (node) say(`${node.type.name}: ${node.name}, ${plural(node.edges.length, "statement")}`);
  if (edge) say(`${edge.subject.name} ${edge.relation.label} ${edge.object.name}${edge.mark ? `, ${edge.mark}` : ""}`);
  if (read) panel.focus({ preventScroll: true });
  return undefined;
}

// What is chosen is seen, though its layer was hidden.
function uncover(chosen, edge) {
  const rests = chosen.some(isResting);
  const masks = [...chosen.filter((node) => node.drawn && !node.visible).map((node) => node.layers), edge && edge.drawn && edge.layer >= 0 ? 1 << edge.layer : 0];
  const name = LAYERS.find((_, at) => masks.some((mask) => (mask >> at) & 1 && !layerOn(mask)));
  if (!name && !rests) return;
  if (name) filters.layers.add(name);
  filters.rest = filters.rest || rests;
  takePlaces();
  judge();
  fit(false);
}

function distanceTo(edge, x, y) {
  const isCurved = edge.subject === edge.object || net.body.edges[edge.index].options.smooth.enabled;
  const steps = isCurved ? 10 : 1;
  let best = Infinity;
  let from = isCurved ? pointOn(edge, 0) : toScreen(edge.subject);
  for (let step = 1; step <= steps; step += 1) {
    const to = isCurved ? pointOn(edge, step / steps) : toScreen(edge.object);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = clamp(((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1), 0, 1);
    best = Math.min(best, Math.hypot(x - from.x - along * dx, y - from.y - along * dy));
    from = to;
  }
  return best;
}

// What stands at a point of the screen: a node, a word, or a line within reach.
function hit(x, y, reach = REACH) {
  let best = null;
  let least = Infinity;
  for (const node of drawnNodes) {
    if (!node.visible) continue;
    const at = toScreen(node);
    const away = Math.hypot(at.x - x, at.y - y) - screenRadius(node);
    if (away < reach - 2 && away < least) [best, least] = [{ node }, away];
  }
  if (best) return best;
  for (const { node, edge, box } of words) {
    if (x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h) return node ? { node } : { edge };
  }
  for (const edge of drawnEdges) {
    if (!edge.visible) continue;
    const away = distanceTo(edge, x, y);
    if (away < reach && away < least) [best, least] = [{ edge }, away];
  }
  return best || {};
}

function pointAt(x, y) {
  const { node = null, edge = null } = hit(x, y);
  picture.style.cursor = node || edge ? "pointer" : "grab";
  if (node === state.hover && edge === state.hoverEdge) return;
  Object.assign(state, { hover: node, hoverEdge: edge });
  findNear();
  restyle();
}

function startPointing() {
  let waiting = false;
  let last = null;
  picture.addEventListener("pointermove", (event) => {
    const frame = picture.getBoundingClientRect();
    last = event.buttons || event.pointerType === "touch" ? null : [event.clientX - frame.left, event.clientY - frame.top];
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (last) pointAt(...last);
    });
  });
  picture.addEventListener("pointerleave", () => { last = null; pointAt(-1000, -1000); });
  const reachOf = (event) => (event.event && event.event.pointerType === "touch" ? 16 : REACH);
  net.on("click", (event) => choose(hit(event.pointer.DOM.x, event.pointer.DOM.y, reachOf(event))));
  net.on("doubleClick", (event) => {
    const { node } = hit(event.pointer.DOM.x, event.pointer.DOM.y, reachOf(event));
    if (node) focusOn(node);
  });
  let later = 0;
  net.on("zoom", () => { clearTimeout(later); later = setTimeout(zoomed, 120); });
  net.on("animationFinished", zoomed);
}

// The nearest visible node in a direction, judged by angle and distance.
function step(dx, dy) {
  const shown = drawnNodes.filter((node) => node.visible);
  if (!state.node || !state.node.drawn) {
    const first = shown.sort(byTelling)[0];
    if (first) choose({ node: first, reveal: true });
    return;
  }
  let [best, least] = [null, Infinity];
  for (const node of shown) {
    const [x, y] = [node.x - state.node.x, node.y - state.node.y];
    const along = x * dx + y * dy;
    const across = Math.abs(x * dy - y * dx);
    if (node === state.node || along <= 0 || across > 2 * along) continue;
    const cost = along + 2 * across;
    if (cost < least) [best, least] = [node, cost];
  }
  if (best) choose({ node: best, reveal: true });
}

const PICTURE_KEYS = {
  ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
  Enter: () => (state.node || state.edge ? panel.focus() : step(0, 0)),
  f: () => state.node && focusOn(state.node),
  "+": () => zoomBy(1.3), "=": () => zoomBy(1.3), "-": () => zoomBy(1 / 1.3), 0: () => fit(),
};

function pageKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target.closest("input, textarea, select");
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    input.focus();
    input.select();
  } else if (event.key === "Escape" && !isTyping) {
    if (state.node || state.edge || path.from) {
      endPath();
      choose({});
      picture.focus();
    } else if (filters.focus) {
      unfocus();
    }
  }
}

function resized() {
  const turned = isTall() !== tall;
  tall = isTall();
  takePlaces();
  if (turned) applyFilters();
  fit(false);
}

function start() {
  document.documentElement.classList.add("js");
  startTheme();
  tall = isTall();
  judge();
  showOverview();
  if (!drawnNodes.length) {
    byId("says").textContent = "There is nothing to draw.";
  }
  makeNetwork();
  restyle();
  startFilters();
  startNarrow();
  startLayouts();
  startSearch();
  startExports();
  startTable();
  startPointing();
  showCounts();
  fit(false);
  themeListeners.push(() => restyle());
  startFinding();
  picture.addEventListener("keydown", (event) => {
    const action = PICTURE_KEYS[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("keydown", pageKey);
  byId("zoom-in").addEventListener("click", () => zoomBy(1.35));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.35));
  byId("fit").addEventListener("click", () => fit());
  let size = `${picture.clientWidth}x${picture.clientHeight}`;
  new ResizeObserver(() => {
    const now = `${picture.clientWidth}x${picture.clientHeight}`;
    if (now === size || !picture.clientWidth) return;
    size = now;
    requestAnimationFrame(resized);
  }).observe(picture);
  byId("pathing").addEventListener("click", () => { endPath(); choose({}); });
  startAddress();
}

// Where the picture cannot be made, the page is what it is without a script: its table and a note.
try {
  start();
} catch (error) {
  document.documentElement.classList.remove("js");
  throw error;
}
