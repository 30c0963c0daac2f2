"""Local Sphinx extension: a page without scripts, for the printed editions.

The builder `epub` shows the still form of every interactive figure and quiz
(`nb_mime_priority_overrides` in _config.yml). Here each of them is told where
its live form is, and the front end of the web pages is left out.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from edition import this_edition
from page_images import VIEW

BUILDER = "epub"
NOTES = {
    "image/png": "A still picture of an interactive figure. It moves under "
    "your hand in the online book, on the page “{title}” ({page}).",
    "text/html": "In the online book each answer is checked at once, on the "
    "page “{title}” ({page}).",
}


class LiveNotes(SphinxPostTransform):
    """Adds a line below each still form of a view, before one is chosen."""

    default_priority = 3  # myst-nb chooses at 4
    builders = (BUILDER,)

    def run(self, **kwargs: object) -> None:
        """Add the lines to one page."""
        name = self.env.docname
        title = self.env.titles[name].astext()
        page = f"{name.rpartition('/')[2]}.html"
        for bundle in self.document.findall(nodes.container):
            if bundle.get("nb_element") != "mime_bundle":
                continue
            forms = {child["mime_type"]: child for child in bundle.children}
            if VIEW not in forms:
                continue
            kind = next(kind for kind in NOTES if kind in forms)
            text = NOTES[kind].format(title=title, page=page)
            forms[kind] += nodes.paragraph("", text, classes=["live-note"])


def leave_out_front_end(app: Sphinx) -> None:
    """Copy no script and no style of the web pages (`builder-inited`)."""
    if app.builder.name == BUILDER:
        app.config.version = this_edition().version
        app.config.html_static_path = []
        app.config.html_css_files = app.config.epub_css_files = []
        app.config.html_js_files = []


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the extension to a build."""
    app.add_post_transform(LiveNotes)
    # before Sphinx looks at what is configured, at 500
    app.connect("builder-inited", leave_out_front_end, priority=100)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
