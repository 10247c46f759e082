// The data of the page, with positions turned into references; and the only way elements are made: text stays text.
const byId = (id) => document.getElementById(id);

// JSON, or where the page is large, JSON packed by gzip and written in base64.
async function readData(id) {
  const script = byId(id);
  if (script.type === "application/json") return JSON.parse(script.textContent);
  const bytes = Uint8Array.from(atob(script.textContent), (letter) => letter.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(plain).text());
}

const DATA = await readData("graph-data");
const VIS = { nodes: await readData("vis-nodes"), edges: await readData("vis-edges"), options: await readData("vis-options") };

const marks = DATA.marks;
const bands = DATA.bands;
const LAYERS = DATA.layers;
const types = [];
const relations = [];
const documents = [];
const nodes = [];
const claims = [];
const edges = [];
const known = { types: new Map(), relations: new Map(), documents: new Map(), nodes: new Map(), claims: new Map(), edges: new Map() };

// The thing with a key: the one that is known, or a new one at the end of its list.
function keep(list, map, key, make) {
  if (!map.has(key)) {
    const item = make();
    item.index = list.length;
    list.push(item);
    map.set(key, item);
  }
  return map.get(key);
}

function makeType([name, plural, path, light, dark, weight, band]) {
  return { name, plural, path, light, dark, weight, band, shape: new Path2D(path) };
}

function makeNode([, name, short, id, aliases, properties, date], type) {
  return {
    type, name, short, id, aliases, properties, date: date || null, edges: [], said: [], drawn: false, visible: false,
    rests: false, layers: 0, lines: short.split("\n"), tiny: aliases.find((alias) => /^[A-Z][A-Z&]{1,6}$/.test(alias)),
  };
}

function makeClaim(row, n, r, d) {
  return {
    subject: n[row.s], relation: r[row.r], object: n[row.o], mark: row.m < 0 ? "" : marks[row.m], words: row.w,
    speaker: row.a === undefined ? null : n[row.a], qualifiers: row.q || [], date: row.d || null,
    inferred: Boolean(row.i), basis: row.b || "stated",
    evidence: row.e.map(([doc, parts, place]) => ({ document: doc < 0 ? null : d[doc], parts, place: place || "" })),
  };
}

function makeEdge(subject, relation, object, mark) {
  const edge = { subject, relation, object, mark, claims: [], drawn: false, visible: false, layer: -1 };
  edge.citing = relation.name === "CITES" && subject.type.name === "Document";
  subject.edges.push(edge);
  if (object !== subject) object.edges.push(edge);
  return edge;
}

// Takes rows in, and joins them with what is there by name and id.
function absorb(rows) {
  const t = rows.types.map((row) => keep(types, known.types, row[0], () => makeType(row)));
  const r = rows.relations.map(([name, label, inverse, opposite, rank]) => keep(relations, known.relations, name, () => ({ name, label, inverse, opposite, rank })));
  const d = rows.documents.map(([title, date, publisher, url, source], at) => keep(
    documents, known.documents, rows.documentIds ? rows.documentIds[at] : at, () => ({ title, date, publisher, url, source })));
  const n = rows.nodes.map((row) => keep(nodes, known.nodes, row[3], () => makeNode(row, t[row[0]])));
  const c = rows.claims.map((row, at) => keep(claims, known.claims, rows.claimIds ? rows.claimIds[at] : at, () => {
    const claim = makeClaim(row, n, r, d);
    if (claim.speaker) claim.speaker.said.push(claim);
    return claim;
  }));
  return rows.edges.map(([s, relation, o, at, list]) => {
    const mark = at < 0 ? "" : marks[at];
    const key = [n[s].index, r[relation].index, n[o].index, mark].join(" ");
    const edge = keep(edges, known.edges, key, () => makeEdge(n[s], r[relation], n[o], mark));
    for (const one of list) if (!edge.claims.includes(c[one])) edge.claims.push(c[one]);
    return edge;
  });
}

absorb(DATA);
VIS.nodes.forEach((row, at) => Object.assign(nodes[row.id], { drawn: true, size: row.size, x: row.x, y: row.y, layers: DATA.nodeLayers[at] }));
VIS.edges.forEach((row, at) => Object.assign(edges[row.id], { drawn: true, layer: DATA.edgeLayers[at] }));
for (const at of DATA.rest) nodes[at].rests = true;
const finding = DATA.finding.map(([told, text, edge, claim]) => ({ told, text, edge: edges[edge], claim: claims[claim] }));
const drawnNodes = VIS.nodes.map((row) => nodes[row.id]);
const drawnEdges = VIS.edges.map((row) => edges[row.id]);

function scoreOf(node) {
  return node.type.weight * Math.log2(2 + node.edges.length);
}

// The most telling first: what it is, then how much touches it.
function byTelling(a, b) {
  return b.score - a.score || a.index - b.index;
}
for (const node of nodes) node.score = scoreOf(node);

function quoteOf(evidence) {
  return evidence.parts.map((part) => (typeof part === "string" ? part : part[0])).join("");
}

function otherEnd(edge, node) {
  return edge.subject === node ? edge.object : edge.subject;
}

function edgeOf(claim) {
  return claim.subject.edges.find((edge) => edge.claims.includes(claim));
}

// Attributes are set by name from the code alone; values that come from documents reach `textContent` and `href` only.
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "class") element.className = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== "" && child !== false) element.append(child);
  }
  return element;
}

const SVG_SPACE = "http://www.w3.org/2000/svg";

function svgEl(tag, attributes, ...children) {
  const element = document.createElementNS(SVG_SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function glyph(type, size = 14) {
  return svgEl("svg", { viewBox: "-1.3 -1.3 2.6 2.6", width: size, height: size, "aria-hidden": "true", class: `glyph t${type.index}` },
    svgEl("path", { d: type.path, fill: "var(--type)", "fill-rule": "evenodd" }));
}

// A link only where the address is http(s), judged by the browser's own parser.
function link(address, text) {
  let parsed;
  try {
    parsed = new URL(address);
  } catch {
    return document.createTextNode(text);
  }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return document.createTextNode(text);
  const anchor = el("a", { rel: "noopener noreferrer", target: "_blank", referrerpolicy: "no-referrer" }, text);
  anchor.href = parsed.href;
  return anchor;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function dateWords(date) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  if (!match || (match[2] && !MONTHS[match[2] - 1])) return date;
  const [, year, month, day] = match;
  if (!month) return year;
  return day ? `${MONTHS[month - 1]} ${Number(day)}, ${year}` : `${MONTHS[month - 1]} ${year}`;
}

function plural(count, one, many) {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many || one + "s"}`;
}
