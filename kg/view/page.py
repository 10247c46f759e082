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
from urllib.parse import urlencode

from jinja2 import DictLoader, Environment
from markupsafe import Markup

from kg.errors import MissingExtra
from kg.schema import Schema
from kg.view.finding import Sentence
from kg.view.frame import Layout, Placed, radius
from kg.view.model import View
from kg.view.palette import BACKGROUND, style_of
from kg.view.payload import Options, data_script, page_data, present_types
from kg.view.selection import Selection
from kg.view.table import make_table
from kg.view.words import MARKS, bound

SCRIPTS: Final = (
    "data", "theme", "labels", "picture", "layouts", "panel", "filters", "narrow", "search", "paths", "exports",
    "table", "address", "live", "main",
)  # fmt: skip
_VIS: Final = "lib/vis-9.1.2/vis-network.min.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The words above the picture."""

    title: str
    subtitle: str | None


def draw_page(
    view: View,
    selection: Selection,
    placed: dict[Layout, Placed],
    finding: Sequence[Sentence],
    heading: Heading,
    schema: Schema,
    options: Options,
) -> str:
    """The HTML of a view; the same view gives the same text."""
    types = present_types(view, live=options.live)
    plurals = plural_names(types, schema)
    scripts = [_vis_script(), _own_script()]
    style = _asset("app.css").replace("/*types*/", _type_rules(types))
    environment = Environment(
        autoescape=True,
        loader=DictLoader({"template.html": _asset("template.html")}),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        title=heading.title,
        subtitle=heading.subtitle,
        finding=[(one.told, bound(one.text), edge_address(one.edge)) for one in finding],
        rest=len(selection.rest),
        theme=options.theme,
        graph_data=data_script("graph-data", page_data(view, selection, placed, finding, plurals, options)),
        as_script=lambda name, text: data_script(name, json.loads(text) if isinstance(text, str) else text),
        view=view,
        table=make_table(view, selection),
        legend=[(name, plurals[name], style_of(name).path) for name in types],
        drawn=len(selection.nodes),
        invitation=invitation(view),
        scripts=[Markup(script) for script in scripts],  # noqa: S704  (our own source and that of vis-network)
        style=Markup(style),  # noqa: S704  (our own source)
        policy=_policy(scripts, style, options),
    )
    network = _network(view, selection, placed)
    network.templateEnv = environment
    return str(network.generate_html())


def plural_names(types: Sequence[str], schema: Schema) -> dict[str, str]:
    """What several nodes of a type are called."""
    return {name: schema.nodes[name].plural if name in schema.nodes else name for name in types}


def edge_address(edge: tuple[str, str, str, str]) -> str:
    """What the page's address says after "#" to show an edge; the script writes and reads the same."""
    return f"#{urlencode({'edge': '|'.join(edge)})}"


def invitation(view: View, most: int = 3) -> str:
    """What the picture leaves out at first, in numbers: "3 denied, 5 alleged"."""
    counts = Counter(claim.mark for claim in view.claims if claim.mark)
    words = [f"{counts[mark]} {mark}" for mark in MARKS if counts[mark]]
    if len(words) > most:
        rest = sum(counts[mark] for mark in MARKS if counts[mark]) - sum(int(w.split()[0]) for w in words[: most - 1])
        words = [*words[: most - 1], f"{rest} more"]
    return ", ".join(words)


def _network(view: View, selection: Selection, placed: dict[Layout, Placed]) -> Any:
    try:
        from pyvis.network import Network
    except ImportError as error:
        raise MissingExtra("the page needs pyvis, which is not installed", hint="pip install pyvis") from error
    index = {node.id: at for at, node in enumerate(view.nodes)}
    lines = {edge.key: at for at, edge in enumerate(view.edges)}
    words = {relation.name: relation.label for relation in view.relations}
    places = (placed["force"].full[0] or placed["force"].first[0]).points
    network = Network(directed=True, height="100%", width="100%")
    network.nodes = [
        {
            "id": index[node.id],
            "label": node.short,
            "group": node.type,
            "shape": "dot",
            "size": radius(node),
            "x": round(point[0]) if point else 0,
            "y": round(point[1]) if point else 0,
        }
        for node, point in zip(selection.nodes, places, strict=True)
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
    return f'(async () => {{\n"use strict";\n{parts}\n}})();\n'


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


def _policy(scripts: Sequence[str], style: str, options: Options) -> str:
    """A policy that runs these scripts and styles and nothing else, and lets nothing be fetched or sent.

    A page that is served may ask its own server.
    """
    own = "connect-src 'self'; " if options.live else ""
    sources = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {sources}; style-src {_hash(style)}; "
        f"{own}img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
