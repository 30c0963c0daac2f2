"""The file of results is migrated, kept when damaged, and never in the way."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from nncheck import perceptron, record_store, records
from nncheck.record_store import MIGRATIONS, Damaged

DUMP = Path(__file__).with_name("records_v1.sql")


def right(z):
    return (np.asarray(z) > 0).astype(int)


def check():
    """A check that must earn its points whatever happens to the file."""
    assert perceptron.step.check(right).full


def count(file, table="checks"):
    with closing(sqlite3.connect(file)) as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def write_v1(file):
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as db:
        db.executescript(DUMP.read_text(encoding="utf8"))


# ------------------------------------------------------------------ upgrades


def test_a_file_of_the_first_version_is_read_without_a_change(recording):
    write_v1(recording)
    before = recording.read_bytes()
    best = records.load()
    assert best.exercises["perceptron", "step"].points == 2.0
    assert best.exercises["perceptron", "gates"].state == "none"
    assert best.quiz == {}
    assert recording.read_bytes() == before
    assert [path.name for path in recording.parent.iterdir()] == [records.FILE]


def test_a_file_of_the_first_version_is_taken_along(recording, capsys):
    write_v1(recording)
    check()
    assert records.keep_answer("tensors", "rank", True, 1) == ""
    assert capsys.readouterr().out == ""
    assert (count(recording), count(recording, "answers")) == (4, 1)
    best = records.load().exercises["perceptron", "step"]
    assert best.version == "0.0.9"  # equally good, and the earlier one
    with closing(sqlite3.connect(recording)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
    assert version == len(MIGRATIONS) == 2


def test_the_first_migration_gives_the_stored_tables(recording):
    write_v1(recording)
    schema = "SELECT sql FROM sqlite_master"
    with closing(sqlite3.connect(recording)) as db:
        stored = db.execute(schema).fetchall()
    with closing(sqlite3.connect(":memory:")) as db:
        for statement in MIGRATIONS[0]:
            db.execute(statement)
        assert db.execute(schema).fetchall() == stored


def test_a_migration_that_fails_changes_nothing(
    recording, monkeypatch, capsys
):
    write_v1(recording)
    with closing(sqlite3.connect(recording)) as db:
        before = list(db.iterdump())
    steps = (*MIGRATIONS[:1], (MIGRATIONS[1][0], "CREATE TABLE checks (x)"))
    monkeypatch.setattr(record_store, "MIGRATIONS", steps)
    check()
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert said.startswith("This result was not recorded: table checks")
    with closing(sqlite3.connect(recording)) as db:
        assert list(db.iterdump()) == before


def test_a_file_of_a_later_version_is_left_alone(recording, capsys):
    check()
    with closing(sqlite3.connect(recording)) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = recording.read_bytes()
    check()
    said = capsys.readouterr().out
    assert "a later version of nncheck wrote" in said
    assert "Update this one" in said
    assert recording.read_bytes() == before
    assert len(list(recording.parent.iterdir())) == 1


# -------------------------------------------------------------------- damage


def garbage(file):
    file.write_bytes(b"these are the notes of somebody else" * 100)


def half(file):
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def holes(file):
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)


def another_database(file):
    file.unlink()
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE recipes (cake TEXT)")


def no_table(file):
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TABLE answers")


@pytest.mark.parametrize(
    "damage", [garbage, half, holes, another_database, no_table]
)
def test_a_damaged_file_is_kept_under_another_name(damage, recording, capsys):
    for _ in range(30):
        check()
    damage(recording)
    broken = recording.read_bytes()
    with pytest.raises(Damaged):
        records.load()
    assert recording.read_bytes() == broken  # reading moves nothing
    assert capsys.readouterr().out == ""
    check()
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    (aside,) = set(recording.parent.iterdir()) - {recording}
    assert str(aside) in said
    assert "-damaged-" in aside.name
    assert aside.read_bytes() == broken
    assert count(recording) == 1
    check()
    assert capsys.readouterr().out == ""
    assert count(recording) == 2


def test_no_damaged_file_takes_the_place_of_another(recording, capsys):
    recording.parent.mkdir()
    for number in range(3):
        garbage(recording)
        with recording.open("ab") as file:
            file.write(b"%d" % number)
        check()
    aside = set(recording.parent.iterdir()) - {recording}
    assert {path.read_bytes()[-1:] for path in aside} == {b"0", b"1", b"2"}


def test_a_write_that_was_cut_short_leaves_the_results(recording):
    check()
    program = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size = 2')\n"
        "db.execute('BEGIN')\n"
        "db.execute('UPDATE checks SET points = 0')\n"
        "row = ('p', 'e', 1, 1, 'full', 'x' * 500, 't', 'v')\n"
        "for _ in range(500):\n"
        "    db.execute('INSERT INTO checks VALUES (?,?,?,?,?,?,?,?)', row)\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", program, recording], check=True)
    assert recording.with_name(f"{recording.name}-journal").exists()
    assert list(records.load().exercises) == [("perceptron", "step")]
    assert records.load().exercises["perceptron", "step"].points == 2.0
    check()
    assert count(recording) == 2


# -------------------------------------------------------- in nobody's way


def test_a_lock_is_one_sentence_and_no_long_wait(recording, capsys):
    check()
    with closing(sqlite3.connect(recording, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        check()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            records.load()
        assert time.monotonic() - began < 5
        check()
        other.execute("ROLLBACK")
    said = capsys.readouterr().out
    assert said.count("\n") == 1  # once, not after every check
    assert f"another program is writing to {recording}" in said
    check()
    assert count(recording) == 2


def in_a_file(folder, monkeypatch):
    folder.write_text("a file")


def a_folder_of_that_name(folder, monkeypatch):
    (folder / records.FILE).mkdir(parents=True)


def read_only(folder, monkeypatch):
    folder.mkdir()
    connect = sqlite3.connect

    def only_reading(path, *args, **kwargs):
        address = f"{Path(path).as_uri()}?mode=ro"
        return connect(address, *args, **{**kwargs, "uri": True})

    records.save([], [])
    monkeypatch.setattr(sqlite3, "connect", only_reading)


def read_only_and_empty(folder, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)


def full_disk(folder, monkeypatch):
    def refuse(*args):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(record_store, "append", refuse)


def no_sqlite(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "nncheck.record_store", None)
    monkeypatch.delattr("nncheck.record_store")


def no_home(folder, monkeypatch):
    def refuse():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(records, "folder", refuse)


@pytest.mark.parametrize(
    "obstacle",
    [
        in_a_file,
        a_folder_of_that_name,
        read_only,
        read_only_and_empty,
        full_disk,
        no_sqlite,
        no_home,
    ],
)
def test_whatever_is_in_the_way_is_one_sentence(
    obstacle, recording, monkeypatch, capsys
):
    obstacle(recording.parent, monkeypatch)
    check()
    check()
    captured = capsys.readouterr()
    assert captured.out.startswith("This result was not recorded: ")
    assert captured.out.count("\n") == 1
    assert captured.err == ""


def test_many_checks_at_once_are_all_kept_or_reported(recording):
    verdict = perceptron.step.check(right)
    said = []

    def work():
        said.extend(records.keep("perceptron", [verdict]) for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 20
    assert count(recording) == 1 + said.count("")
    assert all("another program" in text for text in said if text)


def test_a_folder_without_the_right_to_write(recording, capsys):
    recording.parent.mkdir()
    recording.parent.chmod(0o500)
    try:
        allowed = os.access(recording.parent, os.W_OK)
        check()
    finally:
        recording.parent.chmod(0o700)
    assert recording.exists() == allowed
    assert capsys.readouterr().out.count("\n") == (not allowed)
