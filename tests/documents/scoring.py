"""Scores an extraction against a gold file: what was found, and what stands there that must not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.document import Document
from kg.extraction import Extraction
from kg.pipeline import extract

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a document yields: `forbidden` and `duplicates` must be empty."""

    nodes: int
    claims: int
    lost_nodes: tuple[str, ...]
    lost_claims: tuple[str, ...]
    forbidden: tuple[str, ...]
    duplicates: tuple[str, ...]


def gold_files() -> list[Path]:
    return sorted(FOLDER.glob("*.gold.yaml"))


def read_gold(path: Path) -> tuple[dict[str, Any], Extraction]:
    gold: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    text = (FOLDER / gold["doc"]).read_text("utf-8")
    document = Document(source=gold["doc"], format="text", text=text, base=gold.get("base"))
    return gold, extract(document)


def score(gold: dict[str, Any], found: Extraction) -> Score:
    specs = {**gold["nodes"], **(gold.get("extra") or {})}
    ids = {key: frozenset(_matching(spec, found)) for key, spec in specs.items()}
    absent = gold.get("absent") or {}
    edges = gold.get("edges") or []
    every = {name for entity in found.entities for name in (_folded(entity.name), *map(_folded, entity.aliases))}
    forbidden = [f"node {name}" for name in absent.get("nodes") or [] if _folded(name) in every]
    forbidden += [str(edge) for edge in absent.get("edges") or [] if _has(found, ids, edge, plain=True)]
    named_once = [key for key, spec in gold["nodes"].items() if not any("*" in name for name in spec.get("names", []))]
    return Score(
        nodes=len(gold["nodes"]),
        claims=len(edges),
        lost_nodes=tuple(key for key in gold["nodes"] if not ids[key]),
        lost_claims=tuple(str(edge) for edge in edges if not _has(found, ids, edge)),
        forbidden=tuple(forbidden),
        duplicates=tuple(f"{key}: {sorted(ids[key])}" for key in named_once if len(ids[key]) > 1),
    )


def _matching(spec: dict[str, Any], found: Extraction) -> Iterator[str]:
    wanted = {spec["id"]} if "id" in spec else set()
    wanted |= set(spec.get("id_any") or [])
    kinds = set(_listed(spec["kind"]))
    patterns = [_pattern(name) for name in spec.get("names") or []]
    for entity in found.entities:
        names = [_folded(name) for name in (entity.name, *entity.aliases)]
        named = any(pattern.fullmatch(name) for pattern in patterns for name in names)
        if entity.id in wanted or (named and kinds & set(entity.labels)):
            yield entity.id


def _has(found: Extraction, ids: dict[str, frozenset[str]], edge: Sequence[Any], *, plain: bool = False) -> bool:
    subjects, relations, objects, sign = edge
    polarity = "affirmed" if sign == "+" else "negated"
    starts = frozenset().union(*(ids[key] for key in _listed(subjects)))
    ends = frozenset().union(*(ids[key] for key in _listed(objects)))
    return any(
        claim.subject in starts
        and claim.object in ends
        and claim.relation in relations
        and claim.polarity == polarity
        and (claim.is_plain or not plain)
        for claim in found.claims
    )


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(_folded(piece)) for piece in name.split("*")))


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").replace("–", "-").split()).removeprefix("the ")
