"""Local Sphinx extension: ways to open a chapter's graded exercises.

A chapter offers its exercises for download in a sentence of its own:

    {download}`losses.ipynb <../exercises/release/losses.ipynb>`

After the paragraph with that link, the built page says how many exercises
there are, for how many points and minutes, and how else to open them. All of
it is asked of the specs, so that it is never out of date.

Where they open is for `run_places.py` to say. What is not set is not offered.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.application import Sphinx
from sphinx.config import Config

from nncheck import catalog
from run_places import places

FOLDER = "exercises/release"


def offer(page: str) -> str:
    """What a chapter's exercises ask for and give, in one line."""
    exercises = catalog.exercises(page)
    points = sum(exercise.points for exercise in exercises)
    minutes = 5 * round(sum(e.minutes for e in exercises) / 5)
    return (
        f"{len(exercises)} exercises, {points:g} points, "
        f"about {minutes} minutes"
    )


def line(page: str, config: Config) -> nodes.paragraph:
    """The line that stands below the link to a chapter's exercises."""
    whole = nodes.paragraph(classes=["exercise-ways"])
    whole += nodes.Text(f"{offer(page)}.")
    found = places(f"{FOLDER}/{page}.ipynb", config)
    for number, place in enumerate(found):
        whole += nodes.Text(", " if number else " Open them in ")
        whole += nodes.reference("", place.name, refuri=place.address)
        if place.note:
            whole += nodes.Text(f" ({place.note})")
    if len(whole) > 1:
        whole += nodes.Text(".")
    return whole


def page_of(link: download_reference) -> str | None:
    """The chapter whose exercises a link downloads, or None."""
    target = PurePosixPath(link["reftarget"])
    known = target.parent.as_posix().endswith(FOLDER)
    return target.stem if known and target.stem in catalog.PAGES else None


def add_ways(app: Sphinx, doctree: nodes.document) -> None:
    """Add the line below each such link (Sphinx event `doctree-read`)."""
    for link in list(doctree.findall(download_reference)):
        page = page_of(link)
        paragraph = link.parent
        # a link in a table or a list says enough by itself
        if page and isinstance(paragraph.parent, nodes.section):
            below = paragraph.parent.index(paragraph) + 1
            paragraph.parent.insert(below, line(page, app.config))


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the extension to a build."""
    app.setup_extension("run_places")
    app.connect("doctree-read", add_ways)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
