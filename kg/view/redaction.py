"""Redaction: what a page shall not show is taken out of the graph before the page is made."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

from kg.claim import Claim, Evidence, merge_claims
from kg.entity import Entity
from kg.errors import KgError
from kg.extraction import DocumentInfo
from kg.graph import Graph, project_edges

Redacted = Literal["people", "evidence", "sources"]
"""What a page can leave out."""
BAR: Final = "█████"
"""Stands for a name; always as long, so that its length tells nothing."""
_TITLES: Final = frozenset(
    {"judge", "justice", "chief", "hon", "honorable", "mr", "mrs", "ms", "dr", "the", "president"}
)
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "esq"})


def check_redaction(kinds: Iterable[str]) -> frozenset[Redacted]:
    """The kinds, once each is known.

    Raises:
        KgError: One is not.
    """
    known: tuple[Redacted, ...] = get_args(Redacted)
    unknown = sorted(set(kinds) - set(known))
    if unknown:
        raise KgError(f"cannot redact {', '.join(unknown)}", hint=f"one of {', '.join(known)}")
    return frozenset(kind for kind in known if kind in kinds)


def redact_graph(
    graph: Graph, texts: Sequence[str | None], kinds: frozenset[Redacted]
) -> tuple[Graph, list[str | None]]:
    """The graph, and some texts that go with it, without what is hidden.

    `people` takes out persons, their claims, and their names wherever they stand in words, titles and ids; it knows
    the persons of the graph, not a name that no claim or node has. `evidence` takes out quotes and qualifiers,
    `sources` everything that says which document it was.
    """
    kept = list(texts)
    if kinds:
        graph = _without_decisions(graph)
    if "sources" in kinds:
        graph = _without_sources(graph)
    if "evidence" in kinds:
        graph = _rebuilt(graph, graph.documents, graph.entities, [_without_words(claim) for claim in graph.claims])
    if "people" in kinds:
        names = _names(graph.entities)
        graph = _without_people(graph, names)
        kept = [text if text is None else names.text(text) for text in kept]
    return graph, kept


def _rebuilt(
    graph: Graph, documents: Iterable[DocumentInfo], entities: Iterable[Entity], claims: Iterable[Claim]
) -> Graph:
    merged = tuple(merge_claims(claims))
    return replace(
        graph,
        documents=tuple(sorted(documents, key=lambda document: document.id)),
        entities=tuple(sorted(entities)),
        claims=merged,
        edges=tuple(project_edges(merged)),
    )


def _without_decisions(graph: Graph) -> Graph:
    """Without who decided what is the same, why, and which other ids it had: ids are made of names."""
    documents = [
        replace(document, decision=None)
        for document in graph.documents
        if document.decision is None or document.decision.kind == "claim"
    ]
    entities = [
        replace(entity, aliases=tuple(alias for alias in entity.aliases if not alias.startswith("/")))
        for entity in graph.entities
    ]
    return _rebuilt(graph, documents, entities, graph.claims)


def _without_words(claim: Claim) -> Claim:
    evidence = tuple(Evidence(document=e.document, start=at, end=at, quote="") for at, e in enumerate(claim.evidence))
    return replace(claim, qualifiers=(), evidence=evidence)


def _without_sources(graph: Graph) -> Graph:
    """Documents under numbers, in the order of their ids, which are hashes of their text."""
    ids = {document.id: f"/doc/{number}" for number, document in enumerate(graph.documents, start=1)}
    for claim in graph.claims:
        for evidence in claim.evidence:
            ids.setdefault(evidence.document, f"/doc/{len(ids) + 1}")
    documents = [
        DocumentInfo(id=ids[document.id], source=f"Document {number}", format="")
        for number, document in enumerate(graph.documents, start=1)
    ]
    claims = [
        replace(
            claim,
            subject=ids.get(claim.subject, claim.subject),
            object=ids.get(claim.object, claim.object),
            attributed_to=ids.get(claim.attributed_to or "", claim.attributed_to),
            evidence=tuple(
                replace(evidence, document=ids[evidence.document], place=None) for evidence in claim.evidence
            ),
        )
        for claim in graph.claims
    ]
    entities = [entity for entity in graph.entities if "Document" not in entity.labels]
    return _rebuilt(graph, documents, entities, claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The names to hide, as one pattern for words and one for ids."""

    words: re.Pattern[str]
    slugs: re.Pattern[str]
    ids: dict[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        return self.words.sub(BAR, text)

    def id(self, id: str) -> str:
        if not self.slugs.search(id):
            return id
        return self.ids.setdefault(id, f"/redacted/{len(self.ids) + 1}")


def _names(entities: Iterable[Entity]) -> _Names:
    full: set[str] = set()
    families: set[tuple[str, str]] = set()
    for entity in entities:
        if "Person" in entity.labels:
            for name in (entity.name, *entity.aliases):
                full.add(name)
                words = [w for w in name.split() if w.strip(".,").casefold() not in _TITLES | _SUFFIXES]
                if words:
                    families.add((words[0].strip(".,"), words[-1].strip(".,")))
    wholes = [
        r"\s+".join(map(re.escape, name.split())) for name in sorted(full, key=lambda n: (-len(n), n)) if name.split()
    ]
    last = [_family(first, family) for first, family in sorted(families) if len(family) > 1]
    slugs = sorted({re.escape(_slug(family)) for _, family in families if _slug(family)})
    never = "(?!)"
    return _Names(
        words=re.compile(rf"(?<!\w)(?:{'|'.join([f'(?i:{w})' for w in wholes] + last) or never})(?!\w)"),
        slugs=re.compile(rf"(?<![a-z0-9])(?:{'|'.join(slugs) or never})(?![a-z0-9])", re.IGNORECASE),
    )


def _family(first: str, family: str) -> str:
    """The family name as written or in capitals, with the given name before it."""
    given = re.escape(first)
    both = f"(?:{re.escape(family)}|{re.escape(family.upper())})"
    return both if first == family else rf"(?:(?i:{given})(?:\s+\w+\.?)?\s+)?{both}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def _without_people(graph: Graph, names: _Names) -> Graph:
    people = {entity.id for entity in graph.entities if "Person" in entity.labels}
    people |= {end for c in graph.claims for end in (c.subject, c.object, c.attributed_to or "") if _is_person(end)}
    entities = [
        replace(
            entity,
            id=names.id(entity.id),
            name=names.text(entity.name),
            aliases=tuple(sorted({names.text(alias) for alias in entity.aliases})),
            properties=tuple((k, names.text(v) if isinstance(v, str) else v) for k, v in entity.properties),
        )
        for entity in graph.entities
        if entity.id not in people
    ]
    documents = [_document(document, names) for document in graph.documents]
    claims = [
        _claim(claim, names, people)
        for claim in graph.claims
        if claim.subject not in people and claim.object not in people
    ]
    return _rebuilt(graph, documents, entities, claims)


def _is_person(id: str) -> bool:
    return id.startswith("/person/")


def _document(info: DocumentInfo, names: _Names) -> DocumentInfo:
    return replace(
        info,
        source="" if names.slugs.search(info.source) else names.text(info.source),
        title=names.text(info.title) if info.title else ("Document" if names.slugs.search(info.source) else None),
        publisher=names.text(info.publisher) if info.publisher else None,
        url=None if info.url and names.slugs.search(info.url) else info.url,
    )


def _claim(claim: Claim, names: _Names, people: set[str]) -> Claim:
    speaker = claim.attributed_to
    return replace(
        claim,
        subject=names.id(claim.subject),
        object=names.id(claim.object),
        attributed_to=None if speaker is None or speaker in people else names.id(speaker),
        qualifiers=tuple(replace(q, text=names.text(q.text)) for q in claim.qualifiers),
        evidence=tuple(_evidence(evidence, names) for evidence in claim.evidence),
    )


def _evidence(evidence: Evidence, names: _Names) -> Evidence:
    """The quote with bars, and the two ends where they stand now."""
    found = [match.span() for match in names.words.finditer(evidence.quote)]

    def moved(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return None if span is None else (at(span[0]), at(span[1]))

    def at(position: int) -> int:
        shift = 0
        for start, end in found:
            if position - evidence.start >= end:
                shift += len(BAR) - (end - start)
            elif position - evidence.start > start:
                shift += start + len(BAR) - (position - evidence.start)
        return position + shift

    quote = names.text(evidence.quote)
    return replace(
        evidence,
        end=evidence.start + len(quote),
        quote=quote,
        subject=moved(evidence.subject),
        object=moved(evidence.object),
        steps=(),
    )
