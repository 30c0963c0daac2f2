"""The file of results is migrated, and kept when it is damaged."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from nncheck import perceptron, record_store, records
from nncheck.record_store import MIGRATIONS, Damaged

DUMPS = {
    version: Path(__file__).with_name(f"records_v{version}.sql")
    for version in (1, 2)
}
EVERY_VERSION = pytest.mark.parametrize("version", DUMPS)


def right(z):
    return (np.asarray(z) > 0).astype(int)


def check():
    """A check that must earn its points whatever happens to the file."""
    assert perceptron.step.check(right).full


def count(file, table="checks"):
    with closing(sqlite3.connect(file)) as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def write(file, version):
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as db:
        db.executescript(DUMPS[version].read_text(encoding="utf8"))


# ------------------------------------------------------------------ upgrades


@EVERY_VERSION
def test_an_older_file_is_read_without_a_change(version, recording):
    write(recording, version)
    before = recording.read_bytes()
    best = records.load()
    assert best.exercises["perceptron", "step"].points == 2.0
    assert best.exercises["perceptron", "gates"].state == "none"
    assert len(best.quiz) == version - 1
    assert best.predictions == {}
    assert recording.read_bytes() == before
    assert [path.name for path in recording.parent.iterdir()] == [records.FILE]


@EVERY_VERSION
def test_an_older_file_is_taken_along(version, recording, capsys):
    write(recording, version)
    check()
    assert records.keep_answer("tensors", "rank", True, 1) == ""
    assert records.keep_prediction("museum_numbers", "walk", "b") == ""
    assert capsys.readouterr().out == ""
    assert (count(recording), count(recording, "answers")) == (4, version)
    best = records.load()
    # equally good, and the earlier one
    assert best.exercises["perceptron", "step"].version == "0.0.9"
    assert best.predictions["museum_numbers", "walk"].letter == "b"
    with closing(sqlite3.connect(recording)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
    assert version == len(MIGRATIONS) == 3


@EVERY_VERSION
def test_the_migrations_give_the_stored_tables(version, recording):
    write(recording, version)
    schema = "SELECT sql FROM sqlite_master"
    with closing(sqlite3.connect(recording)) as db:
        stored = db.execute(schema).fetchall()
    with closing(sqlite3.connect(":memory:")) as db:
        for statements in MIGRATIONS[:version]:
            for statement in statements:
                db.execute(statement)
        assert db.execute(schema).fetchall() == stored


def test_a_migration_that_fails_changes_nothing(
    recording, monkeypatch, capsys
):
    write(recording, 1)
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
