"""What documents say, with the decisions about it: which nodes are one, and what each document says of them then.

Nothing of a document is changed: what it says is kept beside what it is taken to say, and both are worked out from the
documents and the decisions alone. So neither the order of documents and decisions matters nor what was decided and
taken back before.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from kg.claim import Claim, Evidence, merge_claims
from kg.entity import Entity, merge_entities
from kg.errors import DecisionConflict, IdentifierError
from kg.extraction import DocumentInfo, Extraction, extraction_lines, read_extractions
from kg.identifiers import parse_identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What a document says itself, where it is taken to say something else.

    Attributes:
        ids: The nodes that go by another id, with that id.
        extraction: The document, and those of its nodes and claims that are changed or joined by it.
    """

    ids: Mapping[str, str]
    extraction: Extraction

    def dump(self) -> str:
        """As JSON text; equal ones give equal text."""
        lines = list(extraction_lines(self.extraction, mentions=False))
        return json.dumps([self.ids, lines], ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "Original":
        """The inverse of `dump`."""
        ids, lines = cast("tuple[dict[str, str], list[str]]", json.loads(text))
        return cls(ids=ids, extraction=next(read_extractions(lines)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """A document as it is taken.

    Attributes:
        extraction: With one entity and one claim an id.
        original: What of it the document says otherwise; None where it is taken as it stands.
    """

    extraction: Extraction
    original: Original | None = None

    def restored(self) -> Extraction:
        """What the document says itself."""
        if self.original is None:
            return self.extraction
        ids, said = self.original.ids, self.original.extraction
        nodes = {ids.get(entity.id, entity.id) for entity in said.entities}
        claims = {_rename(claim, ids).id for claim in said.claims}
        return replace(
            self.extraction,
            document=said.document,
            entities=tuple(sorted([e for e in self.extraction.entities if e.id not in nodes] + list(said.entities))),
            claims=tuple(
                sorted(
                    [claim for claim in self.extraction.claims if claim.id not in claims] + list(said.claims),
                    key=lambda claim: claim.id,
                )
            ),
        )


class Identity:
    """Which ids stand for one node.

    Args:
        decisions: Documents; those that are no decisions of identity do not matter.

    Raises:
        DecisionConflict: They contradict one another.
    """

    def __init__(self, decisions: Iterable[DocumentInfo]) -> None:
        made = sorted(decisions, key=lambda info: info.id)
        self._same = [info for info in made if info.decision and info.decision.kind == "same"]
        self._distinct = [info for info in made if info.decision and info.decision.kind == "distinct"]
        self._ids = dict(self._map())
        for info in self._distinct:
            first, second = _pair(info)
            if self.of(first) == self.of(second):
                raise DecisionConflict(
                    f"{first} and {second} are decided to be distinct, and to be the same",
                    place=", ".join([info.id, *(each.id for each in self.path(first, second))]),
                    hint="take one of these decisions back with `kg curate undo`",
                )

    def of(self, node: str) -> str:
        """The id of the node that an id stands for."""
        return self._ids.get(node, node)

    @property
    def moved(self) -> Mapping[str, str]:
        """The ids that stand for a node of another id, with that id."""
        return self._ids

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The other ids of each node that has some, sorted."""
        found: dict[str, list[str]] = {}
        for node, kept in sorted(self._ids.items()):
            found.setdefault(kept, []).append(node)
        return {kept: tuple(nodes) for kept, nodes in found.items()}

    def behind(self, node: str) -> list[DocumentInfo]:
        """The decisions that a node is what it is by, sorted by id."""
        return [info for info in self._same if self.of(_pair(info)[0]) == self.of(node)]

    def path(self, first: str, second: str) -> list[DocumentInfo]:
        """The decisions, as few as possible, by which two ids are one node; none where they are not."""
        ways: dict[str, list[DocumentInfo]] = {first: []}
        frontier = [first]
        while frontier and second not in ways:
            node = frontier.pop(0)
            for info in self._same:
                for here, there in (_pair(info), _pair(info)[::-1]):
                    if here == node and there not in ways:
                        ways[there] = [*ways[node], info]
                        frontier.append(there)
        return ways.get(second, [])

    def separate(self, first: str, second: str) -> DocumentInfo | None:
        """The decision by which two nodes, under whatever ids, are distinct."""
        nodes = {self.of(first), self.of(second)}
        return next((info for info in self._distinct if set(map(self.of, _pair(info))) == nodes), None)

    def _map(self) -> Iterator[tuple[str, str]]:
        """The ids that give way, each with the one that stands for its group."""
        groups: dict[str, set[str]] = {}
        for info in self._same:
            joined = set().union(*(groups.get(node, {node}) for node in _pair(info)))
            groups |= dict.fromkeys(joined, joined)
        given_way = {node for info in self._same for node in _pair(info) if node != _kept(info)}
        for group in {min(group): group for group in groups.values()}.values():
            candidates = group - given_way
            if not candidates:
                inside = [info for info in self._same if _pair(info)[0] in group]
                raise DecisionConflict(
                    f"of {', '.join(sorted(group))}, which are decided to be the same, none is kept by all decisions",
                    place=", ".join(info.id for info in inside),
                    hint="take one of these decisions back with `kg curate undo`",
                )
            kept = min(candidates, key=preference)
            yield from ((node, kept) for node in group if node != kept)


def preference(node: str) -> tuple[bool, str]:
    """Which of two ids stays: a canonical one before a provisional one, then the first in code point order."""
    return is_provisional(node), node


def is_provisional(node: str) -> bool:
    """Whether an id waits for a better one: of one document, of the names of parties alone, or of no known form."""
    if "~" in node or node.startswith(("/us/case/x/", "/doc/")) or node.endswith("/undated"):
        return True
    try:
        parse_identifier(node)
    except IdentifierError:
        return True
    return False


def identity_of(extractions: Iterable[Extraction]) -> Identity:
    """The identity that the decisions among some documents make.

    Raises:
        DecisionConflict: They contradict one another.
    """
    return Identity([extraction.document for extraction in extractions if extraction.document.decision])


def project_all(extractions: Iterable[Extraction]) -> list[Extraction]:
    """Documents as they are taken by the decisions among them."""
    given = list(extractions)
    identity = identity_of(given)
    return [project(extraction, identity).extraction for extraction in given] if identity.moved else given


def project(extraction: Extraction, identity: Identity) -> Projected:
    """A document as it is taken; only ids of nodes that it names itself are replaced."""
    moved = identity.moved
    ids = {entity.id: moved[entity.id] for entity in extraction.entities if entity.id in moved} if moved else {}
    if not ids:
        return Projected(extraction=extraction)
    document = replace(
        extraction.document,
        about=tuple((key, ids.get(node, node)) for key, node in extraction.document.about),
        base=ids.get(extraction.document.base or "", extraction.document.base),
    )
    entities = [(_rename_entity(entity, ids), entity) for entity in extraction.entities]
    claims = [(_rename(claim, ids), claim) for claim in extraction.claims]
    nodes = {new.id for new, old in entities if new != old}
    changed = {new.id for new, old in claims if _differs(new, old)}
    said = replace(
        extraction,
        entities=tuple(sorted(old for new, old in entities if new.id in nodes)),
        claims=tuple(sorted((old for new, old in claims if new.id in changed), key=lambda claim: claim.id)),
        mentions=(),
        refused=(),
    )
    return Projected(
        extraction=replace(
            extraction,
            document=document,
            entities=tuple(_merged(new for new, _ in entities)),
            claims=tuple(merge_claims(new for new, _ in claims)),
        ),
        original=Original(ids=ids, extraction=said),
    )


def _merged(entities: Iterable[Entity]) -> list[Entity]:
    """One entity an id; one that stands alone stays as the document has it."""
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(entity.id, []).append(entity)
    return [group[0] if len(group) == 1 else merge_entities(group)[0] for _, group in sorted(groups.items())]


def _differs(new: Claim, old: Claim) -> bool:
    return new.id != old.id or [e.steps for e in new.evidence] != [e.steps for e in old.evidence]


def _rename_entity(entity: Entity, ids: Mapping[str, str]) -> Entity:
    """The entity under its other id; the old one stays as an alias, by which it is found.

    It is no longer provisional where it has a canonical id by now.
    """
    if entity.id not in ids:
        return entity
    kept = ids[entity.id]
    waits = is_provisional(kept)
    return replace(
        entity,
        id=kept,
        aliases=tuple(sorted({*entity.aliases, entity.id} - {entity.name})),
        properties=tuple(each for each in entity.properties if waits or each[0] != "provisional"),
    )


def _rename(claim: Claim, ids: Mapping[str, str]) -> Claim:
    return replace(
        claim,
        subject=ids.get(claim.subject, claim.subject),
        object=ids.get(claim.object, claim.object),
        attributed_to=ids.get(claim.attributed_to or "", claim.attributed_to),
        evidence=tuple(_rename_steps(evidence, ids) for evidence in claim.evidence),
    )


def _rename_steps(evidence: Evidence, ids: Mapping[str, str]) -> Evidence:
    if not any(step.entity in ids for step in evidence.steps):
        return evidence
    return replace(
        evidence, steps=tuple(replace(step, entity=ids.get(step.entity, step.entity)) for step in evidence.steps)
    )


def _pair(info: DocumentInfo) -> tuple[str, str]:
    first, second = info.decision.nodes if info.decision else ("", "")
    return first, second


def _kept(info: DocumentInfo) -> str | None:
    return info.decision.keep if info.decision else None
