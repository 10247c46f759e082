// Narrower filters: by the force of a statement, by document, by date. A line stays while one of its claims passes.
const narrow = { statuses: new Set(), documents: new Set(), from: "", to: "" };
const MOST_DOCUMENTS = 200;
const NO_DOCUMENT = { title: "Without a document" };

function statusOf(claim) {
  return claim.mark || (claim.words.startsWith("held") ? "held" : "stated");
}

function isNarrow() {
  return Boolean(narrow.statuses.size || narrow.documents.size || narrow.from || narrow.to);
}

function passesNarrow(edge) {
  return !isNarrow() || edge.claims.some(passesClaim);
}

function passesClaim(claim) {
  if (narrow.statuses.has(statusOf(claim))) return false;
  const left = claim.evidence.filter((evidence) => !narrow.documents.has(evidence.document));
  if (claim.evidence.length && !left.length) return false;
  return isInTime(claim, left);
}

// The day of the claim, or else of a document that makes it; an undated one is in no span of time.
function isInTime(claim, evidence) {
  if (!narrow.from && !narrow.to) return true;
  const days = claim.date ? [claim.date] : evidence.map((item) => item.document && item.document.date).filter(Boolean);
  return days.some((day) => (!narrow.from || `${day}-99`.slice(0, 10) >= narrow.from) && (!narrow.to || day <= narrow.to));
}

// In the address a document is named by its place in the file, which is the same whenever this file is opened.
function writeNarrow(put) {
  put("without", [...narrow.statuses].join("|"));
  put("unread", [...narrow.documents].map((doc) => (doc ? doc.index : "none")).join("|"));
  put("from", narrow.from);
  put("to", narrow.to);
}

function readNarrow(parts) {
  const list = (name) => (parts.get(name) || "").split("|").filter(Boolean);
  const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(parts.get(name)) ? parts.get(name) : "");
  const papers = list("unread").map((at) => (at === "none" ? null : documents[Number(at)])).filter((doc) => doc !== undefined);
  Object.assign(narrow, { statuses: new Set(list("without")), documents: new Set(papers), from: day("from"), to: day("to") });
  fillNarrow();
}

function countNarrow() {
  const count = [narrow.statuses.size, narrow.documents.size, narrow.from || narrow.to ? 1 : 0].filter(Boolean).length;
  byId("narrow-button").querySelector(".count").textContent = count ? `${count} on` : "";
}

function changeNarrow() {
  countNarrow();
  applyFilters();
}

function toggles(set, items, words) {
  return items.map(([item, count]) => checkLine(words(item), count, !set.has(item), (isOn) => {
    if (isOn) set.delete(item);
    else set.add(item);
    changeNarrow();
  })[1]);
}

function countBy(list, key) {
  const counts = new Map();
  for (const item of list) for (const each of key(item)) counts.set(each, (counts.get(each) || 0) + 1);
  return [...counts];
}

function dayInput(name, words) {
  const input = el("input", { type: "date", value: narrow[name], on: { change: () => { narrow[name] = input.value; changeNarrow(); } } });
  return el("label", { class: "day" }, words, input);
}

function fillNarrow() {
  const order = ["stated", "held", ...marks];
  const statuses = countBy(claims, (claim) => [statusOf(claim)]).sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  const papers = countBy(claims, (claim) => new Set(claim.evidence.map((item) => item.document)))
    .sort((a, b) => b[1] - a[1]).slice(0, MOST_DOCUMENTS);
  byId("narrow").replaceChildren(
    el("fieldset", {}, el("legend", {}, "Status"), toggles(narrow.statuses, statuses, (status) => status)),
    el("fieldset", {}, el("legend", {}, "Date"), dayInput("from", "From"), dayInput("to", "To")),
    papers.length > 1 ? el("fieldset", {}, el("legend", {}, "Document"), toggles(narrow.documents, papers, (doc) => (doc || NO_DOCUMENT).title)) : "",
  );
  countNarrow();
}

function startNarrow() {
  fillNarrow();
  makeMenu(byId("narrow-button"), byId("narrow"));
}
