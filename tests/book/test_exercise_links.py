"""Each chapter says how to open its exercises, and how long they take."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import yaml

from exercise_links import line, offer
from nncheck import catalog
from notebook_files import ROOT

NOTHING = SimpleNamespace(exercise_lab="", lite_path="", html_theme_options={})
EVERYTHING = SimpleNamespace(
    exercise_lab="http://here",
    lite_path="lite",
    html_theme_options={"repository_url": "https://github.com/owner/book"},
)


def test_the_offer_counts_what_the_specs_hold() -> None:
    # 2 + 3 + 2 + 6 + 3 points; 5 + 8 + 6 + 12 + 8 = 39 minutes
    assert offer("perceptron") == "5 exercises, 16 points, about 40 minutes"


def test_the_line_reads_as_a_sentence() -> None:
    plain = line("perceptron", NOTHING).astext()
    assert plain == f"{offer('perceptron')}."
    whole = line("perceptron", EVERYTHING).astext()
    end = (
        "Open them in JupyterLab (after make lab), Binder, Colab, JupyterLite "
        "(loads Python from cdn.jsdelivr.net)."
    )
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
