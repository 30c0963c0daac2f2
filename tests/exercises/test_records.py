"""Results are kept after every check: only what is meant, and where."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from nncheck import cli, perceptron, records
from nncheck.grading import grade_notebook
from nncheck.quiz import quiz

ROOT = Path(__file__).parents[2]
AT_COLLECTION = os.environ.get("NNCHECK_RECORD")


def right(z):
    return (np.asarray(z) > 0).astype(int)


def wrong(z):
    secret_name = 0
    return (np.asarray(z) >= secret_name).astype(int)


def stub(z):
    raise NotImplementedError


def rows(file, table="checks"):
    with closing(sqlite3.connect(file)) as db:
        return db.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()


def test_every_attempt_is_kept_and_the_best_one_counts(recording):
    for answer in (wrong, right, wrong):
        perceptron.step.check(answer)
    kept = rows(recording)
    assert [row[:6] for row in kept] == [
        ("perceptron", "step", 0.5, 2.0, "partial", "fires_at_zero"),
        ("perceptron", "step", 2.0, 2.0, "full", ""),
        ("perceptron", "step", 0.5, 2.0, "partial", "fires_at_zero"),
    ]
    best = records.load().exercises["perceptron", "step"]
    assert (best.points, best.state) == (2.0, "full")
    assert best.version == records.version() != "unknown"
    assert best.time.endswith("Z")


def test_an_untouched_stub_is_no_attempt(recording):
    perceptron.step.check(stub)
    assert not recording.exists()


def test_no_answer_is_kept(recording):
    def telling(z):
        raise ValueError("secret words")

    perceptron.step.check(wrong)
    perceptron.step.check(telling)
    content = recording.read_bytes()
    assert b"fires_at_zero" in content
    for word in (b"secret", b"asarray", b"telling", b"ValueError"):
        assert word not in content


@pytest.mark.parametrize("word", ["off", "OFF", " Off ", "0", "no", "false"])
def test_recording_can_be_switched_off(word, recording, monkeypatch):
    monkeypatch.setenv("NNCHECK_RECORD", word)
    assert perceptron.step.check(right).full
    quiz("tensors").results = {"rank": {"right": True, "tries": 1}}
    assert not recording.parent.exists()
    monkeypatch.setenv("NNCHECK_RECORD", "on")
    perceptron.step.check(right)
    assert len(rows(recording)) == 1


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_nothing_is_kept_under_nbgrader(mode, recording, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    assert perceptron.step.check(right) == 2.0
    assert records.keep_answer("tensors", "rank", True, 1) == ""
    assert not recording.parent.exists()


def test_grading_a_class_keeps_nothing(recording, solved, save, capsys):
    path = save(solved("perceptron"))
    assert grade_notebook(path).points == 16
    assert cli.main([str(path), "--csv"]) == 0
    assert "perceptron" in capsys.readouterr().out
    assert not recording.parent.exists()


def test_a_graded_notebook_cannot_record_by_itself(
    recording, solved, replace, save
):
    program = (
        "import numpy as np\nfrom nncheck import perceptron as ex\n"
        "print(ex.step.check(lambda z: (np.asarray(z) > 0).astype(int)))"
    )
    notebook = replace(
        solved("perceptron"),
        "step",
        "import subprocess, sys\n"
        f"done = subprocess.run([sys.executable, '-c', {program!r}],\n"
        "    capture_output=True, text=True)\n"
        "def step(z):\n"
        "    raise ValueError(done.stdout)\n",
    )
    report = grade_notebook(save(notebook))
    verdict = next(v for v in report.verdicts if v.exercise == "step")
    assert "step: 2/2 points" in verdict.text  # the program did check
    assert not recording.parent.exists()


def test_the_command_keeps_a_learners_own_results(
    recording, solved, replace, save, capsys
):
    notebook = replace(
        solved("perceptron"), "step", "def step(z):\n    return 1 * (z >= 0)"
    )
    replace(notebook, "gates", "def gates():\n    raise NotImplementedError")
    replace(notebook, "half_adder", "half_adder_is_gone = True")
    assert cli.main([str(save(notebook)), "--record"]) == 0
    assert capsys.readouterr().err == ""
    kept = records.load().exercises
    assert {name for _, name in kept} == {
        "step",
        "signed_distance",
        "Perceptron",
    }
    assert kept["perceptron", "step"].misconceptions == "fires_at_zero"
    assert kept["perceptron", "Perceptron"].state == "full"


def test_the_command_says_when_recording_is_off(
    recording, monkeypatch, capsys
):
    import exercises as tool

    monkeypatch.setenv("NNCHECK_RECORD", "off")
    path = str(tool.RELEASE / "perceptron.ipynb")
    assert cli.main([path, "--record"]) == 0
    assert "recording is switched off" in capsys.readouterr().err
    assert not recording.parent.exists()


def test_answers_to_a_quiz_are_kept(recording):
    form = quiz("tensors")
    assert not recording.exists()
    form.results = {"rank": {"right": False, "tries": 1}}
    form.results = {
        "rank": {"right": True, "tries": 2},
        "dimension": {"right": True, "tries": 1},
    }
    form.results = {}
    form.results = {"odd": "entries are left alone", "other": {"right": 3}}
    kept = [row[:4] for row in rows(recording, "answers")]
    assert kept == [
        ("tensors", "rank", 0, 1),
        ("tensors", "rank", 1, 2),
        ("tensors", "dimension", 1, 1),
    ]
    best = records.load().quiz
    assert best["tensors", "rank"].correct is True
    assert best["tensors", "rank"].tries == 2


@pytest.mark.slow
def test_a_notebook_run_by_its_learner_is_kept(recording, solved):
    nbclient = pytest.importorskip("nbclient")
    import nbformat

    notebook = nbformat.reads(json.dumps(solved("perceptron")), as_version=4)
    nbclient.NotebookClient(notebook, timeout=120).execute()
    kept = records.load().exercises
    assert {name for _, name in kept} == {
        exercise.name for exercise in perceptron.EXERCISES
    }
    assert {result.state for result in kept.values()} == {"full"}


def test_the_file_stands_in_the_users_data_folder(tmp_path, monkeypatch):
    import platformdirs

    monkeypatch.delenv("NNCHECK_DATA_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert records.folder() == platformdirs.user_data_path(
        "nncheck", appauthor=False
    )
    if sys.platform == "linux":
        assert records.folder() == tmp_path / "nncheck"


def test_tests_and_the_programs_they_start_record_nothing(records_folder):
    perceptron.step.check(right)
    program = "from nncheck import records; print(records.is_on())"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True
    )
    assert done.stdout == "False\n", done.stderr
    assert not records_folder.exists()
    # so it was before the first test of any folder was collected
    assert AT_COLLECTION == "off"


def chapter_cells():
    """The code cells of all chapters that use nncheck."""
    for path in sorted((ROOT / "book").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and "quiz" in source:
                yield source
            elif cell["cell_type"] == "code":
                assert "nncheck" not in source, path.name


@pytest.mark.slow
def test_executing_the_chapters_records_nothing(recording, tmp_path):
    sources = list(chapter_cells())
    assert sum("quiz(" in source for source in sources) >= 12
    for source in sources:  # the checks of exercises are not used in chapters
        used = [line for line in source.splitlines() if "nncheck" in line]
        assert set(used) <= {"from nncheck.quiz import quiz"}
    program = tmp_path / "chapters.py"
    show = "from IPython.display import display\n"
    program.write_text(
        show
        + "\n".join(sources).replace("\nquiz(", "\nshown = quiz(")
        + "\ndisplay(shown)\nprint(len(shown.results))\n",
        encoding="utf8",
    )
    done = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        cwd=ROOT / "book",
        env=os.environ | {"MPLBACKEND": "agg"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "0"
    assert not recording.parent.exists()
