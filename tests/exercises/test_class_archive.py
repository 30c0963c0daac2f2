"""What an attacker puts into a zip, and what is damaged on the way."""

import io
import stat
import sys
import tracemalloc
import zipfile
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_tools import OLD, hand_in, packed, short  # noqa: E402

from nncheck.classroom import archive  # noqa: E402
from nncheck.classroom.archive import BadArchive  # noqa: E402
from nncheck.classroom.intake import take_in  # noqa: E402


@pytest.fixture
def taken(tmp_path):
    """Take a zip in: the notebooks by student, and the problems."""
    return partial(hand_in, tmp_path)


ESCAPES = [
    "../../evil.ipynb",
    "/etc/evil.ipynb",
    "C:/evil.ipynb",
    "..\\..\\evil.ipynb",
    "ann/../../../evil.ipynb",
]


@pytest.mark.parametrize("name", ESCAPES)
def test_zip_slip_leads_nowhere(name, taken, tmp_path):
    notebooks, problems = taken({name: b"evil", "bob/b.ipynb": b"2"})
    assert set(notebooks) == {"bob"}
    (reason,) = problems.values()
    assert "leads outside" in reason
    assert not list(tmp_path.rglob("evil*"))


def test_a_link_in_a_zip_is_refused(taken):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        info = zipfile.ZipInfo("ann/a.ipynb")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(info, "/etc/passwd")
    _, problems = taken(stream.getvalue())
    assert "is a link" in problems["ann"]


def test_bombs_are_not_unpacked(taken, monkeypatch):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("ann/a.ipynb", bytes(60_000_000))
    assert len(stream.getvalue()) < 100_000
    _, problems = taken(stream.getvalue())
    assert "larger than 20 MB" in problems["ann"]
    monkeypatch.setattr(archive, "ENTRIES", 10)
    with pytest.raises(BadArchive, match="no class's homework"):
        taken({f"ann/{i}.ipynb": b"" for i in range(11)})


def test_one_students_bomb_is_this_students_affair(taken):
    large = dict.fromkeys(map("{}.ipynb".format, range(30)), bytes(10**6))
    many = dict.fromkeys(map("{}.txt".format, range(300)), b"")
    whole = {
        "ann.zip": packed({f"{i}.zip": packed(large) for i in range(2)}),
        "bob.ipynb": b"2",
        "eve.zip": packed({f"{i}.zip": packed(many) for i in range(70)}),
    }
    notebooks, problems = taken(whole)
    assert notebooks == {"bob": b"2"}
    assert set(problems) == {"ann", "eve"}
    for reason in problems.values():
        assert "hand in the notebook alone" in reason


def test_what_unpacks_all_at_once_is_refused(taken):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as target:
        target.writestr("ann.ipynb", bytes(100_000_000))
    tracemalloc.start()
    _, problems = taken(stream.getvalue())
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()
    assert "packed in an unusual way" in problems["ann"]


def test_only_notebooks_are_read(taken):
    notebooks, problems = taken(
        {"ann/a.ipynb": b"1", "ann/talk.mp4": bytes(21_000_000)}
    )
    assert (notebooks, problems) == ({"ann": b"1"}, {})


def test_entries_without_a_name_are_passed_over(taken):
    inner = packed({"": b"x", ".": b"x", "/": b"x", "a.ipynb": b"1"})
    notebooks, _ = taken({"ann.zip": inner, "bob.ipynb": b"2"})
    assert notebooks == {"ann": b"1", "bob": b"2"}


class Unflagged(zipfile.ZipInfo):
    """A name in UTF-8 of which the zip does not say so."""

    def _encodeFilenameFlags(self):
        return self.filename.encode(), self.flag_bits & ~0x800


def test_umlauts_from_every_system(taken):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr(Unflagged("Jürgen/a.ipynb", OLD), b"1")
        target.writestr(zipfile.ZipInfo("Müller/a.ipynb", OLD), b"2")
    assert taken(stream.getvalue()) == ({"Jürgen": b"1", "Müller": b"2"}, {})


def test_damaged_and_locked_zips_are_told(taken):
    whole = packed({"a.ipynb": b"x" * 1000})
    locked = bytearray(packed({"a.ipynb": b"1"}))
    locked[6] |= 1  # says that it is encrypted, twice
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    files = {"ann/a.zip": whole[:-40], "bob/b.zip": bytes(locked)}
    notebooks, problems = taken(files)
    assert notebooks == {}
    assert set(problems) == {"ann", "bob"}
    assert "zip" in problems["ann"] and "unpacked" in problems["bob"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"hello"])
def test_what_is_no_archive_is_told(content, taken):
    with pytest.raises(BadArchive, match="neither a folder nor a zip"):
        taken(content)


def test_nothing_at_all_is_told(taken, tmp_path):
    with pytest.raises(BadArchive, match="is empty"):
        taken({})
    with pytest.raises(BadArchive, match="There is no"):
        take_in(tmp_path / "gone", short(tmp_path))
