// The data of the page, with positions turned into references; and the only way elements are made: text stays text.
const byId = (id) => document.getElementById(id);
const readData = (id) => JSON.parse(byId(id).textContent);

const DATA = readData("graph-data");
const VIS = { nodes: readData("vis-nodes"), edges: readData("vis-edges"), options: readData("vis-options") };

const types = DATA.types.map(([name, plural, path, light, dark], index) => ({
  index, name, plural, path, light, dark, shape: new Path2D(path),
}));
const marks = DATA.marks;
const relations = DATA.relations.map(([name, label, inverse, opposite], index) => ({ index, name, label, inverse, opposite }));
const documents = DATA.documents.map(([title, date, publisher, url, source], index) => ({
  index, title, date, publisher, url, source,
}));
const nodes = DATA.nodes.map(([type, name, short, id, aliases, properties], index) => ({
  index, type: types[type], name, short, id, aliases, properties,
  edges: [], said: [], drawn: false, visible: false, lines: short.split("\n"),
  tiny: aliases.find((alias) => /^[A-Z][A-Z&]{1,6}$/.test(alias)),
}));
const claims = DATA.claims.map((row, index) => ({
  index, subject: nodes[row.s], relation: relations[row.r], object: nodes[row.o],
  mark: row.m < 0 ? "" : marks[row.m], words: row.w, speaker: row.a === undefined ? null : nodes[row.a],
  qualifiers: row.q || [], date: row.d || null, inferred: Boolean(row.i), basis: row.b || "stated",
  evidence: row.e.map(([doc, parts, place]) => ({ document: doc < 0 ? null : documents[doc], parts, place: place || "" })),
}));
const edges = DATA.edges.map(([s, r, o, mark, list], index) => ({
  index, subject: nodes[s], relation: relations[r], object: nodes[o],
  mark: mark < 0 ? "" : marks[mark], claims: list.map((at) => claims[at]), drawn: false, visible: false,
}));
const citingNodes = new Set(DATA.citingNodes);

for (const edge of edges) {
  edge.citing = edge.relation.name === "CITES" && edge.subject.type.name === "Document";
  edge.subject.edges.push(edge);
  if (edge.object !== edge.subject) edge.object.edges.push(edge);
}
for (const claim of claims) if (claim.speaker) claim.speaker.said.push(claim);
VIS.nodes.forEach((row, at) => {
  const [px, py] = DATA.portrait[at];
  Object.assign(nodes[row.id], { drawn: true, size: row.size, x: row.x, y: row.y, wide: [row.x, row.y], tall: [px, py] });
});
for (const row of VIS.edges) edges[row.id].drawn = true;
const drawnNodes = nodes.filter((node) => node.drawn);
const drawnEdges = edges.filter((edge) => edge.drawn);

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

function glyph(type, size = 14) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  for (const [name, value] of [["viewBox", "-1.3 -1.3 2.6 2.6"], ["width", size], ["height", size], ["aria-hidden", "true"]]) {
    svg.setAttribute(name, value);
  }
  svg.setAttribute("class", `glyph t${type.index}`);
  path.setAttribute("d", type.path);
  path.setAttribute("fill", "var(--type)");
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
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
  return `${count} ${count === 1 ? one : many || one + "s"}`;
}
