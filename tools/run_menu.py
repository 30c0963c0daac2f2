"""Local Sphinx extension: the menu "Run this page" of a chapter.

The theme has launch buttons of its own, but only for a book with a
repository; this menu also offers the reader's own JupyterLab and a
JupyterLite site beside the book. The places come from `run_places.py`, and
the theme draws the menu beside its own for downloads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from run_places import install_line, places

ICON = "fas fa-external-link-alt"
Button = dict[str, str]


def buttons(notebook: str, config: Config, up: str) -> Iterator[Button]:
    """The entries of the menu, as the theme's template wants them."""
    for place in places(notebook, config, up):
        note = f" ({place.note})" if place.note else ""
        yield {
            "type": "link",
            "text": f"{place.name}{note}",
            "url": place.address,
            "label": f"run-{place.name.lower()}",
        }
    if first := install_line(config):
        copy = f"navigator.clipboard.writeText({json.dumps(first)})"
        yield {
            "type": "javascript",
            "text": "Copy the cell Colab needs first",
            "javascript": escape(copy),
            "label": "run-install",
        }


def add_menu(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict,
    doctree: nodes.document | None,
) -> None:
    """Give a notebook's page its menu (Sphinx event `html-page-context`)."""
    if doctree is None or "header_buttons" not in context:
        return
    source = Path(app.env.doc2path(pagename))
    if source.suffix != ".ipynb":
        return
    notebook = source.relative_to(app.srcdir).as_posix()
    up = "/".join([".."] * pagename.count("/")) or "."
    if found := list(buttons(notebook, app.config, up)):
        context["header_buttons"].insert(
            0,
            {
                "type": "group",
                "tooltip": "Run this page",
                "icon": ICON,
                "buttons": found,
                "label": "run-buttons",
            },
        )


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the menu to a build."""
    app.setup_extension("run_places")
    # after the theme has made its list of buttons, at 501
    app.connect("html-page-context", add_menu, priority=600)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
