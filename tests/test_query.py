"""Rows as text."""

import json
from collections.abc import Mapping
from typing import Any, cast

from kg.query import plain, records, run_query, to_csv, to_json, to_jsonl
from kg.stores.base import Node, Parameter, Path, Relationship, Rows, View

A = Node(labels=("Agency",), properties={"id": "a", "aliases": ["x", "y"]})
B = Node(labels=("Case", "Event"), properties={"id": "b"})
R = Relationship(type="PARTY_TO", start="a", end="b", properties={"support": 2})
ROWS = Rows(columns=("n", "text"), rows=((A, 'say "hi",\nthen'), (None, 1.5)))


def test_cells_as_plain_data() -> None:
    node = {"labels": ["Agency"], "properties": {"id": "a", "aliases": ["x", "y"]}}
    edge = {"type": "PARTY_TO", "start": "a", "end": "b", "properties": {"support": 2}}
    assert plain(A) == node and plain(R) == edge
    other = {"labels": ["Case", "Event"], "properties": {"id": "b"}}
    assert plain(Path(nodes=(A, B), relationships=(R,))) == {"nodes": [node, other], "relationships": [edge]}
    assert plain([1, True, None, "x", {"k": (R,)}]) == [1, True, None, "x", {"k": [edge]}]


def test_json_and_json_lines() -> None:
    assert json.loads(to_json(ROWS)) == records(ROWS)
    assert [json.loads(line) for line in to_jsonl(ROWS).splitlines()] == records(ROWS)
    assert to_json(Rows(columns=("a",), rows=())) == "[]\n" and to_jsonl(Rows(columns=("a",), rows=())) == ""


def test_csv() -> None:
    assert to_csv(Rows(columns=("a", "b"), rows=(("x,y", 1), (None, True), ('"', ["é"])))) == (
        'a,b\n"x,y",1\n,true\n"""","[""é""]"\n'
    )


def test_a_query_goes_to_the_view() -> None:
    class Asked:
        def query(self, text: str, parameters: Mapping[str, Parameter] | None = None, *, write: bool = False) -> Any:
            return text, parameters, write

    answer: object = run_query(cast(View, Asked()), "RETURN $x", {"x": 1}, write=True)
    assert answer == ("RETURN $x", {"x": 1}, True)
