"""Turtle with nested nodes, for a vocabulary that people read."""

from collections.abc import Iterable, Sequence

from kg.rdf.terms import Names, text

HEAD = "# Generated from schemas/ by `python -m kg.vocabulary`; do not edit.\n"


def prologue(names: Names, used: Iterable[str]) -> str:
    """The declarations of some prefixes, sorted."""
    return HEAD + "".join(f"@prefix {name}: <{names.prefixes[name]}> .\n" for name in sorted(used))


def block(subject: str, pairs: Sequence[tuple[str, str]], indent: str = "") -> str:
    """One subject with its predicates and objects."""
    inner = f" ;\n{indent}    ".join(f"{predicate} {object_}" for predicate, object_ in pairs)
    return f"\n{indent}{subject} {inner} .\n"


def nested(pairs: Sequence[tuple[str, str]]) -> str:
    """A node that is only used here."""
    return "[ " + " ; ".join(f"{predicate} {object_}" for predicate, object_ in pairs) + " ]"


def listed(items: Iterable[str]) -> str:
    """A list."""
    return f"( {' '.join(items)} )"


def words(value: str) -> str:
    """English text."""
    return f"{text(value)}@en"
