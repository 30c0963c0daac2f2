"""In JupyterLab the overview follows every check, also in its own view."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.site.lab_server import running_lab, write_notebook
from tests.site.programs import answer_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CELLS = [
    """\
from itertools import chain, repeat
from nncheck import status, tensors as ex
wrong = lambda X, angle: X
answers = chain([wrong], repeat(ex.rotate.reference))""",
    "status()",
    "ex.rotate.check(next(answers))",
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the overview said after each check."""
    folder = tmp_path_factory.mktemp("lab")
    write_notebook(folder / "status.ipynb", CELLS)
    own = {"NNCHECK_DATA_DIR": str(folder / "mine"), "NNCHECK_RECORD": "on"}
    program = Path(__file__).with_name("lab_status.mjs")
    with running_lab(folder, **own) as address:
        return answer_of(program, address.format("status.ipynb"))


def test_the_overview_follows_a_wrong_answer(report: dict[str, Any]) -> None:
    assert report["wrong"].startswith("Score: 0 of ")
    assert "Next: rotate" in report["wrong"]  # what was begun comes first


def test_the_overview_follows_a_right_answer(report: dict[str, Any]) -> None:
    assert report["changed"]
    assert report["right"].startswith("Score: 2 of ")
    assert "Next: rotate" not in report["right"]


def test_a_view_of_its_own_follows_too(report: dict[str, Any]) -> None:
    assert report["beside"].startswith("Score: 2 of ")


def test_nothing_else_happens(report: dict[str, Any]) -> None:
    assert report["errors"] == []
    assert report["outside"] == []
