"""Local Sphinx extension: mends the theme's pages, after the build.

The faults and their cures stand in `repairs.py`. A repair that finds nothing
to mend in a whole build is reported as a warning (an error in a `-W` build):
the theme has changed, and the repair must be looked at again.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pybtex.plugin
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from page_images import add_stills, size_images
from repairs import idle, repair

logger = logging.getLogger(__name__)


class Pages:
    """Remembers which pages a build writes, and repairs those at its end.

    A quick rebuild rewrites only what changed; the pages left alone were
    mended the last time and must not count as "nothing found".
    """

    def __init__(self) -> None:
        self.names: list[str] = []

    def remember(self, app: Sphinx, pagename: str, *_: object) -> None:
        """Note a page (Sphinx event `html-page-context`)."""
        self.names.append(pagename)

    def finish(self, app: Sphinx, error: Exception | None) -> None:
        """Mend the noted pages (Sphinx event `build-finished`)."""
        builder = app.builder
        if error or not isinstance(builder, StandaloneHTMLBuilder):
            return
        if builder.name == "epub":
            return  # has no frame around its pages
        pages = {}
        for name in self.names:
            file = Path(builder.get_outfilename(name))
            if file.exists():
                pages[name] = (file, file.read_text("utf-8"))
        for useless in idle(html for _, html in pages.values()):
            logger.warning(
                "book_pages: nothing to %s (%s). Has the theme changed? "
                "Look at tools/repairs.py.",
                useless.name,
                useless.reason,
            )
        for name, (file, html) in pages.items():
            html = repair(html)
            if name in app.env.all_docs:
                source = Path(app.env.doc2path(name))
                if source.suffix == ".ipynb":
                    html = add_stills(html, file, source)
            file.write_text(size_images(html, file), "utf-8")


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the repairs to a build."""
    # a citation asks for the one style of the book; each look takes 20 ms
    pybtex.plugin.find_plugin = cache(pybtex.plugin.find_plugin)
    pages = Pages()
    app.connect("html-page-context", pages.remember)
    app.connect("build-finished", pages.finish)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": False,  # one process has to see every page
    }
