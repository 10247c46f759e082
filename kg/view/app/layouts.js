// Where things stand: one of three layouts, as the page opened or with all that it hid, on a wide or a tall screen.
const LAYOUT_WORDS = { force: "Map", layered: "Layers", timeline: "Timeline" };
const LANE_SIZE = 11;
const TICK_HEIGHT = 24;
let layout = DATA.layout;

function isFull() {
  return LAYERS.some((name) => filters.layers.has(name) && !DATA.shown.includes(name));
}

function places() {
  const { first, full } = DATA.layouts[layout];
  const frame = tall ? 1 : 0;
  const whole = isFull() || (tall && (filters.rest || filters.focus));
  return (whole && full[frame]) || first[frame];
}

// Where the drawn nodes stand. A map is stretched along the side of the frame that it leaves empty, which parts its
// names further; lanes and ticks of the other layouts stay as they are.
const STRETCH = 1.7;
const NAME_ROOM = { x: 140, y: 60 };

function spots() {
  const { at } = places();
  if (layout !== "force" || drawnNodes.length > CROWD) return at; // thousands would move with every change of the window
  const sides = [0, 1].map((axis) => at.filter((value, index) => index % 2 === axis && value !== null));
  const [w, h] = [["x", 0], ["y", 1]].map(([name, axis]) => sides[axis].reduce((most, value) => Math.max(most, value), -Infinity)
    - sides[axis].reduce((least, value) => Math.min(least, value), Infinity) + NAME_ROOM[name]);
  const aspect = picture.clientWidth / Math.max(picture.clientHeight - NAME_ROOM.y, 1);
  const factors = [clamp((h * aspect) / w, 1, STRETCH), clamp(w / aspect / h, 1, STRETCH)];
  return at.map((value, index) => (value === null ? null : value * factors[index % 2]));
}

// Moves every node to its place; what was added later stays beside what it was added to.
function takePlaces() {
  const at = spots();
  const moved = [];
  drawnNodes.forEach((node, index) => {
    const [x, y] = index < VIS.nodes.length ? [at[2 * index], at[2 * index + 1]] : [node.anchor.x + node.offset[0], node.anchor.y + node.offset[1]];
    if (x === null || (node.x === x && node.y === y)) return;
    Object.assign(node, { x, y });
    moved.push({ id: node.index, x, y });
  });
  if (moved.length) dots.update(moved);
  for (const { id, x, y } of moved) setBounds(id, x, y);
}

function setLayout(name) {
  if (!DATA.layouts[name] || name === layout) return;
  layout = name;
  takePlaces();
  fit(false);
  showLayout();
  findNear();
  restyle();
  writeAddress();
  say(`Layout: ${LAYOUT_WORDS[name]}`);
}

function showLayout() {
  for (const button of document.querySelectorAll("#layouts [data-layout]")) {
    button.setAttribute("aria-pressed", String(button.dataset.layout === layout));
  }
}

function shownLanes() {
  const { lanes } = places();
  return layout === "force" ? [] : lanes;
}

// Lines of lanes and of the axis, behind everything; `toScreen` keeps them where their nodes are.
function drawLanes(ctx) {
  ctx.lineWidth = 1;
  ctx.strokeStyle = ink.rule;
  for (const [top] of shownLanes().slice(1)) {
    const y = Math.round(toScreen({ x: 0, y: top }).y) + 0.5;
    ctx.beginPath();
    ctx.moveTo(0, y);
    ctx.lineTo(picture.clientWidth, y);
    ctx.stroke();
  }
  if (layout !== "timeline") return;
  for (const [at] of places().ticks) {
    const x = Math.round(toScreen({ x: at, y: 0 }).x) + 0.5;
    ctx.beginPath();
    ctx.moveTo(x, TICK_HEIGHT);
    ctx.lineTo(x, undatedTop());
    ctx.stroke();
  }
}

function undatedTop() {
  const last = shownLanes().find(([, , label]) => label === "Undated");
  return last ? toScreen({ x: 0, y: last[0] }).y : picture.clientHeight;
}

// Words of lanes and of the axis, over everything; they keep their room from other words.
function drawLaneWords(ctx, room) {
  ctx.font = `600 ${LANE_SIZE}px ${FACE}`;
  ctx.fillStyle = ink.soft;
  ctx.textAlign = "left";
  for (const [top, , label] of shownLanes()) {
    const y = toScreen({ x: 0, y: top }).y + LANE_SIZE + 1;
    const w = ctx.measureText(label).width;
    ctx.fillText(label, 12, y);
    room.take({ x: 12, y: y - 8, w, h: 16 });
  }
  ctx.textAlign = "center";
  if (layout === "timeline") drawTicks(ctx, room);
}

function drawTicks(ctx, room) {
  ctx.fillStyle = ink.ground;
  ctx.fillRect(0, 0, picture.clientWidth, TICK_HEIGHT);
  room.take({ x: 0, y: 0, w: picture.clientWidth, h: TICK_HEIGHT });
  ctx.fillStyle = ink.ink;
  ctx.font = `${LANE_SIZE}px ${FACE}`;
  let end = -Infinity;
  for (const [at, words] of places().ticks) {
    const x = toScreen({ x: at, y: 0 }).x;
    const half = ctx.measureText(words).width / 2;
    if (x - half < end + 8) continue;
    end = x + half;
    ctx.fillText(words, x, TICK_HEIGHT / 2);
  }
}

function startLayouts() {
  for (const button of document.querySelectorAll("#layouts [data-layout]")) {
    button.addEventListener("click", () => setLayout(button.dataset.layout));
  }
  showLayout();
}
