"""How each node type looks: a shape and a colour of its own, and how telling it is."""

from dataclasses import dataclass
from typing import Final

BACKGROUND: Final = {"light": "#ffffff", "dark": "#15181d"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStyle:
    """The look of a node type.

    Attributes:
        path: SVG path around the origin, about 2 units wide; the legend and the canvas draw the same one.
        light, dark: Colour in either theme, at least 3:1 against its background (WCAG 1.4.11).
        weight: How much it tells; decides what is drawn first and how large.
    """

    path: str
    light: str
    dark: str
    weight: int


_CIRCLE: Final = "M-.92 0A.92 .92 0 1 1 .92 0A.92 .92 0 1 1 -.92 0Z"

STYLES: Final[dict[str, TypeStyle]] = {
    "Case": TypeStyle(path="M0-1.14L1.14 0L0 1.14L-1.14 0Z", light="#b23a2e", dark="#f0806f", weight=10),
    "Ruling": TypeStyle(
        path="M-.54-.94L.54-.94L1.08 0L.54 .94L-.54 .94L-1.08 0Z", light="#c4651a", dark="#f0a35e", weight=9
    ),
    "Agreement": TypeStyle(
        path="M-.55-.85H.55A.3 .3 0 0 1 .85-.55V.55A.3 .3 0 0 1 .55 .85"
        "H-.55A.3 .3 0 0 1 -.85 .55V-.55A.3 .3 0 0 1 -.55-.85Z",
        light="#1f7f5c",
        dark="#58c99c",
        weight=9,
    ),
    "Statute": TypeStyle(path="M-.82-.82H.82V.82H-.82Z", light="#1d5fa6", dark="#74b0f0", weight=7),
    "Agency": TypeStyle(
        path="M-.4-.96H.4L.96-.4V.4L.4 .96H-.4L-.96 .4V-.4Z", light="#5a4a9c", dark="#ab9df2", weight=7
    ),
    "Regulation": TypeStyle(path="M-.5-.82H1.1L.5 .82H-1.1Z", light="#2a83ab", dark="#6ecbee", weight=6),
    "ExecutiveOrder": TypeStyle(
        path="M0-1.02L.86-.72V.1C.86 .62 .44 .94 0 1.1C-.44 .94-.86 .62-.86 .1V-.72Z",
        light="#4453a6",
        dark="#93a2f5",
        weight=6,
    ),
    "Constitution": TypeStyle(
        path="M-.36-1H.36V-.36H1V.36H.36V1H-.36V.36H-1V-.36H-.36Z", light="#17365e", dark="#b4cff2", weight=6
    ),
    "Program": TypeStyle(path="M0-1.05L1.02-.3L.63 .9H-.63L-1.02-.3Z", light="#567f27", dark="#a3cf6c", weight=6),
    "Bill": TypeStyle(path="M-1.05-.78H1.05L0 1.05Z", light="#5b7fb4", dark="#9cbbe6", weight=5),
    "Motion": TypeStyle(path="M0-1.05L1.05 .78H-1.05Z", light="#92740b", dark="#dcbb45", weight=5),
    "Court": TypeStyle(path="M0-1.1L1.08-.3H.86V.86H-.86V-.3H-1.08Z", light="#8a3f87", dark="#dc92d8", weight=5),
    "Person": TypeStyle(path=_CIRCLE, light="#ad4374", dark="#f08fb9", weight=6),
    "Organization": TypeStyle(
        path=f"{_CIRCLE}M-.42 0A.42 .42 0 1 0 .42 0A.42 .42 0 1 0 -.42 0Z", light="#7a5c3e", dark="#d3b08c", weight=6
    ),
    "Event": TypeStyle(
        path="M0-1.15L.3-.36L1.12-.33L.47 .18L.7 1L0 .53L-.7 1L-.47 .18L-1.12-.33L-.3-.36Z",
        light="#8c5a4d",
        dark="#d9a596",
        weight=4,
    ),
    "Place": TypeStyle(
        path="M0 1.15C-.5 .5-.8 .12-.8-.3A.8 .8 0 1 1 .8-.3C.8 .12 .5 .5 0 1.15Z",
        light="#55707d",
        dark="#9dbac8",
        weight=3,
    ),
    "Document": TypeStyle(path="M-.72-1H.3L.72-.56V1H-.72Z", light="#6b7280", dark="#a9b2bf", weight=2),
}

BANDS: Final = (
    ("Law", frozenset({"Statute", "Regulation", "ExecutiveOrder", "Constitution", "Bill"})),
    ("Agreements", frozenset({"Agreement", "Program"})),
    ("Actors", frozenset({"Agency", "Organization", "Person", "Place"})),
    ("Litigation", frozenset({"Case", "Ruling", "Motion", "Court", "Event"})),
)
"""Kinds of nodes, from the top of a layered picture; what is in none of them comes last."""
LAST_BAND: Final = "Documents"

OTHER_TYPE: Final = "Other"
OTHER: Final = TypeStyle(path="M-.7-.7H.7V.7H-.7Z", light="#6f6f6f", dark="#b5b5b5", weight=1)
"""For a label that the table does not know, so that a wider schema still draws."""


def style_of(type: str) -> TypeStyle:
    """The look of a type."""
    return STYLES.get(type, OTHER)


def band_of(type: str) -> int:
    """Which of BANDS a type belongs to; their number for the last band."""
    return next((at for at, (_, types) in enumerate(BANDS) if type in types), len(BANDS))


def primary_type(labels: tuple[str, ...]) -> str:
    """The label that decides the look of a node with several: the most telling."""
    return min(labels, key=lambda label: (-style_of(label).weight, label), default=OTHER_TYPE)
