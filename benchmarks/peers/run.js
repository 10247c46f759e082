// `node run.js < documents.jsonl > finds.jsonl`: what npm citation finds, as our canonical ids; run.py says the rest.
"use strict";
const fs = require("fs");
const Citation = require("citation");

const WARM = 3;
const below = (pieces) => (pieces || []).filter((p) => p !== "note" && p !== "et-seq").map((p) => `/${p}`).join("");
const slug = (name) => (name.toLowerCase().replace(/(\w)\.(?=\w|\s|$)/g, "$1").match(/\w+/g) || []).join("-");

const PUBLICATIONS = { fr: "/us/fr", "fed-reg": "/us/fr", stat: "/us/stat" };

const IDS = {
  usc: (c) => `/us/usc/t${c.title.replace("-app", "a")}/s${c.section}${below(c.subsections)}`,
  law: (c) => (c.type === "public" ? `/us/pl/${c.congress}/${c.number}` + (c.sections.length ? `/s${c.sections[0]}${below(c.sections.slice(1))}` : "") : null),
  cfr: (c) => (c.section ? `/us/cfr/t${c.title}/s${c.section}${below(c.subsections)}` : `/us/cfr/t${c.title}/pt${c.part}`),
  fedreg: (c) => `/us/fr/${c.volume}/${c.page}`,
  stat: (c) => `/us/stat/${c.volume}/${c.page}`,
  // It takes the Federal Register and the Statutes at Large for reporters of cases where it sees them first.
  reporter: (c) => `${PUBLICATIONS[slug(c.reporter)] || `/us/case/${slug(c.reporter)}`}/${c.volume}/${c.page}`,
  // Its id is "usconst/article-1/section-8/clause-3".
  usconst: (c) => c.id.replace("usconst", "/us/const").replace(/article-/, "art/").replace(/amendment-/, "amdt/").replace(/section-/, "s").replace(/clause-/, "cl"),
};

// JavaScript counts UTF-16 units; the offsets of the gold are code points.
function codePoints(text) {
  const astral = [...text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)].map((m) => m.index);
  return (offset) => offset - astral.filter((index) => index < offset).length;
}

function find(text) {
  return Citation.find(text).citations;
}

const documents = fs.readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
documents.slice(0, WARM).forEach((each) => find(each.text));
let cpu = 0;
let bytes = 0;
const lines = [];
for (const { doc_id, text } of documents) {
  const begin = process.cpuUsage();
  const found = find(text);
  const spent = process.cpuUsage(begin);
  cpu += (spent.user + spent.system) / 1e6;
  bytes += Buffer.byteLength(text);
  const at = codePoints(text);
  for (const each of found) {
    const target = IDS[each.type] && IDS[each.type](each[each.type]);
    if (target) lines.push(JSON.stringify({ doc_id, start: at(each.index), end: at(each.index + each.match.length), target }));
  }
}
fs.writeSync(1, lines.map((line) => `${line}\n`).join(""));
console.error(JSON.stringify({ cpu, bytes }));
