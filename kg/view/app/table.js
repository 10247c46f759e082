// The rest of the tables, where the file holds more than it shows without a script.
const ROWS_AT_ONCE = 500;

function claimRow(claim) {
  const first = claim.evidence[0];
  const doc = first && first.document;
  return el("tr", { class: claim.mark ? "contested" : "" },
    el("th", { scope: "row" }, claim.subject.name), el("td", {}, claim.relation.label), el("td", {}, claim.object.name),
    el("td", {}, claim.mark && [pill(claim.mark), " "], claim.words),
    el("td", { class: "quote" }, first && quoteParts(first)),
    el("td", {}, doc && (doc.url ? link(doc.url, doc.title) : doc.title), doc && doc.date && [", ", el("span", { class: "date" }, doc.date)],
      claim.evidence.length > 1 && el("span", { class: "more" }, ` and ${claim.evidence.length - 1} more`)));
}

function nodeRow(node) {
  return el("tr", {}, el("th", { scope: "row" }, node.name), el("td", {}, node.type.name), el("td", {}, node.aliases.join("; ")),
    el("td", { class: "id" }, node.id));
}

// A table that holds only its first rows gets a button, and then all of them from the first, some at a time.
function growTable(box, items, makeRow) {
  const button = box.querySelector(".grow");
  if (!button) return;
  const body = box.querySelector("tbody");
  const given = body.rows.length;
  let next = 0;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (next === 0) body.replaceChildren();
    const end = next + ROWS_AT_ONCE + (next ? 0 : given);
    body.append(...items.slice(next, end).map(makeRow));
    next = end;
    button.hidden = next >= items.length;
    button.textContent = `Show ${Math.min(ROWS_AT_ONCE, items.length - next)} more of ${items.length.toLocaleString("en-US")}`;
    box.querySelector("summary .shown").textContent = next >= items.length ? "All" : `The first ${next.toLocaleString("en-US")} of`;
  });
}

function startTable() {
  growTable(byId("statements"), claims, claimRow);
  growTable(byId("names"), nodes, nodeRow);
}
