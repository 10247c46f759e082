"""The page: a view drawn by pyvis into one HTML file that needs nothing else and asks for nothing."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import DictLoader, Environment
from markupsafe import Markup

from kg.errors import MissingExtra
from kg.schema import Schema
from kg.view.frame import radius
from kg.view.layout import Point
from kg.view.model import Part, View, ViewDocument
from kg.view.palette import BACKGROUND, style_of
from kg.view.payload import dump_json, page_data, present_types
from kg.view.selection import Selection
from kg.view.words import MARKS

SCRIPTS: Final = ("data", "theme", "labels", "picture", "panel", "filters", "search", "main")
_VIS: Final = "lib/vis-9.1.2/vis-network.min.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The words above the picture."""

    title: str
    subtitle: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: a claim in words, with its first quote."""

    subject: str
    relation: str
    object: str
    mark: str
    status: str
    parts: tuple[Part, ...]
    document: ViewDocument | None
    more: int


def draw_page(view: View, selection: Selection, places: list[list[Point]], heading: Heading, schema: Schema) -> str:
    """The HTML of a view; the same view gives the same text.

    `places` are the positions of the selected nodes on a wide screen, and on a narrow one.
    """
    types = present_types(view)
    plurals = {name: schema.nodes[name].plural if name in schema.nodes else name for name in types}
    scripts = [_vis_script(), _own_script()]
    style = _asset("app.css").replace("/*types*/", _type_rules(types))
    environment = Environment(
        autoescape=True,
        loader=DictLoader({"template.html": _asset("template.html")}),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["as_data"] = _as_data
    environment.globals.update(
        title=heading.title,
        subtitle=heading.subtitle,
        data=page_data(view, selection, plurals, places[1]),
        view=view,
        rows=_rows(view),
        legend=[(name, plurals[name], style_of(name).path) for name in types],
        drawn=len(selection.nodes),
        invitation=invitation(view),
        scripts=[Markup(script) for script in scripts],  # noqa: S704  (our own source and that of vis-network)
        style=Markup(style),  # noqa: S704  (our own source)
        policy=_policy(scripts, style),
    )
    network = _network(view, selection, places[0])
    network.templateEnv = environment
    return str(network.generate_html())


def invitation(view: View, most: int = 3) -> str:
    """What the picture leaves out at first, in numbers: "3 denied, 5 alleged"."""
    counts = Counter(claim.mark for claim in view.claims if claim.mark)
    words = [f"{counts[mark]} {mark}" for mark in MARKS if counts[mark]]
    if len(words) > most:
        rest = sum(counts[mark] for mark in MARKS if counts[mark]) - sum(int(w.split()[0]) for w in words[: most - 1])
        words = [*words[: most - 1], f"{rest} more"]
    return ", ".join(words)


def _network(view: View, selection: Selection, places: Sequence[Point]) -> Any:
    try:
        from pyvis.network import Network
    except ImportError as error:
        raise MissingExtra("the page needs pyvis, which is not installed", hint="pip install pyvis") from error
    index = {node.id: at for at, node in enumerate(view.nodes)}
    lines = {edge.key: at for at, edge in enumerate(view.edges)}
    words = {relation.name: relation.label for relation in view.relations}
    network = Network(directed=True, height="100%", width="100%")
    network.nodes = [
        {
            "id": index[node.id],
            "label": node.short,
            "group": node.type,
            "shape": "dot",
            "size": radius(node),
            "x": round(x),
            "y": round(y),
        }
        for node, (x, y) in zip(selection.nodes, places, strict=True)
    ]
    network.node_ids = [node["id"] for node in network.nodes]
    network.edges = [
        {
            "id": lines[edge.key],
            "from": index[edge.subject],
            "to": index[edge.object],
            "label": words[edge.relation],
            "arrows": "to",
            "dashes": bool(edge.mark),
        }
        for edge in selection.edges
    ]
    network.options = {"physics": {"enabled": False}, "layout": {"improvedLayout": False}, "edges": {"smooth": False}}
    return network


def _rows(view: View) -> list[Row]:
    names = {node.id: node.name for node in view.nodes}
    words = {relation.name: relation.label for relation in view.relations}
    documents = {document.id: document for document in view.documents}
    rows = [
        Row(
            subject=names[claim.subject],
            relation=words[claim.relation],
            object=names[claim.object],
            mark=claim.mark,
            status=claim.words,
            parts=claim.evidence[0].parts if claim.evidence else (),
            document=documents.get(claim.evidence[0].document or "") if claim.evidence else None,
            more=max(len(claim.evidence) - 1, 0),
        )
        for claim in view.claims
    ]
    return sorted(rows, key=lambda row: (row.subject, row.relation, row.object, row.mark, row.status))


def _as_data(value: object) -> Markup:
    """A value, or JSON as pyvis hands it on, as the text of a data script."""
    data = json.loads(value) if isinstance(value, str) else value
    return Markup(dump_json(data))  # noqa: S704  (dump_json escapes what could end the script)


@cache
def _asset(name: str) -> str:
    return (files("kg.view") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _vis_script() -> str:
    """vis-network as pyvis ships it, without the pointer to a source map that a browser would ask for.

    Its style sheet is left out: it styles buttons, menus and tooltips that are all switched off.
    """
    text = (files("pyvis") / _VIS).read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return text.partition("//# sourceMappingURL=")[0]


@cache
def _own_script() -> str:
    parts = "\n".join(_asset(f"app/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


def _type_rules(types: Sequence[str]) -> str:
    """Colours of the types as variables; a type's name is a word of the schema, and a class only if it is one."""
    rules = []
    for theme, scope in (("light", ":root"), ("dark", ':root[data-theme="dark"]')):
        colours = "".join(f"--t{at}:{getattr(style_of(name), theme)};" for at, name in enumerate(types))
        rules.append(f"{scope}{{--ground:{BACKGROUND[theme]};{colours}}}")
    dark = rules[1].replace(':root[data-theme="dark"]', ':root:not([data-theme="light"])')
    rules.append(f"@media (prefers-color-scheme:dark){{{dark}}}")
    rules += [f".t{at}{{--type:var(--t{at})}}" for at in range(len(types))]
    return "\n".join(rules)


def _policy(scripts: Sequence[str], style: str) -> str:
    """A policy that runs these scripts and styles and nothing else, and lets nothing be fetched or sent."""
    sources = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {sources}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
