"""A prediction stays what it was at the reveal, in every later session."""

import json
import sqlite3
import subprocess
import sys

import pytest

import corpus
from nncheck import cli, exhibit, museum_numbers, records
from nncheck.exhibit import LETTERS, Reveal
from nncheck.grading import grade_notebook

WALK = museum_numbers.walk
OTHER = museum_numbers.best_weights


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """Begins a new session, now and whenever it is called."""

    def new():
        monkeypatch.setattr(exhibit, "RECORDS", {})

    new()
    return new


def test_another_session_knows_the_reveal(recording, session, capsys):
    assert WALK.reveal({"walk": "b"}).predicted == "b"
    session()
    predictions = {"walk": "c"}
    shown = WALK.reveal(predictions)
    assert shown.predicted == "b"
    assert predictions == {"walk": "b"}
    assert "The letter c came after the reveal." in shown.title
    session()
    assert "stays b" in repr(WALK.predict("a"))
    session()
    assert isinstance(WALK.reveal(), Reveal)  # nothing has to be typed again
    assert not OTHER.record.revealed
    assert capsys.readouterr().out == ""
    assert len(list(rows(recording))) == 1


def rows(file):
    with sqlite3.connect(file) as db:
        yield from db.execute("SELECT * FROM predictions")
    db.close()


def test_before_the_reveal_another_session_may_change_it(recording, session):
    WALK.predict("a")
    session()
    assert not recording.exists()
    assert WALK.reveal({"walk": "d"}).predicted == "d"
    (row,) = rows(recording)
    assert row[:3] == ("museum_numbers", "walk", "d")


def test_a_reveal_in_another_notebook_counts_at_once(recording):
    WALK.predict("a")
    program = (
        "from nncheck import museum_numbers as ex; ex.walk.reveal({'walk': "
        "'c'})"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert "stays c" in repr(WALK.predict("a"))


def test_what_was_not_changed_is_not_remarked(recording, session):
    for _ in range(2):
        shown = WALK.reveal({"walk": " B "})
        assert "came after" not in repr(shown)
        session()


def test_recording_that_is_off_is_one_session(recording, session, monkeypatch):
    WALK.reveal({"walk": "b"})
    monkeypatch.setenv("NNCHECK_RECORD", "off")
    session()
    assert WALK.reveal({"walk": "c"}).predicted == "c"
    assert WALK.reveal({"walk": "a"}).predicted == "c"
    assert len(list(rows(recording))) == 1


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_nbgrader_neither_asks_nor_writes(
    mode, recording, session, monkeypatch
):
    WALK.reveal({"walk": "b"})
    before = recording.read_bytes()
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    session()
    assert WALK.reveal({"walk": "c"}).predicted == "c"
    assert recording.read_bytes() == before


def test_a_grade_does_not_depend_on_the_memory(recording, save):
    """The half points are the same whatever was revealed on this computer."""
    path = save(json.loads(corpus.solved("museum_numbers")))
    without = grade_notebook(path, seed=1)
    for item in museum_numbers.EXHIBITS:
        letter = LETTERS.replace(item.symptom, "")[0]
        records.keep_prediction(item.page, item.name, letter)
    before = recording.read_bytes()
    with_memory = grade_notebook(path, seed=1)
    assert with_memory.to_json() == without.to_json()
    assert with_memory.points == with_memory.out_of
    assert recording.read_bytes() == before


def test_a_damaged_file_is_no_obstacle(recording, session, capsys):
    recording.parent.mkdir()
    recording.write_bytes(b"broken" * 1000)
    assert WALK.reveal({"walk": "b"}).predicted == "b"
    said = capsys.readouterr().out
    assert "it is kept as" in said
    session()
    assert WALK.reveal({"walk": "c"}).predicted == "b"


def test_a_folder_that_cannot_be_written_is_one_sentence(
    recording, session, capsys
):
    recording.parent.write_text("a file where the folder should be")
    assert WALK.reveal({"walk": "b"}).predicted == "b"
    assert WALK.reveal({"walk": "c"}).predicted == "b"  # in this session
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert said.startswith("This result was not recorded: ")


def test_predictions_move_and_the_earlier_one_counts(
    recording, session, tmp_path, monkeypatch, capsys
):
    times = iter(["2026-01-02T10:00:00Z", "2026-01-01T10:00:00Z"])
    monkeypatch.setattr(records, "now", lambda: next(times))
    WALK.reveal({"walk": "b"})
    path = str(tmp_path / "mine.json")
    assert cli.main(["export", path]) == 0
    monkeypatch.setenv("NNCHECK_DATA_DIR", str(tmp_path / "laptop"))
    assert cli.main(["import", path]) == 0
    assert "1 of 1 predictions" in capsys.readouterr().out
    session()
    assert WALK.reveal({"walk": "c"}).predicted == "b"

    # on a third computer it was revealed the day before
    monkeypatch.setenv("NNCHECK_DATA_DIR", str(tmp_path / "desk"))
    session()
    WALK.reveal({"walk": "a"})
    assert cli.main(["import", path]) == 0
    assert "0 of 1 predictions" in capsys.readouterr().out
    session()
    assert WALK.reveal({"walk": "d"}).predicted == "a"
