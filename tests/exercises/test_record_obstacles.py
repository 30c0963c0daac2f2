"""Whatever is in the way of a record, the check goes on."""

import os
import sqlite3
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from nncheck import perceptron, record_store, records


def right(z):
    return (np.asarray(z) > 0).astype(int)


def check():
    """A check that must earn its points whatever happens to the file."""
    assert perceptron.step.check(right).full


def count(file, table="checks"):
    with closing(sqlite3.connect(file)) as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


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
