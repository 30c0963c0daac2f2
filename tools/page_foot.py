"""Local Sphinx extension: the foot of a page says where it comes from.

The commit, the packages that made the outputs and the checks that guard the
page. All of it follows from the tree alone, so that one commit always builds
the same bytes; whether the tests passed is for the tests to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from docutils import nodes
from sphinx.application import Sphinx

from notebook_files import VIEW, outputs_of, read, views_of
from page_history import NOTHING, History, history

PACKAGES = {
    "numpy": "NumPy",
    "matplotlib": "Matplotlib",
    "ipywidgets": "ipywidgets",
}
GITHUB = "https://github.com/"
TEMPLATE = "page-foot.html"


def versions(pins: str) -> list[str]:
    """The packages that make the outputs, with their versions.

    Args:
        pins: the text of requirements.txt.
    """
    found = dict(re.findall(r"^([\w-]+)==([\w.]+)", pins, re.MULTILINE))
    return [f"{name} {found[key]}" for key, name in PACKAGES.items()]


def count(number: int, one: str) -> str:
    """A number and its noun.

    >>> count(1, "image"), count(12, "figure that moves")
    ('1 image', '12 figures that move')
    """
    many = one.replace("figure that moves", "figures that move")
    many = many if many != one else f"{one}s"
    return f"{number} {one if number == 1 else many}"


def guards(source: Path, equations: int, tests: Path) -> Iterator[str]:
    """What the tests check on a page, in words.

    Args:
        source: the notebook of the page.
        equations: how many of its equations have a label.
        tests: the folder with the checks of the equations.
    """
    notebook = read(source)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    data = [output.get("data", {}) for output in outputs_of(notebook)]
    views = views_of(notebook)
    images = sum("image/png" in kinds and VIEW not in kinds for kinds in data)
    yield f"{count(len(code), 'code cell')} run again and compared"
    if images:
        yield f"{count(images, 'image')} compared"
    if views:
        yield f"{count(len(views), 'figure that moves')} compared"
    if equations and (tests / f"test_{source.stem}_equations.py").exists():
        yield f"{count(equations, 'numbered equation')} evaluated"


def report_link(url: str, page: str, title: str, commit: str) -> str:
    """The address at which a mistake on a page is reported, or nothing."""
    if not url.startswith(GITHUB):
        return ""
    body = f"Page: {page}\nBuilt from: {commit or 'unknown'}\nSection: \n\n"
    fields = {"title": f"Mistake in “{title}”", "body": body}
    return f"{url.rstrip('/')}/issues/new?{urlencode(fields)}"


class Foot:
    """Fills in the template for every page of one build."""

    def __init__(self) -> None:
        self.history: History = NOTHING
        self.made_with: list[str] = []

    def prepare(self, app: Sphinx) -> None:
        """Ask git once (Sphinx event `builder-inited`)."""
        root = Path(app.srcdir)
        self.history = history(root)
        self.made_with = versions((root / "requirements.txt").read_text())

    def add(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, object],
        doctree: nodes.document | None,
    ) -> None:
        """Give a page its facts (Sphinx event `html-page-context`)."""
        foot: dict[str, object] = {"history": self.history}
        if doctree is not None and app.builder.name == "html":
            foot |= self.facts(app, pagename)
        context["foot"] = foot

    def facts(self, app: Sphinx, pagename: str) -> dict[str, object]:
        """What is true of one written page."""
        root, source = Path(app.srcdir), Path(app.env.doc2path(pagename))
        path = source.relative_to(root).as_posix()
        built = self.history.built
        url = app.config.html_theme_options.get("repository_url", "")
        title = app.env.titles[pagename].astext()
        found: dict[str, object] = {
            "page": self.history.pages.get(path),
            "report": report_link(
                url, path, title, built.short if built else ""
            ),
            "commits": f"{url.rstrip('/')}/commit/" if url else "",
        }
        if source.suffix == ".ipynb":
            math = app.env.domaindata["math"]["objects"].values()
            labels = sum(where == pagename for where, _ in math)
            found["made_with"] = self.made_with
            tests = root / "tests" / "book"
            found["guards"] = list(guards(source, labels, tests))
        return found


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the foot to a build."""
    foot = Foot()
    app.connect("builder-inited", foot.prepare)
    app.connect("html-page-context", foot.add)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
