"""SPARQL as a user writes it: parameters bound, prefixes declared; and its answers as rows."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Triple

from kg.errors import QueryError
from kg.rdf import Names
from kg.rdf.terms import PREFIXES, literal, ref
from kg.stores.base import Cell, Parameter, Rows
from kg.stores.rdf.session import Answer, Value

LONGEST_MESSAGE: Final = 300
READING: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
WRITING: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
CYPHER: Final = ("MATCH", "OPTIONAL", "RETURN", "UNWIND", "CALL", "MERGE", "FOREACH")

# The tokens in which a parameter, a prefix or a keyword cannot stand, and those three.
# https://www.w3.org/TR/sparql11-query/#sparqlGrammar
_TOKENS: Final = re.compile(
    r"""
    (?P<skipped>\#[^\n\r]*
      | <[^<>"{}|^`\\\x00-\x20]*>
      | \"\"\"(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"\"\"
      | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
      | "(?:[^"\\\n\r]|\\.)*"
      | '(?:[^'\\\n\r]|\\.)*'
      | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
      | _:[\w.-]+
    )
  | [?$](?P<variable>\w+)
  | (?P<prefix>[^\W\d_](?:[\w.-]*[\w-])?|):(?:[\w:.%\\-]*[\w:%-])?
  | (?P<word>[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLACE: Final = re.compile(r"(error at |at |\[)?(?:line:? )?(\d+)(?::|, col(?:umn)?:? )(\d+)")
_CLASSES: Final = re.compile(r"\['.' \.\.=.*?\](?:, \[_\])?(?=, |$)")  # the engine's long lists of characters
_IRI: Final = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*')
_XSD: Final = PREFIXES["xsd"]
_INTEGERS: Final = {
    _XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
    )
}  # fmt: skip
_NUMBERS: Final = {_XSD + name for name in ("decimal", "double", "float")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A text of SPARQL that can be sent.

    Attributes:
        text: With its prefixes declared and its parameters in place.
        form: Its first keyword after the prologue, in capitals.
        shift: How many lines were put before it.
    """

    text: str
    form: str
    shift: int


def bind(names: Names, text: str, parameters: Mapping[str, Parameter]) -> Bound:
    """Put a term in the place of each `$name` that is a parameter, and declare the prefixes that are used.

    A parameter is found as a token of the language, never inside a string, an IRI or a comment, and what stands in its
    place is one escaped term. Text, whole numbers, numbers and truth values become literals, `{"@id": ...}` an IRI.

    Raises:
        QueryError: A parameter is not used or cannot be a term, or the text is empty.
    """
    used: set[str] = set()
    prefixes: dict[str, bool] = {}  # whether it is declared
    words: list[str] = []
    parts: list[str] = []
    end = 0
    for match in _TOKENS.finditer(text):
        if (prefix := match["prefix"]) is not None:
            prefixes[prefix] = prefixes.get(prefix, False) or words[-1:] == ["PREFIX"]
            words.append(":")
        elif match["word"] is not None:
            words.append(match["word"].upper())
        elif match["variable"] in parameters and match[0].startswith("$"):
            used.add(match["variable"])
            parts += text[end : match.start()], _term(names, match["variable"], parameters[match["variable"]])
            end = match.end()
    for name in parameters:
        if name not in used:
            raise QueryError(f"the query does not use the parameter {name!r}", hint=f"write ${name} where it belongs")
    form = next((word for word in words if word not in ("PREFIX", "BASE", ":")), "")
    if not form:
        raise QueryError("the query is empty", hint="write SELECT, ASK, CONSTRUCT or DESCRIBE")
    prologue = "" if form in CYPHER else _prologue(names, (key for key, known in prefixes.items() if not known))
    body = "".join([*parts, text[end:]])
    return Bound(text=f"{prologue}\n{body}" if prologue else body, form=form, shift=1 if prologue else 0)


def _prologue(names: Names, missing: Iterable[str]) -> str:
    """Declarations of prefixes that a query uses and does not declare."""
    lines: list[str] = []
    for name in sorted(missing):
        if name not in names.prefixes:
            known = " ".join(f"{each}:" for each in names.prefixes)
            raise QueryError(
                f"the prefix {name}: is not declared", hint=f"PREFIX {name}: <...>; these are known: {known}"
            )
        lines.append(f"PREFIX {name}: {ref(names.prefixes[name])} ")
    return "".join(lines)


def query_error(message: str) -> QueryError:
    """What an engine said of a query."""
    return QueryError(" ".join(message.split()), hint="`kg sparql --help` shows examples")


def explained(error: QueryError, bound: Bound) -> QueryError:
    """The error in the lines that the user wrote, or what is behind it."""
    if bound.form in CYPHER:
        hint = "write it in SPARQL, or ask a store of another kind with `kg query`"
        return QueryError("this looks like Cypher, and the store answers SPARQL", hint=hint)
    if bound.form in WRITING:
        return QueryError("the query would change the graph", hint="if that is meant, let it with --write")
    said = _CLASSES.sub("…", error.message)
    said = _PLACE.sub(lambda match: f"{match[1]}line {int(match[2]) - bound.shift}, column {match[3]}", said)
    short = said if len(said) <= LONGEST_MESSAGE else said[:LONGEST_MESSAGE].rstrip() + " …"
    return QueryError(short, source=error.source, hint=error.hint)


def rows_of(names: Names, answer: Answer) -> Rows:
    """The answer as rows; IRIs of ours as path ids."""
    if isinstance(answer, QueryBoolean):
        return Rows(columns=("answer",), rows=((bool(answer),),))
    if isinstance(answer, QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        return Rows(columns=columns, rows=tuple(tuple(_cell(names, cell) for cell in row) for row in answer))
    triples = {tuple(cast(str, _cell(names, term)) for term in (t.subject, t.predicate, t.object)) for t in answer}
    return Rows(columns=("subject", "predicate", "object"), rows=tuple(sorted(triples, key=_order)))


def _order(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(map(str, row))


def _cell(names: Names, term: Value) -> Cell:
    match term:
        case None:
            return None
        case NamedNode():
            return names.short(term.value)
        case BlankNode():
            return f"_:{term.value}"
        case Triple():
            parts = (term.subject, term.predicate, term.object)
            return " ".join(("<<", *(str(_cell(names, part)) for part in parts), ">>"))
        case Literal():
            return _literal(term)


def _literal(term: Literal) -> Cell:
    kind, value = term.datatype.value, term.value
    try:
        if kind in _INTEGERS:
            return int(value)
        if kind in _NUMBERS and math.isfinite(float(value)):
            return float(value)
    except ValueError:
        return value
    if kind == _XSD + "boolean" and value in ("true", "false", "1", "0"):
        return value in ("true", "1")
    return value


def _term(names: Names, name: str, value: Parameter) -> str:
    match value:
        case bool() | int() | str():
            return literal(value)
        case float() if math.isfinite(value):
            return f'"{value!r}"^^{ref(_XSD + "double")}'
        case {"@id": str(identifier), **rest} if not rest:
            return _iri(names, name, identifier)
        case _:
            raise QueryError(
                f"the parameter {name!r} cannot be passed: {json.dumps(value, ensure_ascii=False, default=str)[:60]}",
                hint='pass text, a number, true or false, or {"@id": "/us/usc/t26/s6103"} for a thing',
            )


def _iri(names: Names, name: str, identifier: str) -> str:
    if identifier.startswith("/"):
        return names.node(identifier)
    prefix, _, local = identifier.partition(":")
    if prefix in names.prefixes and not local.startswith("//"):
        identifier = names.prefixes[prefix] + local
    if not _IRI.fullmatch(identifier):
        raise QueryError(f"the parameter {name!r} is no id and no IRI: {identifier[:60]!r}", hint="an id begins with /")
    return ref(identifier)


def statements_of(answer: Answer) -> Iterator[Triple]:
    """The triples of CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: The answer is one of SELECT or ASK.
    """
    if isinstance(answer, QueryBoolean | QuerySolutions):
        raise QueryError("the answer is no RDF", hint="ask with CONSTRUCT or DESCRIBE, or choose another --format")
    for triple in answer:
        yield triple if isinstance(triple, Triple) else Triple(triple.subject, triple.predicate, triple.object)
