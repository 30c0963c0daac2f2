"""Each chapter says how to open its exercises, and how long they take."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import yaml

from exercise_links import line, offer, ways
from nncheck import catalog
from notebook_files import ROOT

NOTHING = SimpleNamespace(
    exercise_lab="", exercise_lite="", html_theme_options={}
)
LAB = SimpleNamespace(**{**vars(NOTHING), "exercise_lab": "http://here"})
EVERYTHING = SimpleNamespace(
    exercise_lab="http://here",
    exercise_lite="../lite",
    html_theme_options={
        "repository_url": "https://github.com/owner/book/",
        "repository_branch": "next",
    },
)


def test_the_offer_counts_what_the_specs_hold() -> None:
    # 2 + 3 + 2 + 6 + 3 points; 5 + 8 + 6 + 12 + 8 = 39 minutes
    assert offer("perceptron") == "5 exercises, 16 points, about 40 minutes"


def test_only_what_is_set_is_offered() -> None:
    assert list(ways("losses", NOTHING)) == []
    (lab,) = ways("losses", LAB)
    path = "exercises/release/losses.ipynb"
    assert lab == ("JupyterLab", f"http://here/lab/tree/{path}")


def test_every_way_has_its_address() -> None:
    found = dict(ways("losses", EVERYTHING))
    assert list(found) == ["JupyterLab", "Colab", "JupyterLite"]
    assert found["Colab"] == (
        "https://colab.research.google.com/github/owner/book/blob/next/"
        "exercises/release/losses.ipynb"
    )
    assert found["JupyterLite"].startswith("../lite/lab/index.html?path=")


def test_the_line_reads_as_a_sentence() -> None:
    plain = line("perceptron", NOTHING).astext()
    assert plain == f"{offer('perceptron')}."
    whole = line("perceptron", EVERYTHING).astext()
    end = "Open them in JupyterLab (after make lab), Colab, JupyterLite."
    assert whole == f"{offer('perceptron')}. {end}"


@pytest.mark.parametrize("page", catalog.PAGES)
def test_every_chapter_links_its_exercises(page: str, built_book) -> None:
    name = "museum" if page.startswith("museum") else page
    html = (built_book / "book" / f"{name}.html").read_text("utf8")
    assert f"/{page}.ipynb" in html
    assert name != page or offer(page) in html


def test_no_link_leads_to_a_repository_that_is_not_ours(built_book) -> None:
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))
    html = (built_book / "book" / "perceptron.html").read_text("utf8")
    expected = bool(settings["repository"]["url"])
    assert ("colab.research.google.com" in html) == expected
