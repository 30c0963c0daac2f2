"""Folders and zips of every kind, and what an attacker puts into them."""

import io
import os
import stat
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_tools import short  # noqa: E402

from nncheck.classroom import archive  # noqa: E402
from nncheck.classroom.archive import BadArchive  # noqa: E402
from nncheck.classroom.intake import folder_name, take_in  # noqa: E402

OLD, NEW = (2026, 11, 1, 0, 0, 0), (2026, 11, 2, 0, 0, 0)


def packed(files: dict[str, bytes], time=OLD) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in files.items():
            target.writestr(zipfile.ZipInfo(name, time), content)
    return stream.getvalue()


@pytest.fixture
def taken(tmp_path):
    """Take a zip in: the notebooks by student, and the problems."""

    def take(content) -> tuple[dict[str, bytes], dict[str, str]]:
        source = tmp_path / "handed in.zip"
        if isinstance(content, dict):
            content = packed(content)
        source.write_bytes(content)
        course = short(tmp_path / "course")
        problems = take_in(source, course)
        found = Path(course.folder).glob("submitted/*/perceptron/*.ipynb")
        notebooks = {p.parent.parent.name: p.read_bytes() for p in found}
        return notebooks, {p.student: p.reason for p in problems}

    return take


LAYOUTS = {
    "moodle": {
        "Ann Lee_4711_assignsubmission_file_/work.ipynb": "Ann Lee_4711",
        "Bob Ray_4712_assignsubmission_file_/perceptron.ipynb": "Bob Ray_4712",
    },
    "moodle in a folder": {
        "Week 1/Ann Lee_4711_assignsubmission_file_/x.ipynb": "Ann Lee_4711",
        "Week 1/Bob Ray_4712_assignsubmission_file_/x.ipynb": "Bob Ray_4712",
    },
    "canvas": {
        "leeann_4711_99_perceptron-1.ipynb": "leeann_4711",
        "raybob_LATE_4712_98_my work.ipynb": "raybob_4712",
    },
    "nbgrader": {
        "submitted/ann/perceptron/perceptron.ipynb": "ann",
        "submitted/bob/perceptron/hw (2).ipynb": "bob",
    },
    "folders": {"ann/a.ipynb": "ann", "bob/deep/er/b.ipynb": "bob"},
    "one student": {"ann/perceptron/perceptron.ipynb": "ann"},
    "files": {"ann.ipynb": "ann", "bob_perceptron.ipynb": "bob"},
    "noise": {
        "ann/a.ipynb": "ann",
        "__MACOSX/ann/._a.ipynb": "",
        "ann/.ipynb_checkpoints/a-checkpoint.ipynb": "",
        "ann/.DS_Store": "",
    },
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name, taken):
    files = {path: path.encode() for path in LAYOUTS[name]}
    notebooks, problems = taken(files)
    want = {who: path.encode() for path, who in LAYOUTS[name].items() if who}
    assert (notebooks, problems) == (want, {})


def test_a_folder_is_read_like_a_zip_and_no_link_is_followed(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(b"secret")
    for who in ("ann", "bob", "eve"):
        (tmp_path / "in" / who).mkdir(parents=True)
    (tmp_path / "in/ann/a.ipynb").write_bytes(b"1")
    (tmp_path / "in/bob/b.ipynb").symlink_to(secret)
    (tmp_path / "in/eve/e").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "in/ann/pipe.ipynb")
    course = short(tmp_path / "course")
    problems = take_in(tmp_path / "in", course)
    found = list(Path(course.folder).rglob("*.ipynb"))
    assert [path.read_bytes() for path in found] == [b"1"]
    assert {p.student: p.status for p in problems} == {
        "bob": "returned",
        "eve": "returned",
    }
    assert all("is a link" in p.reason for p in problems)


def test_zips_in_zips(taken):
    inner = packed({"a.ipynb": b"1"})
    name = "Ann_1_assignsubmission_file_/all.zip"
    notebooks, _ = taken(
        {name: inner, "Bob_2_assignsubmission_file_/b.ipynb": b"2"}
    )
    assert notebooks == {"Ann_1": b"1", "Bob_2": b"2"}
    deep = packed({"c.zip": packed({"d.zip": inner})})
    notebooks, problems = taken({"carl.zip": deep, "bob.ipynb": b"2"})
    assert "carl" not in notebooks
    assert "zip in a zip" in problems["carl"]


def test_the_newest_of_several_counts(taken):
    stream = io.BytesIO(packed({"ann/a.ipynb": b"old"}))
    with zipfile.ZipFile(stream, "a") as target:
        target.writestr(zipfile.ZipInfo("ann/b.ipynb", NEW), b"new")
    assert taken(stream.getvalue()) == ({"ann": b"new"}, {})


def test_a_notebook_named_for_the_chapter_goes_first(taken):
    files = {"ann/scratch.ipynb": b"1", "ann/Perceptron final.ipynb": b"2"}
    assert taken(files) == ({"ann": b"2"}, {})


def test_a_second_version_counts_by_its_number(taken):
    files = {
        "ann/p.ipynb": b"1",
        "ann/p-1.ipynb": b"2",
        "ann/p (2).ipynb": b"3",
    }
    assert taken(files) == ({"ann": b"3"}, {})


def test_equally_new_ones_are_a_question_to_the_teacher(taken):
    notebooks, problems = taken({"ann/a.ipynb": b"1", "ann/b.ipynb": b"2"})
    assert notebooks == {}
    assert problems["ann"].startswith("Which one counts?")
    assert "ann/a.ipynb, ann/b.ipynb" in problems["ann"]


def test_no_notebook_is_told_with_what_came_instead(taken):
    _, problems = taken({"ann/a.pdf": b"1", "bob/b.ipynb": b"2"})
    assert problems == {
        "ann": "No notebook (*.ipynb) was handed in, but ann/a.pdf."
    }


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


NAMES = [
    "Zoë",
    "Zoe\u0308",
    "\u202eeoZ",
    "Zo\u200be",
    "Zoe",
    "ZoeЕ",
    "../Zoe",
    ".Zoe",
    "Zoe/",
    "Zoe\x00",
    "Zoe\ud800",
    "con" * 99,
    "con" * 100,
    "",
    "..",
]


def test_names_become_harmless_and_stay_different():
    names = [folder_name(name) for name in NAMES]
    assert len(set(names)) == len(NAMES)
    for name in names:
        assert 0 < len(name.encode()) < 250
        assert name.isprintable() and "/" not in name
        assert not name.startswith(".")
