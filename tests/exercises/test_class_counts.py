"""A wrong answer earns no more when it lies about what it did."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_corpus.count_attacks import lies  # noqa: E402
from class_tools import need_box  # noqa: E402

from nncheck import catalog  # noqa: E402
from nncheck.classroom import box  # noqa: E402
from nncheck.grading import grade_notebook  # noqa: E402
from nncheck.sandbox import Limits  # noqa: E402

pytestmark = pytest.mark.slow
LIES = lies()
LIMITS = Limits(cell=10.0, answer=10.0, total=60.0, memory=2.0, grace=3.0)


def verdict(lie, code, folder, monkeypatch):
    """What the exercise's verdict is, without those of the others."""
    (exercise,) = [
        e for e in catalog.exercises(lie.page) if e.name == lie.name
    ]
    monkeypatch.setattr(catalog, "exercises", lambda page: (exercise,))
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": code}
    path = folder / "notebook.ipynb"
    path.write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 4, "cells": [cell]})
    )
    report = grade_notebook(
        path, page=lie.page, seed=4, limits=LIMITS, cage=box.Box(LIMITS)
    )
    assert report.notes == (), report.notes
    return report.verdicts[0]


@pytest.mark.parametrize("name", LIES)
def test_a_lie_earns_nothing(name, tmp_path, monkeypatch):
    need_box()
    lie = LIES[name]
    found = verdict(lie, lie.trick, tmp_path, monkeypatch)
    assert found.points <= lie.points, found.text
    assert "Traceback" not in found.text
