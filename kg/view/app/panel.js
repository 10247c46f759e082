// The details: the sentence that says so, who says it, in which document, and who says otherwise.
const panel = byId("panel");
const FIRST_ROWS = 8;
const BASIS = { registry: "from an official register", markup: "from the document's own markup", inferred: "worked out, not stated" };

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const nameOf = (node) => el("bdi", {}, node.name);

// How much of the picture the details cover on a telephone, where they are a sheet.
function sheetHeight() {
  const isSheet = getComputedStyle(panel).position === "fixed" && panel.classList.contains("open");
  return isSheet ? clamp(picture.getBoundingClientRect().bottom - panel.getBoundingClientRect().top, 0, picture.clientHeight) : 0;
}

function fill(...children) {
  panel.replaceChildren(...children.flat().filter(Boolean));
  panel.scrollTop = 0;
}

function closeButton() {
  return el("button", { type: "button", class: "close", "aria-label": "Close details", on: { click: () => choose({}) } }, "×");
}

function pill(mark, words) {
  return el("span", { class: mark ? "pill" : "pill plain" }, words || mark);
}

function nodeButton(node) {
  return el("button", { type: "button", class: "node", on: { click: () => choose({ node, reveal: true, read: true }) } }, glyph(node.type), nameOf(node));
}

// A list that opens with its first rows; the rest comes with a button.
function rows(items, make, first = FIRST_ROWS) {
  const list = el("ul", { class: "rows" }, items.slice(0, first).map((item) => el("li", {}, make(item))));
  if (items.length > first) {
    const more = el("button", { type: "button", class: "text" }, `Show all ${items.length}`);
    more.addEventListener("click", () => {
      const added = items.slice(first).map((item) => el("li", {}, make(item)));
      more.parentElement.remove();
      list.append(...added);
      (added[0].querySelector("button, a") || added[0]).focus();
    });
    list.append(el("li", {}, more));
  }
  return list;
}

function section(title, ...content) {
  return el("section", {}, el("h3", {}, title), content);
}

// The words, with the two ends of the statement marked and, for who cannot see colours, named.
function quoteParts(evidence) {
  return evidence.parts.map((part) => {
    if (typeof part === "string") return part;
    const role = part[1].includes("s") ? "subject" : "object";
    const words = role === "subject" ? "Who or what does it" : "To whom or what it is done";
    return el("mark", { class: role, title: words, "aria-description": words }, part[0]);
  });
}

function quote(evidence) {
  return evidence.parts.length ? el("blockquote", {}, quoteParts(evidence)) : null;
}

function citation(doc, place) {
  if (!doc) return el("p", { class: "cite" }, "Source withheld");
  const title = doc.url ? link(doc.url, doc.title) : doc.title;
  const rest = [doc.publisher, doc.date && dateWords(doc.date), place].filter(Boolean).join(", ");
  return el("p", { class: "cite" }, el("bdi", {}, title), rest && ` · ${rest}`);
}

function evidenceItem(evidence) {
  return [quote(evidence), citation(evidence.document, evidence.place)];
}

// Who says it, with what force; beside a mark that says "denied" the word is not said again.
function forceOf(claim) {
  return capital(claim.words.replace(/^denied: /, ""));
}

function claimDetails(claim) {
  const facts = [];
  for (const [kind, text] of claim.qualifiers) facts.push([capital(kind), text]);
  if (claim.date) facts.push(["Date", dateWords(claim.date) + (claim.inferred ? " (worked out)" : "")]);
  if (BASIS[claim.basis]) facts.push(["Basis", BASIS[claim.basis]]);
  const said = claim.speaker && el("p", { class: "said" }, "Said by ", nodeButton(claim.speaker));
  return el("article", { class: claim.mark ? "claim contested" : "claim" },
    el("p", { class: "status" }, pill(claim.mark, claim.mark || (claim.words.startsWith("held") ? "held" : "stated")), " ", forceOf(claim)),
    rows(claim.evidence, evidenceItem, 4),
    said,
    facts.length ? el("dl", {}, facts.map(([name, text]) => [el("dt", {}, name), el("dd", {}, text)])) : null);
}

function sentence(edge) {
  return [nameOf(edge.subject), " ", el("em", {}, edge.relation.label), " ", nameOf(edge.object)];
}

function edgeButton(edge) {
  return el("button", { type: "button", class: "statement", on: { click: () => choose({ edge, reveal: true, read: true }) } },
    edge.mark ? [pill(edge.mark), " "] : null, sentence(edge));
}

function showEdge(edge) {
  const both = edge.subject.edges.filter((other) => other !== edge && otherEnd(other, edge.subject) === edge.object);
  const same = both.filter((other) => other.relation === edge.relation && other.subject === edge.subject);
  const opposite = both.filter((other) => other.relation.name === edge.relation.opposite);
  const rest = both.filter((other) => !same.includes(other) && !opposite.includes(other));
  const sources = new Set(edge.claims.flatMap((claim) => claim.evidence.map((item) => item.document)));
  fill(
    closeButton(),
    el("p", { class: "kicker" }, edge.mark ? `Not established: ${edge.mark}` : "Statement"),
    el("h2", { class: "triple" }, nodeButton(edge.subject), el("span", { class: edge.mark ? "relation contested" : "relation" }, edge.relation.label, edge.mark && ` (${edge.mark})`), nodeButton(edge.object)),
    el("p", { class: "support" }, edge.mark ? `${capital(edge.mark)} in ${plural(sources.size, "document")}` : `Supported by ${plural(sources.size, "document")}`),
    edge.claims.map(claimDetails),
    same.length ? section(edge.mark ? "The same, said otherwise" : "Disputed or qualified", same.flatMap((other) => other.claims.map(claimDetails))) : null,
    opposite.length ? section("The opposite is said as well", rows(opposite, edgeButton), opposite.flatMap((other) => other.claims.map(claimDetails))) : null,
    rest.length ? section("Also between these two", rows(rest, edgeButton)) : null,
  );
}

function edgeRow(node) {
  return (edge) => {
    const other = otherEnd(edge, node);
    const first = edge.claims[0] && edge.claims[0].evidence[0];
    const count = edge.claims.reduce((sum, claim) => sum + claim.evidence.length, 0);
    return [
      el("button", { type: "button", class: "node", on: { click: () => choose({ edge, reveal: true, read: true }) } },
        glyph(other.type), el("span", {}, nameOf(other), " ", headed(other)), count > 1 && el("span", { class: "count" }, `${count} passages`)),
      first && evidenceItem(first),
    ];
  };
}

// What is denied first, then what is alleged and so on; within each, what touches most.
function inOrder(list) {
  const weight = (edge) => marks.indexOf(edge.mark) * 1e6 - edge.subject.edges.length - edge.object.edges.length;
  return [...list].sort((a, b) => weight(a) - weight(b) || a.index - b.index);
}

function contestedRow(edge) {
  const claim = edge.claims[0];
  return [edgeButton(edge), el("p", { class: "force" }, forceOf(claim)), claim.evidence[0] && evidenceItem(claim.evidence[0])];
}

// Properties in plain English; what the name or its line of other names says already is left out.
const FACT_WORDS = {
  acronym: null, level: null, heading: null, jurisdiction: "Government", docket: "Docket number", relief: "Asks for", disposition: "Outcome", citation: "Cited as",
};
const VALUE_WORDS = { us: "United States", mou: "memorandum of understanding", moa: "memorandum of agreement", True: "yes", False: "no", true: "yes", false: "no" };
const UNNAMED = "what documents call it; no official number or citation is known";

function factOf(name, value) {
  if (name === "provisional") return /true/i.test(value) ? ["Known by", UNNAMED] : null;
  const words = name in FACT_WORDS ? FACT_WORDS[name] : capital(name.replaceAll("_", " "));
  const code = /^us-[a-z]{2}$/.test(value) ? value.slice(3).toUpperCase() : /^[a-z]+(-[a-z]+)+$/.test(value) ? value.replaceAll("-", " ") : value;
  return words && [words, name === "date" ? dateWords(value) : VALUE_WORDS[value] || code];
}

function nodeFacts(node) {
  const facts = [];
  if (node.date && !node.properties.some(([name]) => name === "date")) facts.push(["Date", dateWords(node.date)]);
  if (node.aliases.length) facts.push(["Also called", node.aliases.join("; ")]);
  facts.push(...node.properties.map(([name, value]) => factOf(name, value)).filter(Boolean));
  return [
    facts.length ? el("dl", {}, facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])) : null,
    el("details", { class: "id" }, el("summary", {}, "Identifier"), el("code", {}, node.id)),
  ];
}

// Its place in the Code: each step up is a statement "is part of", the nearest one first found.
function placeInLaw(node) {
  const chain = [];
  const seen = new Set([node]);
  for (let at = node; at;) {
    const up = at.edges.filter((edge) => edge.relation.name === "PART_OF" && edge.subject === at && !edge.mark && !seen.has(edge.object))
      .sort((a, b) => b.object.id.length - a.object.id.length || a.index - b.index)[0];
    at = up && up.object;
    if (at) chain.unshift(at);
    seen.add(at);
  }
  return chain;
}

// The heading of a law; one in capitals is written as a sentence.
function headingOf(node) {
  const [, text = ""] = node.properties.find(([name]) => name === "heading") || [];
  return text === text.toUpperCase() ? capital(text.toLowerCase()) : text;
}

function headed(node) {
  const heading = headingOf(node);
  return heading && el("span", { class: "about" }, heading);
}

function lawLines(node) {
  const heading = headingOf(node);
  const chain = placeInLaw(node);
  return [
    heading && el("p", { class: "heading" }, heading),
    chain.length ? el("nav", { class: "crumbs", "aria-label": "Place in the law" }, el("ol", {}, chain.map((each) => el("li", {}, nodeButton(each), " ", headed(each))))) : null,
  ];
}

function nodeActions(node, neighbours) {
  const action = (words, click) => el("button", { type: "button", class: "text", on: { click } }, words);
  return el("p", { class: "actions" },
    node.drawn && neighbours ? [action("Only its neighbours", () => focusOn(node)), action("Within two lines", () => focusOn(node, 2))] : null,
    neighbours ? action("Path to …", () => startPath(node)) : null,
    DATA.live ? action("Load what is next to it", () => expand(node)) : null,
    node.drawn ? null : el("span", {}, "Not drawn in the picture: only the most telling nodes are."));
}

function showNode(node) {
  const plain = node.edges.filter((edge) => !edge.mark);
  const groups = new Map();
  for (const edge of plain) {
    const words = edge.subject === node ? edge.relation.label : edge.relation.inverse;
    groups.set(words, [...(groups.get(words) || []), edge]);
  }
  const contested = inOrder(node.edges.filter((edge) => edge.mark));
  const said = node.said.map(edgeOf).filter((edge, at, all) => edge && all.indexOf(edge) === at && !node.edges.includes(edge));
  const neighbours = new Set(node.edges.map((edge) => otherEnd(edge, node))).size;
  const order = (edge) => 2 * edge.relation.rank + (edge.subject === node ? 0 : 1);
  fill(
    closeButton(),
    el("p", { class: "kicker" }, glyph(node.type), node.type.name.replace(/([a-z])([A-Z])/g, "$1 $2")),
    el("h2", {}, nameOf(node)),
    lawLines(node),
    nodeActions(node, neighbours),
    nodeFacts(node),
    contested.length ? el("section", { class: "contested" }, el("h3", {}, "Denied, alleged or open"), rows(contested, contestedRow, 5)) : null,
    [...groups].sort((a, b) => order(a[1][0]) - order(b[1][0])).map(([words, list]) => section(capital(words), rows(list, edgeRow(node)))),
    said.length ? section(node.type.name === "Document" ? "It says" : "Quoted as saying", rows(said, contestedRow, 5)) : null,
  );
}

// What the page says first, each with its sentence: the court's word above who challenges what.
const TOLD = { held: "What the court said", challenged: "Who challenges it", alleged: "Also alleged" };

function toldItem({ text, edge, claim }) {
  return [
    el("button", { type: "button", class: "statement", on: { click: () => choose({ edge, reveal: true, read: true }) } }, el("bdi", {}, text)),
    claim.evidence[0] && evidenceItem(claim.evidence[0]),
  ];
}

function toldSections() {
  return Object.entries(TOLD).map(([told, words]) => {
    const items = finding.filter((one) => one.told === told);
    return items.length ? el("section", { class: "told" }, el("h3", {}, words), rows(items, toldItem)) : null;
  });
}

// A sentence of the finding opens what it rests on; as a link it can be opened elsewhere, too.
function startFinding() {
  document.querySelectorAll("#finding a").forEach((anchor, at) => anchor.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose({ edge: finding[at].edge, reveal: true, read: true });
  }));
}

function showOverview() {
  const contested = inOrder(edges.filter((edge) => edge.mark));
  const known = nodes.filter((node) => node.drawn && node.edges.some((edge) => !edge.citing) && node.type.name !== "Document");
  const first = [...known].sort(byTelling).slice(0, 6);
  fill(
    el("h2", {}, "Read the sentence behind every line"),
    el("p", { class: "lead" }, "Choose a name or a line to read the words that say so, and who says otherwise."),
    toldSections(),
    contested.length ? el("section", { class: "contested" }, el("h3", {}, "Denied, alleged or open"), rows(contested, contestedOverview, 4)) : null,
    first.length ? section("Most telling", rows(first, (node) => nodeButton(node))) : null,
    documents.length ? section(capital(plural(documents.length, "document")), rows(documents, (doc) => citation(doc), 6)) : null,
  );
}

function contestedOverview(edge) {
  return [edgeButton(edge), el("p", { class: "force" }, forceOf(edge.claims[0]))];
}
