// A page that `kg view --serve` gives out asks its own server for more: what is next to a node, and what a name finds.
const SEARCH_WAIT = 160;
let asked = 0;

async function ask(what, parameters) {
  const answer = await fetch(`${what}?${new URLSearchParams(parameters)}`, { credentials: "omit" });
  if (!answer.ok) throw new Error(`the server says ${answer.status}`);
  return answer.json();
}

// The first free place around a node, on growing rings.
function freePlace(anchor, taken, size) {
  for (let ring = 1; ring < 14; ring += 1) {
    const count = 5 + 4 * ring;
    for (let at = 0; at < count; at += 1) {
      const angle = (at / count) * 2 * Math.PI + ring;
      const [dx, dy] = [Math.cos(angle) * ring * 78, Math.sin(angle) * ring * 58];
      if (taken.every((one) => Math.abs(one.x - anchor.x - dx) > 70 || Math.abs(one.y - anchor.y - dy) > 44 + size)) return [dx, dy];
    }
  }
  return [0, 0];
}

function addNode(node, size, anchor, taken) {
  const offset = freePlace(anchor, taken, size);
  Object.assign(node, { drawn: true, size, anchor, offset, x: anchor.x + offset[0], y: anchor.y + offset[1], layers: 0 });
  node.narrow = null;
  taken.push(node);
  drawnNodes.push(node);
  dots.add(dotOf(node));
  setBounds(node.index, node.x, node.y);
}

// Draws what the server sent: nodes around `anchor`, then the lines between all that is drawn now.
function addRows(rows, anchor) {
  const found = absorb(rows);
  for (const node of nodes) node.score = scoreOf(node);
  const taken = drawnNodes.filter((node) => node.visible);
  const fresh = rows.nodes.map((row, at) => [known.nodes.get(row[3]), rows.sizes[at]]).filter(([node]) => !node.drawn);
  for (const [node, size] of fresh) addNode(node, size, anchor || fresh[0][0], taken);
  for (const edge of found) {
    for (const end of [edge.subject, edge.object]) end.layers = 0;
    edge.layer = -1;
    if (edge.drawn) continue;
    edge.drawn = true;
    edge.hidden = true;
    drawnEdges.push(edge);
    lines.add(lineOf(edge, new Map()));
  }
  makeRelations();
  return fresh.length;
}

async function expand(node) {
  say(`Asking for what is next to ${node.name}`);
  try {
    const rows = await ask("expand", { id: node.id });
    const { drawn } = node;
    const anchor = drawn ? node : Object.assign({}, net.getViewPosition());
    const count = addRows(rows, anchor);
    choose({ node });
    if (!drawn) fit();
    say(`${plural(count, "node")} added next to ${node.name}`);
  } catch (error) {
    say(`Nothing could be added: ${error.message}`);
    byId("panel").append(el("p", { class: "lead", role: "alert" }, `Nothing could be added: ${error.message}.`));
  }
}

// What the store knows beyond this page, at the end of the results.
function searchStore(text, show) {
  const number = ++asked;
  setTimeout(async () => {
    if (number !== asked) return;
    try {
      const rows = await ask("search", { q: text });
      if (number === asked) show(absorbNodes(rows));
    } catch (error) {
      say(`The store could not be searched: ${error.message}`);
    }
  }, SEARCH_WAIT);
}

function absorbNodes(rows) {
  absorb(rows);
  for (const node of nodes) node.score = scoreOf(node);
  return rows.nodes.map((row) => known.nodes.get(row[3]));
}
