// Words on the canvas, like those of a map: the same size at every zoom, the most telling first, none over another.
const NAME_SIZE = 12.5;
const NAME_LINE = 15;
const WORD_SIZE = 10.5;
const FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const CELL = 96;
const MANY_EDGES = 500;

const boxes = [document.querySelector(".zoom"), byId("layouts")];
// The names of these few stand over smaller nodes rather than not at all.
const LEADERS = 12;
const widths = new Map();

function textWidth(ctx, text, font) {
  const key = `${font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    ctx.font = font;
    width = ctx.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

// Rectangles on the screen in a coarse grid; `owner` never collides with itself.
class Room {
  constructor() {
    this.cells = new Map();
  }

  * keys(box) {
    for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.w) / CELL); x += 1) {
      for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.h) / CELL); y += 1) yield x * 100003 + y;
    }
  }

  take(box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  free(box, isBold = false) {
    if (box.x < 2 || box.y < 2 || box.x + box.w > picture.clientWidth - 2 || box.y + box.h > picture.clientHeight - 2) return false;
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (other.owner !== box.owner && !(isBold && other.isMinor) && box.x < other.x + other.w && other.x < box.x + box.w
          && box.y < other.y + other.h && other.y < box.y + box.h) return false;
      }
    }
    return true;
  }
}

const SIDES = ["below", "above", "right", "left"];

function nameBox(ctx, node, at, radius, lines, side) {
  const font = `${NAME_SIZE}px ${FACE}`;
  const w = Math.max(...lines.map((line) => textWidth(ctx, line, font))) + 4;
  const h = lines.length * NAME_LINE;
  const x = { below: at.x - w / 2, above: at.x - w / 2, right: at.x + radius + 3, left: at.x - radius - 3 - w }[side];
  const y = { below: at.y + radius + 3, above: at.y - radius - 3 - h, right: at.y - h / 2, left: at.y - h / 2 }[side];
  return { x, y, w, h, owner: node, lines };
}

function writeLines(ctx, box, weight, colour) {
  ctx.font = `${weight} ${NAME_SIZE}px ${FACE}`;
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = ink.ground;
  ctx.fillStyle = colour;
  box.lines.forEach((line, row) => {
    const y = box.y + NAME_LINE * (row + 0.5);
    ctx.strokeText(line, box.x + box.w / 2, y);
    ctx.fillText(line, box.x + box.w / 2, y);
  });
}

function writeWord(ctx, edge, box, strong) {
  ctx.font = `${WORD_SIZE}px ${FACE}`;
  ctx.fillStyle = ink.ground;
  ctx.fillRect(box.x, box.y, box.w, box.h);
  ctx.fillStyle = edge.mark ? ink.contested : strong ? ink.ink : ink.soft;
  ctx.fillText(box.text, box.x + box.w / 2, box.y + box.h / 2);
}

function placeWord(ctx, room, edge, strong) {
  const text = edge.mark ? `${edge.relation.label} (${edge.mark})` : edge.relation.label;
  const w = textWidth(ctx, text, `${WORD_SIZE}px ${FACE}`) + 4;
  const [a, b] = [toScreen(edge.subject), toScreen(edge.object)];
  if (!strong && Math.hypot(a.x - b.x, a.y - b.y) < 46) return null;
  for (const part of strong || edge.mark || !edge.relation.rank ? [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] : [0.5, 0.42, 0.58]) {
    const at = pointOn(edge, part);
    const box = { x: at.x - w / 2, y: at.y - 6.5, w, h: 13, owner: edge, text };
    if (room.free(box, told.has(edge)) || edge === state.edge || edge === state.hoverEdge) return box;
  }
  return null;
}

let ranking = [];

// The drawn nodes, most telling first; sorted again only when nodes were added.
function ranked() {
  if (ranking.length !== drawnNodes.length) ranking = [...drawnNodes].sort(byTelling);
  return ranking;
}

// What the page says first, the most telling of all, and the most telling of each kind: the judge, the court.
const leading = new Set(DATA.leading.map((at) => nodes[at]));

function leadersOf(order) {
  const telling = order.filter((node) => node.type.name !== "Document");
  const kinds = new Map();
  for (const node of telling) if (!kinds.has(node.type)) kinds.set(node.type, node);
  return new Set([...leading, ...telling.slice(0, LEADERS), ...kinds.values()]);
}

function byWord(a, b) {
  return a.relation.rank - b.relation.rank || a.index - b.index;
}

// Draws all words of a frame and remembers where they stand, so that a click on a word counts.
function drawWords(ctx, state) {
  const room = new Room();
  const placed = [];
  const shown = ranked().filter((node) => node.visible && onScreen(toScreen(node)));
  const order = shown.length > CROWD ? shown.filter((node, at) => at < CROWD || state.near.has(node)) : shown;
  const leaders = leadersOf(order);
  for (const node of shown) {
    const at = toScreen(node);
    const r = screenRadius(node);
    room.take({ x: at.x - r, y: at.y - r, w: 2 * r, h: 2 * r, owner: node, isMinor: !leaders.has(node) });
  }
  for (const box of boxes) room.take({ x: box.offsetLeft, y: box.offsetTop, w: box.offsetWidth, h: box.offsetHeight });
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  drawLaneWords(ctx, room);
  const looked = (node) => Number(node === state.node || node === state.hover);
  const first = order.filter((node) => state.near.has(node)).sort((a, b) => looked(b) - looked(a));
  const strong = drawnEdges.filter((edge) => edge.visible && state.nearEdges.has(edge));
  const names = (list) => list.forEach((node) => placeName(ctx, room, placed, node, leaders));
  const words = (list, isStrong) => list.forEach((edge) => {
    const box = placeWord(ctx, room, edge, isStrong);
    if (!box) return;
    room.take(box);
    placed.push({ edge, box, strong: isStrong });
  });
  names(first);
  words(strong, true);
  const rest = drawnEdges.filter((edge) => edge.visible && !state.nearEdges.has(edge)).sort(byWord);
  const isFirst = (edge) => edge.mark || !edge.relation.rank;
  names(order.filter((node) => leading.has(node) && !state.near.has(node)));
  if (rest.length <= MANY_EDGES) words(rest.filter((edge) => told.has(edge)), false);
  names(order.filter((node) => leaders.has(node) && !leading.has(node) && !state.near.has(node)));
  if (rest.length <= MANY_EDGES) words(rest.filter((edge) => isFirst(edge) && !told.has(edge)), false);
  names(order.filter((node) => !leaders.has(node) && !state.near.has(node)));
  if (rest.length <= MANY_EDGES) words(rest.filter((edge) => !isFirst(edge) && !told.has(edge)), false);
  else if (net.getScale() > 1.1) words(rest, false);
  for (const item of placed) paintWords(ctx, item, state);
  return placed;
}

function placeName(ctx, room, placed, node, leaders) {
  const full = node === state.hover || node === state.node;
  const lines = full ? fullLines(node) : node.lines;
  const radius = screenRadius(node);
  const at = toScreen(node);
  const forms = full ? [lines] : [lines, node.narrow, node.tiny && [node.tiny]].filter(Boolean);
  const triesOf = (list) => list.flatMap((form) => SIDES.map((side) => nameBox(ctx, node, at, radius, form, side)));
  const free = (tries) => tries.find((one) => room.free(one)) || (leaders.has(node) ? tries.find((one) => room.free(one, true)) : null);
  const tries = triesOf(forms);
  let box = free(tries) || (full ? tries[0] : null);
  if (!box && leaders.has(node) && lines.length > 1) box = free(triesOf([[`${lines[0].replace(/…$/, "")}…`]]));
  if (!box) return;
  room.take(box);
  placed.push({ node, box });
}

function paintWords(ctx, item, state) {
  const faded = state.active && !(item.node ? state.near.has(item.node) : state.nearEdges.has(item.edge));
  ctx.globalAlpha = faded ? 0.35 : 1;
  if (item.node) {
    const isChosen = item.node === state.node || item.node === state.hover;
    writeLines(ctx, item.box, isChosen ? 600 : item.node.size >= 16 ? 500 : 400, ink.ink);
  } else if (!faded) {
    writeWord(ctx, item.edge, item.box, item.strong);
  }
  ctx.globalAlpha = 1;
}

// Words in lines of at most `most` characters, where no single word is longer.
function wrap(text, most) {
  const lines = [];
  let line = "";
  for (const word of text.split(/[ \n]+/)) {
    if (line && line.length + word.length >= most) {
      lines.push(line);
      line = "";
    }
    line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  return lines;
}

for (const node of drawnNodes) {
  const narrow = wrap(node.short, 14);
  node.narrow = narrow.length > 1 && narrow.length < 4 ? narrow : null;
}

// The whole name in lines of about 34 characters, for the node that is looked at.
function fullLines(node) {
  const lines = wrap(node.name, 34);
  return lines.length > 4 ? [...lines.slice(0, 3), `${lines[3]} …`] : lines;
}
