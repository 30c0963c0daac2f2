"""`nncheck export` and `nncheck import`: results on another computer."""

import json

import numpy as np
import pytest

import nncheck
from nncheck import cli, perceptron, records
from nncheck.results import Answer


def right(z):
    return (np.asarray(z) > 0).astype(int)


def wrong(z):
    return (np.asarray(z) >= 0).astype(int)


def run(capsys, *words, code=0):
    """Run the command; what it printed, and what it said is wrong."""
    assert cli.main(words) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    return captured.err if code else captured.out


@pytest.fixture
def moved(recording, monkeypatch, tmp_path):
    """Results, and a function that goes to another computer."""
    perceptron.step.check(wrong)
    perceptron.gates.check(perceptron.gates.reference)
    records.keep_answer("tensors", "rank", True, 3)

    def elsewhere(name):
        monkeypatch.setenv("NNCHECK_DATA_DIR", str(tmp_path / name))

    return elsewhere


def test_results_move_to_another_computer(moved, tmp_path, capsys):
    path = str(tmp_path / "mine.json")
    assert run(capsys, "export", path) == f"Written: {path}\n"
    here = run(capsys, "export", "-")
    moved("laptop")
    said = run(capsys, "import", path)
    assert said.startswith("Taken over: 2 of 2 exercises, 1 of 1 questions")
    assert run(capsys, "export", "-") == here
    file = records.folder() / records.FILE
    before = file.read_bytes()
    said = run(capsys, "import", path)
    assert said.startswith("Taken over: 0 of 2 exercises, 0 of 1 questions")
    assert file.read_bytes() == before


def test_the_best_of_both_is_kept(moved, tmp_path, capsys):
    path = str(tmp_path / "mine.json")
    run(capsys, "export", path)
    moved("laptop")
    perceptron.step.check(right)
    records.keep_answer("tensors", "rank", True, 1)
    said = run(capsys, "import", path)
    assert said.startswith("Taken over: 1 of 2 exercises, 0 of 1 questions")
    best = records.load()
    assert best.exercises["perceptron", "step"].state == "full"
    assert best.exercises["perceptron", "gates"].state == "full"
    assert best.quiz["tensors", "rank"].tries == 1


def test_results_of_the_page_are_taken_over(recording, tmp_path, capsys):
    answer = {"right": True, "tries": 1, "time": "2026-01-31T12:00:00.5Z"}
    path = tmp_path / "page.json"
    data = {"format": "nncheck-results", "format_version": 1}
    path.write_text(json.dumps(data | {"quiz": {"tensors": {"rank": answer}}}))
    run(capsys, "import", str(path))
    assert records.load().quiz["tensors", "rank"] == Answer(
        "tensors", "rank", True, 1, "2026-01-31T12:00:00Z", "unknown"
    )


def test_an_export_writes_over_nothing(moved, tmp_path, capsys):
    path = tmp_path / "perceptron.ipynb"
    path.write_text("a notebook")
    said = run(capsys, "export", str(path), code=2)
    assert "exists and is left as it is" in said
    assert path.read_text() == "a notebook"
    said = run(capsys, "export", str(tmp_path / "no" / "file"), code=2)
    assert "cannot be written" in said


def test_a_wrong_file_is_refused_whole(moved, tmp_path, capsys):
    data = json.loads(run(capsys, "export", "-"))
    data["quiz"]["tensors"]["rank"]["tries"] = 0
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(data))
    moved("laptop")
    said = run(capsys, "import", str(path), code=2)
    assert "tries must be a whole number from 1" in said
    assert "Nothing was taken over" in said
    assert not records.folder().exists()
    assert "cannot be read" in run(
        capsys, "import", str(tmp_path / "gone"), code=2
    )
    assert "cannot be read" in run(capsys, "import", str(tmp_path), code=2)


def test_a_damaged_file_is_one_sentence_and_an_import_mends_it(
    moved, tmp_path, capsys
):
    path = str(tmp_path / "mine.json")
    run(capsys, "export", path)
    file = records.folder() / records.FILE
    file.write_bytes(b"broken" * 1000)
    for command in (["status"], ["status", "--json"], ["export", "-"]):
        said = run(capsys, *command, code=2)
        assert "is damaged" in said
        assert said.count("\n") == 1
    note = nncheck.status()
    assert "cannot be shown" in note.title
    assert "is damaged" in repr(note)
    said = run(capsys, "import", path)
    assert "it is kept as" in said
    assert "Taken over: 2 of 2 exercises" in said
    assert len(list(file.parent.iterdir())) == 2
    assert records.load().exercises["perceptron", "gates"].state == "full"


def test_an_import_that_cannot_be_written_says_so(
    moved, tmp_path, capsys, monkeypatch
):
    path = str(tmp_path / "mine.json")
    run(capsys, "export", path)
    (tmp_path / "file").touch()
    moved("file/folder")
    said = run(capsys, "import", path, code=2)
    assert said.startswith("nncheck: Nothing was taken over: ")
