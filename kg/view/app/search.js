// Search over names, other names, ids and quotes; a combobox as the ARIA practices describe it.
const MOST_NODES = 10;
const MOST_QUOTES = 5;
const input = byId("search");
const found = byId("found");
let results = [];
let current = -1;
let index = null;

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function makeIndex() {
  index = {
    nodes: nodes.map((node) => ({ node, name: fold(node.name), rest: fold([...node.aliases, node.id, ...node.properties.map(([, value]) => value)].join("\n")) })),
    quotes: claims.flatMap((claim) => claim.evidence.map((evidence) => ({ claim, quote: quoteOf(evidence) }))).map((item) => ({ ...item, text: fold(item.quote) })),
  };
}

function rank(entry, terms, whole) {
  if (!terms.every((term) => entry.name.includes(term) || entry.rest.includes(term))) return -1;
  if (entry.name === whole) return 6;
  if (entry.name.startsWith(whole)) return 5;
  if (` ${entry.name}`.includes(` ${whole}`)) return 4;
  if (terms.every((term) => entry.name.includes(term))) return 3;
  return ` ${entry.rest}`.includes(whole) ? 2 : 1;
}

function findAll(text) {
  if (!index) makeIndex();
  const whole = fold(text.trim());
  const terms = whole.split(/\s+/).filter(Boolean);
  if (!terms.length) return [];
  const hits = index.nodes
    .map((entry) => ({ node: entry.node, score: rank(entry, terms, whole) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || Number(b.node.drawn) - Number(a.node.drawn) || a.node.name.length - b.node.name.length || byTelling(a.node, b.node));
  const quotes = index.quotes.filter((item) => terms.every((term) => item.text.includes(term)));
  const once = quotes.filter((item, at) => quotes.findIndex((other) => other.text === item.text) === at);
  return [...hits.slice(0, MOST_NODES), ...once.slice(0, MOST_QUOTES)];
}

function option(result, at) {
  const content = result.node
    ? [glyph(result.node.type), el("span", { class: "name" }, nameOf(result.node)), el("span", { class: "kind" }, result.node.drawn ? result.node.type.name : DATA.live ? "in the store" : "not drawn")]
    : [el("span", { class: "found-quote" }, `“${excerpt(result.quote)}”`), el("span", { class: "kind" }, "quote")];
  const item = el("li", { id: `found-${at}`, role: "option", "aria-selected": "false" }, content);
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(at);
  });
  return item;
}

function excerpt(text) {
  const at = fold(text).indexOf(fold(input.value.trim()).split(/\s+/)[0]);
  const start = at > 50 ? text.indexOf(" ", at - 40) + 1 : 0;
  const end = text.length > start + 120 ? text.lastIndexOf(" ", start + 110) : text.length;
  return `${start ? "… " : ""}${text.slice(start, Math.max(end, start + 60))}${end < text.length ? " …" : ""}`;
}

function showFound() {
  const text = input.value;
  showResults(findAll(text));
  if (DATA.live && text.trim()) {
    searchStore(text, (found) => {
      index = null;
      const more = found.filter((node) => !results.some((result) => result.node === node));
      if (input.value === text && more.length && !byId("found").hidden) showResults([...results, ...more.map((node) => ({ node }))]);
    });
  }
}

function showResults(list) {
  results = list;
  current = results.length ? 0 : -1;
  const isOpen = input.value.trim() !== "";
  found.hidden = !isOpen;
  input.setAttribute("aria-expanded", String(isOpen));
  found.replaceChildren(...(results.length ? results.map(option) : [el("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing found")]));
  mark();
}

function mark() {
  [...found.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === current)));
  if (current >= 0) {
    input.setAttribute("aria-activedescendant", `found-${current}`);
    found.children[current].scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function closeFound() {
  found.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function take(at) {
  const result = results[at];
  if (!result) return;
  closeFound();
  const edge = result.claim && edgeOf(result.claim);
  if (DATA.live && result.node && !result.node.drawn) expand(result.node);
  choose(result.node ? { node: result.node, reveal: true, read: true } : { edge, reveal: true, read: true });
}

function searchKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && results.length) {
    event.preventDefault();
    if (found.hidden) showFound();
    else current = (current + step + results.length) % results.length;
    mark();
  } else if (event.key === "Enter") {
    event.preventDefault();
    take(current);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (found.hidden) input.value = "";
    closeFound();
  }
}

function startSearch() {
  input.addEventListener("input", showFound);
  input.addEventListener("keydown", searchKey);
  input.addEventListener("blur", closeFound);
  input.addEventListener("focus", () => input.value.trim() && showFound());
}
