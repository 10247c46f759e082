"""Reads sample.txt: a graph of about forty nodes, written by hand, about shared records and who challenged it.

A line of a document is `RELATION SUBJECT OBJECT [not] [status] [by=KEY] [on=DATE] [(scope)] :: sentence`, where
`{s ...}` and `{o ...}` are the words that name the two ends, and THIS is the document itself.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from kg.claim import STATUSES, Claim, Evidence, Polarity, Qualifier, Status
from kg.entity import Entity
from kg.extraction import DocumentInfo, Extraction
from kg.graph import Graph, build_graph

HELD = "Judge Hallam held that the memorandum does not violate Section 6103 of the Internal Revenue Code."
PARTIES = "The IRS and the Department of Homeland Security signed the memorandum on April 7, 2025."
_CLAIM = re.compile(r"(?P<head>[^(]*?)(?: \((?P<scope>.*)\))? :: (?P<sentence>.*)")
_END = re.compile(r"\{([so]) ([^}]*)\}")


def sample_graph() -> Graph:
    """The graph of the six documents."""
    return build_graph(extractions())


def extractions() -> Iterator[Extraction]:
    """The six documents, each with the nodes that it names."""
    text = Path(__file__).with_name("sample.txt").read_text(encoding="utf-8")
    nodes, *papers = text.split("\n## ")
    entities = dict(_entity(line) for line in nodes.splitlines()[1:] if line)
    for number, paper in enumerate(papers, start=1):
        yield _extraction(number, paper.splitlines(), entities)


def _entity(line: str) -> tuple[str, Entity]:
    head, name, others, properties, *_ = [*line.split(" | "), "", ""]
    key, label, id = head.split()
    return key, Entity(
        id=id,
        labels=(label,),
        name=name,
        aliases=tuple(sorted(filter(None, others.split("; ")))),
        properties=tuple(sorted(cast(tuple[str, str], tuple(p.split("="))) for p in properties.split("; ") if p)),
    )


def _extraction(number: int, lines: list[str], entities: dict[str, Entity]) -> Extraction:
    title, date, publisher, url = lines[0].split(" | ")
    info = DocumentInfo(
        id=f"/doc/sha256/{number:064x}",
        source=f"papers/{number}.txt",
        title=title,
        date=date,
        publisher=publisher,
        url=url,
    )
    keys = {**{key: entity.id for key, entity in entities.items()}, "THIS": info.id}
    text = ""
    claims = []
    for line in filter(None, lines[1:]):
        claim, text = _claim(line, info.id, keys, text)
        claims.append(claim)
    ends = {end for claim in claims for end in (claim.subject, claim.object, claim.attributed_to)}
    named = tuple(sorted(entity for entity in entities.values() if entity.id in ends))
    return Extraction(document=info, entities=named, claims=tuple(sorted(claims, key=lambda claim: claim.id)))


def _claim(line: str, document: str, keys: dict[str, str], text: str) -> tuple[Claim, str]:
    """The claim of a line, and the document's text with its sentence."""
    match = _CLAIM.fullmatch(line)
    assert match, line
    relation, subject, object, *flags = match["head"].split()
    values = dict(flag.split("=") for flag in flags if "=" in flag)
    status = next((flag for flag in flags if flag in STATUSES), "asserted")
    polarity: Polarity = "negated" if "not" in flags else "affirmed"
    sentence, spans = _spans(match["sentence"])
    if sentence not in text:
        text += sentence + " "
    start = text.index(sentence)
    moved = {role: (start + a, start + b) for role, (a, b) in spans.items()}
    claim = Claim(
        relation=relation,
        subject=keys[subject],
        object=keys[object],
        polarity=polarity,
        status=cast(Status, status),
        attributed_to=keys[values["by"]] if "by" in values else None,
        qualifiers=(Qualifier(kind="scope", text=match["scope"]),) if match["scope"] else (),
        date=values.get("on"),
        rule="by-hand",
        evidence=(
            Evidence(
                document=document,
                start=start,
                end=start + len(sentence),
                quote=sentence,
                subject=moved.get("s"),
                object=moved.get("o"),
            ),
        ),
    )
    return claim, text


def _spans(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The sentence without its marks, and where they were."""
    sentence = ""
    spans = {}
    at = 0
    for match in _END.finditer(marked):
        sentence += marked[at : match.start()]
        spans[match[1]] = (len(sentence), len(sentence) + len(match[2]))
        sentence += match[2]
        at = match.end()
    return sentence + marked[at:], spans
