// What the picture shows, as files: a picture, the data, a table. Made here; nothing leaves the machine.
const MARGIN = 16;

function saveAs(name, blob) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { download: name, href: address });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function fileName(ending) {
  const words = document.title.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").toLowerCase();
  return `${words.slice(0, 60) || "graph"}.${ending}`;
}

function shownTypes() {
  return types.filter((type) => drawnNodes.some((node) => node.visible && node.type === type));
}

// The picture as it stands, under its title and over its legend.
function savePng() {
  const canvas = picture.querySelector("canvas");
  const ratio = canvas.width / picture.clientWidth;
  const [width, height] = [picture.clientWidth, picture.clientHeight + 88];
  const page = el("canvas", { width: width * ratio, height: height * ratio });
  const ctx = page.getContext("2d");
  ctx.scale(ratio, ratio);
  ctx.fillStyle = ink.ground;
  ctx.fillRect(0, 0, width, height);
  ctx.drawImage(canvas, 0, 44, picture.clientWidth, picture.clientHeight);
  ctx.fillStyle = ink.ink;
  ctx.font = `600 18px ${FACE}`;
  ctx.fillText(document.title, MARGIN, 30, width - 2 * MARGIN);
  ctx.font = `12px ${FACE}`;
  let x = MARGIN;
  for (const type of shownTypes()) {
    ctx.save();
    ctx.translate(x + 7, height - 20);
    ctx.scale(6, 6);
    ctx.fillStyle = colourOf(type);
    ctx.fill(type.shape, "evenodd");
    ctx.restore();
    ctx.fillText(type.plural, x + 19, height - 16);
    x += 36 + ctx.measureText(type.plural).width;
  }
  return new Promise((done) => page.toBlob((blob) => { saveAs(fileName("png"), blob); done(); }, "image/png"));
}

function lineShape(edge) {
  const points = Array.from({ length: 13 }, (_, at) => pointOn(edge, at / 12));
  const end = toScreen(edge.object);
  const radius = screenRadius(edge.object) + 2;
  const inside = points.findIndex((point) => Math.hypot(point.x - end.x, point.y - end.y) < radius);
  const kept = inside > 1 ? points.slice(0, inside) : points;
  const last = kept[kept.length - 1];
  const away = Math.hypot(end.x - last.x, end.y - last.y) || 1;
  const tip = { x: end.x - (end.x - last.x) / away * radius, y: end.y - (end.y - last.y) / away * radius };
  return [...kept, tip].map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
}

function svgLines() {
  return drawnEdges.filter((edge) => edge.visible).map((edge) => svgEl("polyline", {
    points: lineShape(edge), fill: "none", stroke: edge.mark ? ink.contested : ink.line, "stroke-width": 1.2,
    "stroke-dasharray": edge.mark ? "5 4" : "none", "marker-end": edge.mark ? "url(#open)" : "url(#plain)",
  }, svgEl("title", {}, `${edge.subject.name} ${edge.relation.label} ${edge.object.name}${edge.mark ? ` (${edge.mark})` : ""}`)));
}

function svgNodes() {
  return drawnNodes.filter((node) => node.visible).map((node) => {
    const { x, y } = toScreen(node);
    const r = screenRadius(node);
    return svgEl("path", {
      d: node.type.path, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${r.toFixed(2)})`, fill: colourOf(node.type),
      "fill-rule": "evenodd", stroke: ink.ground, "stroke-width": (1.5 / r).toFixed(3),
    }, svgEl("title", {}, node.name));
  });
}

function svgWords() {
  return words.flatMap(({ node, edge, box }) => {
    const lines = node ? box.lines : [box.text];
    const size = node ? NAME_SIZE : WORD_SIZE;
    return lines.map((line, row) => svgEl("text", {
      x: (box.x + box.w / 2).toFixed(1), y: (box.y + (node ? NAME_LINE * (row + 0.5) : box.h / 2) + size * 0.35).toFixed(1),
      "font-size": size, fill: node ? ink.ink : edge.mark ? ink.contested : ink.soft,
    }, line));
  });
}

function saveSvg() {
  const [width, height] = [picture.clientWidth, picture.clientHeight];
  const arrow = (id, colour) => svgEl("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    svgEl("path", { d: "M0 .8L8 4L0 7.2Z", fill: colour }));
  const svg = svgEl("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": FACE, "text-anchor": "middle" },
    svgEl("title", {}, document.title), svgEl("defs", {}, arrow("plain", ink.line), arrow("open", ink.contested)),
    svgEl("rect", { width, height, fill: ink.ground }), ...svgLines(), ...svgNodes(),
    svgEl("g", { "paint-order": "stroke", stroke: ink.ground, "stroke-width": 3.5, "stroke-linejoin": "round" }, ...svgWords()));
  saveAs(fileName("svg"), new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
}

function shownClaims() {
  return drawnEdges.filter((edge) => edge.visible).flatMap((edge) => edge.claims);
}

function evidenceRecord(evidence) {
  const doc = evidence.document;
  return { quote: quoteOf(evidence), place: evidence.place || null, document: doc && { title: doc.title, date: doc.date, publisher: doc.publisher, url: doc.url, source: doc.source } };
}

function saveJson() {
  const shown = {
    title: document.title,
    nodes: drawnNodes.filter((node) => node.visible).map((node) => ({
      id: node.id, type: node.type.name, name: node.name, aliases: node.aliases, properties: Object.fromEntries(node.properties), date: node.date,
    })),
    statements: shownClaims().map((claim) => ({
      subject: claim.subject.id, relation: claim.relation.name, object: claim.object.id, status: statusOf(claim), words: claim.words,
      speaker: claim.speaker && claim.speaker.id, date: claim.date, qualifiers: claim.qualifiers, evidence: claim.evidence.map(evidenceRecord),
    })),
  };
  saveAs(fileName("json"), new Blob([`${JSON.stringify(shown, null, 2)}\n`], { type: "application/json" }));
}

// A field that a spreadsheet would take for a formula begins with an apostrophe there.
function csvField(value) {
  const text = /^[=+\-@\t\r]/.test(value || "") ? `'${value}` : value || "";
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function saveCsv() {
  const head = ["subject", "relation", "object", "status", "words", "date", "quote", "document", "document date", "link"];
  const lines = shownClaims().map((claim) => {
    const first = claim.evidence[0];
    const doc = first && first.document;
    return [claim.subject.name, claim.relation.label, claim.object.name, statusOf(claim), claim.words, claim.date, first && quoteOf(first),
      doc && doc.title, doc && doc.date, doc && doc.url];
  });
  const text = [head, ...lines].map((row) => row.map(csvField).join(",")).join("\r\n");
  saveAs(fileName("csv"), new Blob([`\ufeff${text}\r\n`], { type: "text/csv" }));
}

function startExports() {
  const set = makeMenu(byId("save-button"), byId("save"));
  const actions = { png: savePng, svg: saveSvg, json: saveJson, csv: saveCsv, print: () => print() };
  for (const button of document.querySelectorAll("#save [data-save]")) {
    button.addEventListener("click", () => {
      set(false, true);
      actions[button.dataset.save]();
    });
  }
}
