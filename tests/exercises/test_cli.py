"""The command `nncheck`: whole notebooks, graded in another process."""

import csv
import io
import json
import subprocess
import sys

import pytest

from nncheck import catalog, cli
from nncheck.grading import grade_notebook
from nncheck.notebook_file import NotGradable


@pytest.fixture(scope="module")
def release():
    import exercises as tool

    return tool.RELEASE


@pytest.mark.parametrize(
    "page", ["perceptron", pytest.param("mnist", marks=pytest.mark.slow)]
)
def test_solved_notebook_scores_full(page, solved, save):
    report = grade_notebook(save(solved(page), "anything.ipynb"))
    assert report.page == page
    assert report.points == report.out_of, cli.as_text(report)
    assert report.notes == ()


@pytest.mark.parametrize("page", catalog.PAGES)
def test_released_notebook_scores_nothing_kindly(page, release):
    report = grade_notebook(release / f"{page}.ipynb")
    assert report.points == 0
    assert {verdict.state for verdict in report.verdicts} == {"stub"}
    assert "empty stub" in cli.as_text(report)


WRONG = {
    "step": (
        "def step(z):\n    return (np.asarray(z) >= 0).astype(int)",
        "fires_at_zero",
        0.5,
    ),
    "signed_distance": (
        "def signed_distance(w, b, X):\n    return X @ w + b",
        "not_divided",
        0,
    ),
    "half_adder": (
        "def half_adder(x1, x2, nand):\n    return x1 ^ x2, x1 & x2",
        "xor_operator",
        0,
    ),
}


@pytest.fixture
def mistaken(solved, replace):
    notebook = solved("perceptron")
    for name, (code, _, _) in WRONG.items():
        replace(notebook, name, code)
    return notebook


def test_mistakes_get_the_same_verdict_as_in_the_notebook(mistaken, save):
    report = grade_notebook(save(mistaken), seed=11)
    found = {verdict.exercise: verdict for verdict in report.verdicts}
    namespace = {}
    exec("import numpy as np", namespace)
    for name, (code, misconception, points) in WRONG.items():
        exec(code, namespace)
        exercise = next(
            e for e in catalog.exercises("perceptron") if e.name == name
        )
        here = exercise.check(namespace[name], seed=11)
        there = found[name]
        assert here.points == there.points == points
        assert here.feedback[0].misconception == misconception
        assert there.feedback[0].misconception == misconception
        assert repr(here) == repr(there)


def test_text_json_and_csv_tell_the_same(mistaken, save, capsys):
    path = str(save(mistaken))
    assert cli.main([path, "--seed", "3"]) == 0
    text = capsys.readouterr().out
    assert "Score: 9.5 of 16 points" in text
    assert "✗ step             0.5 of 2" in text
    assert "--seed 3" in text
    assert all(len(line) <= 79 for line in text.splitlines()[1:])

    assert cli.main([path, "--seed", "3", "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["points"], report["out_of"]) == (9.5, 16)
    by_name = {e["exercise"]: e for e in report["exercises"]}
    assert by_name["step"]["feedback"][0]["misconception"] == "fires_at_zero"

    assert cli.main([path, "--seed", "3", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert sum(float(row["points"]) for row in rows) == 9.5
    assert rows[0]["misconceptions"] == "fires_at_zero"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"\x89PNG\r\n", "not in the format JSON"),
        (b"<html>", "a web page"),
        (b"[1, 2]", "has no cells"),
        (b'{"hello": 1}', "has no cells"),
        (b'{"worksheets": [], "nbformat": 3}', "older than 4"),
        (b'{"cells": []}', "contains no exercise of the book"),
        (b'{"cells": [3, {"cell_type": 1}]}', "contains no exercise"),
    ],
)
def test_what_cannot_be_graded_says_why(content, words, tmp_path, capsys):
    path = tmp_path / "file.ipynb"
    path.write_bytes(content)
    assert cli.main([str(path)]) == cli.NOT_GRADABLE
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.err.startswith("nncheck: ")
    assert captured.out == ""


def test_missing_file_and_folder(tmp_path, capsys):
    assert cli.main([str(tmp_path / "gone.ipynb")]) == cli.NOT_GRADABLE
    assert "There is no file" in capsys.readouterr().err
    assert cli.main([str(tmp_path)]) == cli.NOT_GRADABLE
    assert "is a folder" in capsys.readouterr().err


def test_one_bad_file_does_not_stop_the_others(tmp_path, release, capsys):
    good = str(release / "perceptron.ipynb")
    code = cli.main([str(tmp_path / "gone.ipynb"), good, "--json"])
    assert code == cli.NOT_GRADABLE
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_without_ipython_it_says_what_to_type(release, monkeypatch):
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NotGradable, match="pip install ipykernel"):
        grade_notebook(release / "perceptron.ipynb")


def test_systems_without_limits_say_so(monkeypatch):
    import signal

    from nncheck.sandbox import missing_limits

    assert isinstance(missing_limits(), str)
    monkeypatch.delattr(signal, "SIGALRM", raising=False)
    assert "no limits for memory" in missing_limits()


def test_the_module_runs_as_a_program(tmp_path):
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "nncheck", str(tmp_path / "gone.ipynb")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == cli.NOT_GRADABLE
    assert "There is no file" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_enough_causes_no_traceback(release):
    import subprocess
    import sys

    words = [sys.executable, "-m", "nncheck"]
    words += [str(release / "perceptron.ipynb")] * 2
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        program.stdout.close()  # as `| head` does, only earlier
        errors = program.stderr.read()
    assert errors == ""
    assert program.returncode == cli.PIPE_CLOSED


WITHOUT = """
import sys
sys.modules["sqlalchemy"] = None
from nncheck import cli
sys.exit(cli.main(["class", "--chapter", "perceptron"]))
"""


def test_a_class_without_nbgrader_says_what_to_type():
    found = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True
    )
    assert found.returncode == cli.NOT_GRADABLE
    assert found.stderr == (
        "nncheck: Grading a class needs nbgrader (there is no sqlalchemy). "
        "Type: pip install nbgrader\n"
    )
