"""The interactive page and the static picture: a graph as one self-contained HTML, SVG or PNG file."""

from kg.view.choosing import Chosen
from kg.view.drawing import render_page
from kg.view.files import write_page
from kg.view.frame import LAYOUTS, Layout
from kg.view.notebook import Notebook, show
from kg.view.payload import Theme
from kg.view.picture import render_picture
from kg.view.redaction import Redacted
from kg.view.selection import MAX_NODES, REQUEST_NODES

__all__ = [
    "LAYOUTS",
    "MAX_NODES",
    "REQUEST_NODES",
    "Chosen",
    "Layout",
    "Notebook",
    "Redacted",
    "Theme",
    "render_page",
    "render_picture",
    "show",
    "write_page",
]
