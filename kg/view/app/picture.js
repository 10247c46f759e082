// The picture: vis-network draws nodes and lines where Python put them; choosing and pointing are ours.
const picture = byId("picture");
const state = { node: null, edge: null, hover: null, hoverEdge: null, near: new Set(), nearEdges: new Set(), active: false };
let net = null;
let lines = null;
let dots = null;
let words = [];
let tall = false;
let lineWidth = 1.2;

// The lines of what the page says first.
const told = new Set(finding.map((one) => one.edge));

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// Nodes shrink less than the picture does, so that they can be seen and met; in a crowd they shrink further.
const CROWD = 400;
const DENSE = 40;
let least = 0.55;

function sizeAt(scale) {
  return clamp(scale, least, 1.3);
}

function screenRadius(node) {
  return node.size * sizeAt(net.getScale());
}

// How the picture lies on the screen; asked once for all that is drawn in a frame.
let glass = null;

function lens() {
  return { scale: net.getScale(), middle: net.getViewPosition(), half: { x: picture.clientWidth / 2, y: picture.clientHeight / 2 } };
}

function toScreen(point) {
  const { scale, middle, half } = glass || lens();
  return { x: (point.x - middle.x) * scale + half.x, y: (point.y - middle.y) * scale + half.y };
}

function onScreen(at) {
  return at.x > -80 && at.y > -40 && at.x < picture.clientWidth + 80 && at.y < picture.clientHeight + 40;
}

// A point of a line on the screen; vis-network knows the curve of parallel lines and loops.
function pointOn(edge, part) {
  return toScreen(net.body.edges[edge.index].edgeType.getPoint(part));
}

function drawDot({ ctx, id, x, y }) {
  const node = nodes[id];
  node.x = x;
  node.y = y;
  const radius = screenRadius(node) / net.getScale();
  return {
    drawNode() {
      ctx.globalAlpha = state.active && !state.near.has(node) ? 0.22 : 1;
      ctx.translate(x, y);
      ctx.scale(radius, radius);
      if (node === state.node || node === state.hover) {
        ctx.beginPath();
        ctx.arc(0, 0, 1 + 6 / radius / net.getScale(), 0, 2 * Math.PI);
        ctx.fillStyle = ink.ground;
        ctx.fill();
        ctx.lineWidth = (node === state.node ? 2.5 : 1.5) / radius / net.getScale();
        ctx.strokeStyle = node === state.node ? ink.accent : ink.soft;
        ctx.stroke();
      }
      if (drawnNodes.length <= 4 * CROWD) drawRim(ctx, node, radius);
      ctx.fillStyle = colourOf(node.type);
      ctx.fill(node.type.shape, "evenodd");
    },
    nodeDimensions: { width: 2 * radius, height: 2 * radius },
  };
}

// A rim that parts the shape from the lines, and a ground under its hole.
function drawRim(ctx, node, radius) {
  ctx.lineWidth = 3 / radius / net.getScale();
  ctx.strokeStyle = ink.ground;
  ctx.stroke(node.type.shape);
  ctx.fillStyle = ink.ground;
  ctx.beginPath();
  ctx.arc(0, 0, 0.5, 0, 2 * Math.PI);
  ctx.fill();
}

// How a line looks now.
function lineLook(edge) {
  const near = state.nearEdges.has(edge);
  const faded = state.active && !near;
  const bold = state.active ? near : told.has(edge);
  const colour = edge.mark ? ink.contested : bold ? ink["line-strong"] : ink.line;
  return { hidden: !edge.visible, colour, opacity: faded ? 0.16 : 1, bold };
}

function lineStyle(look) {
  return {
    color: { color: look.colour, highlight: look.colour, hover: look.colour, inherit: false, opacity: look.opacity },
    width: lineWidth * (look.bold ? 1.7 : 1),
  };
}

// An update of vis-network's data costs a third of a millisecond a line, so only what is hidden or shown goes that way;
// colour and width are set where it reads them when it draws.
function restyle() {
  const changed = [];
  for (const edge of drawnEdges) {
    const look = lineLook(edge);
    if (edge.hidden !== look.hidden) changed.push({ id: edge.index, hidden: look.hidden });
    edge.hidden = look.hidden;
  }
  if (changed.length) lines.update(changed);
  for (const edge of drawnEdges) {
    const { options } = net.body.edges[edge.index];
    Object.assign(options, lineStyle(lineLook(edge)));
    options.arrows.to.scaleFactor = 0.42 * lineWidth;
  }
  sortLines();
  net.body.emitter.emit("_requestRedraw"); // at the next frame, once for all changes until then
}

// vis-network draws lines in this order: what is near the chosen lies above the rest. In the largest pictures the rest,
// which would be faded to a haze, is left out until nothing is chosen: it takes most of a frame's time.
function sortLines() {
  const visible = drawnEdges.filter((edge) => edge.visible);
  const near = visible.filter((edge) => state.nearEdges.has(edge));
  const rest = state.active && visible.length > 10 * CROWD ? [] : visible.filter((edge) => !state.nearEdges.has(edge));
  net.body.edgeIndices = [...rest, ...near].map((edge) => edge.index);
}

// Lines between the same two nodes are bent apart, so that each can be read and chosen.
function bends() {
  const groups = new Map();
  for (const edge of drawnEdges) {
    const key = [edge.subject.index, edge.object.index].sort((a, b) => a - b).join("-");
    groups.set(key, [...(groups.get(key) || []), edge]);
  }
  const result = new Map();
  for (const group of groups.values()) {
    if (group.length < 2 || group[0].subject === group[0].object) continue;
    group.forEach((edge, at) => {
      const offset = at - (group.length - 1) / 2;
      const turned = edge.subject.index > edge.object.index ? -1 : 1;
      const bend = offset * turned * 0.22;
      if (bend) result.set(edge, { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) });
    });
  }
  return result;
}

function makeNetwork() {
  tall = isTall();
  const bent = bends();
  const at = spots();
  drawnNodes.forEach((node, index) => { if (at[2 * index] !== null) Object.assign(node, { x: at[2 * index], y: at[2 * index + 1] }); });
  dots = new vis.DataSet(drawnNodes.map(dotOf));
  lines = new vis.DataSet(drawnEdges.map((edge) => lineOf(edge, bent)));
  for (const edge of drawnEdges) edge.hidden = !edge.visible;
  net = new vis.Network(picture, { nodes: dots, edges: lines }, {
    ...VIS.options,
    autoResize: true,
    edges: {
      ...VIS.options.edges, arrowStrikethrough: false, selectionWidth: 0, hoverWidth: 0, chosen: false,
      arrows: { to: { enabled: true, scaleFactor: 0.42 } }, selfReference: { size: 18, angle: Math.PI / 4 },
    },
    interaction: { hover: false, selectable: false, dragNodes: false, keyboard: false, tooltipDelay: 1e9, hideEdgesOnDrag: drawnEdges.length > 2 * CROWD, hideEdgesOnZoom: drawnEdges.length > 10 * CROWD },
  });
  for (const node of drawnNodes) setBounds(node.index, node.x, node.y);
  picture.firstElementChild.removeAttribute("tabindex"); // one stop for the Tab key, the one with a name
  net.on("beforeDrawing", (ctx) => onGlass(ctx, () => drawLanes(ctx)));
  net.on("afterDrawing", (ctx) => onGlass(ctx, () => { words = drawWords(ctx, state); }));
}

// vis-network draws what lies in the frame, and learns where a node lies when it draws it: a node that was moved into the
// frame would never be drawn.
function setBounds(id, x, y) {
  Object.assign(net.body.nodes[id].shape.boundingBox, { left: x - 40, right: x + 40, top: y - 40, bottom: y + 40 });
}

function dotOf(node) {
  return { id: node.index, x: node.x, y: node.y, size: node.size, shape: "custom", ctxRenderer: drawDot, hidden: !node.visible };
}

function lineOf(edge, bent) {
  return {
    id: edge.index, from: edge.subject.index, to: edge.object.index, hidden: !edge.visible, arrows: "to", dashes: edge.mark ? [5, 4] : false,
    smooth: bent.get(edge) || false,
  };
}

// Draws in pixels of the screen instead of those of the picture.
function onGlass(ctx, draw) {
  ctx.save();
  const ratio = ctx.canvas.width / picture.clientWidth;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  glass = lens();
  draw();
  glass = null;
  ctx.restore();
}

function isTall() {
  return picture.clientWidth < picture.clientHeight * 0.95;
}

// The largest zoom at which every visible node stands in the frame with its label.
function fit(animated = true) {
  const shown = drawnNodes.filter((node) => node.visible);
  if (!shown.length) return;
  const room = (picture.clientWidth * picture.clientHeight) / 1e5;
  least = drawnNodes.length > CROWD || shown.length / room > DENSE ? 0.3 : 0.55;
  const lanes = shownLanes();
  const head = layout === "timeline" ? TICK_HEIGHT : 0;
  const foot = 32; // the buttons at the lower edge
  const [width, height] = [picture.clientWidth - 28, picture.clientHeight - 28 - head - foot];
  const bounds = (scale) => {
    const box = { l: Infinity, r: -Infinity, t: Infinity, b: -Infinity };
    for (const node of shown) {
      const { x, y } = node;
      const half = Math.max(...node.lines.map((line) => line.length)) * 3.3 + 4;
      const r = node.size * sizeAt(scale);
      box.l = Math.min(box.l, x * scale - Math.max(half, r));
      box.r = Math.max(box.r, x * scale + Math.max(half, r));
      box.t = Math.min(box.t, y * scale - r - 2);
      box.b = Math.max(box.b, y * scale + r + 6 + NAME_LINE * node.lines.length);
    }
    if (lanes.length) box.t = Math.min(box.t, lanes[0][0] * scale);
    return box;
  };
  let [low, high] = [0.02, 1.6];
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    const box = bounds(middle);
    if (box.r - box.l <= width && box.b - box.t <= height) low = middle;
    else high = middle;
  }
  const box = bounds(low);
  moveTo((box.l + box.r) / 2 / low, ((box.t + box.b) / 2 + (foot - head) / 2) / low, low, animated);
}

function moveTo(x, y, scale, animated) {
  const still = !animated || stillQuery.matches || drawnNodes.length > CROWD;
  net.moveTo({ position: { x, y }, scale, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  if (still) zoomed();
}

function zoomBy(factor) {
  const { x, y } = net.getViewPosition();
  moveTo(x, y, clamp(net.getScale() * factor, 0.05, 4), true);
}

// Lines keep their width on the screen when the picture is small.
function zoomed() {
  const wanted = 1.2 / clamp(net.getScale(), 0.3, 1.4);
  if (Math.abs(wanted / lineWidth - 1) < 0.12) return;
  lineWidth = wanted;
  restyle();
}

// Whether the node stands in the free part of the frame; on a telephone the sheet covers the lower part.
function reveal(point) {
  const at = toScreen(point);
  const free = sheetHeight();
  const height = picture.clientHeight - free;
  const inside = at.x > 60 && at.y > 40 && at.x < picture.clientWidth - 60 && at.y < height - 60;
  if (inside && net.getScale() > 0.45) return;
  const scale = Math.max(net.getScale(), 0.8);
  moveTo(point.x, point.y + free / 2 / scale, scale, true);
}
