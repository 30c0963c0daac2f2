"""In JupyterLab questions are answered by the keyboard, and Python hears."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.site.lab_server import running_lab, write_notebook
from tests.site.programs import answer_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CELLS = [
    "from nncheck.quiz import quiz\nquestions = quiz('perceptron')",
    "questions",
    "print(len(questions.results), 'answers')",
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what was chosen and said, by kind of question."""
    folder = tmp_path_factory.mktemp("lab")
    write_notebook(folder / "quiz.ipynb", CELLS)
    program = Path(__file__).with_name("lab_quiz.mjs")
    with running_lab(folder, NNCHECK_RECORD="off") as address:
        return answer_of(program, address.format("quiz.ipynb"))


def test_the_arrow_keys_choose_an_answer(report: dict[str, Any]) -> None:
    assert report["choose"]["chosen"][:2] == [False, True]


def test_steps_are_moved(report: dict[str, Any]) -> None:
    assert report["order"]["moved"] == 1


@pytest.mark.parametrize("kind", ["choose", "several", "number", "order"])
def test_each_kind_is_answered_with_a_reason(
    report: dict[str, Any], kind: str
) -> None:
    assert len(report[kind]["said"]) > 30


def test_no_key_reaches_the_notebook(report: dict[str, Any]) -> None:
    assert report["cells"] == len(CELLS)  # x would cut, d d delete


def test_nothing_else_happens(report: dict[str, Any]) -> None:
    assert report["errors"] == []
    assert report["outside"] == []
