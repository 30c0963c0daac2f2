"""Folders and zips of every kind, and what an attacker puts into them."""

import io
import os
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_tools import hand_in, packed, short  # noqa: E402

from nncheck.classroom.intake import folder_name, take_in  # noqa: E402

NEW = (2026, 11, 2, 0, 0, 0)


@pytest.fixture
def taken(tmp_path):
    """Take a zip in: the notebooks by student, and the problems."""
    return partial(hand_in, tmp_path)


LAYOUTS = {
    "moodle": {
        "Ann Lee_4711_assignsubmission_file_/mine.ipynb": "Ann Lee_4711",
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
    "moodle without folders": {
        "Jörg Groß_4711_assignsubmission_file_work.ipynb": "Jörg Groß_4711",
        "Jörg Groß_4711_assignsubmission_file_notes.pdf": "",
        "Bob Ray_4712_assignsubmission_file_perceptron.ipynb": "Bob Ray_4712",
    },
    "canvas with a text": {
        "leeann_4711_99_perceptron.ipynb": "leeann_4711",
        "leeann_4711_text.html": "",
    },
    "ilias": {
        "Sheet 1/Handed in/Lee_Ann_alee_4711/mine.ipynb": "Lee_Ann_alee_4711",
        "Sheet 1/Handed in/Ray_Bob_bray_4712/mine.ipynb": "Ray_Bob_bray_4712",
        "Sheet 1/Handed in/status.xlsx": "",
        "Sheet 1/status.xlsx": "",
    },
    "ilias, one student": {
        "Sheet 1/Lee_Ann_alee_4711/mine.ipynb": "Lee_Ann_alee_4711",
        "Sheet 1/status.xlsx": "",
    },
    "blackboard": {
        "Week 1_alee_attempt_2026-11-20-10-11-12_work.ipynb": "alee",
        "Week 1_alee_attempt_2026-11-20-10-11-12.txt": "",
        "Week 1_b_ray_attempt_2026-11-20-10-11-13_my_work.ipynb": "b_ray",
    },
    "blackboard in a folder": {
        "Week 1/Week 1_alee_attempt_2026-11-20-10-11-12_a.ipynb": "alee",
        "Week 1/Week 1_bray_attempt_2026-11-20-10-11-13_b.ipynb": "bray",
    },
    "a readme beside": {
        "ann/mine/perceptron.ipynb": "ann",
        "ann/readme.txt": "",
    },
    "capitals": {"ann/PERCEPTRON.IPYNB": "ann"},
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


def test_an_older_one_does_not_count_for_a_newer_that_is_refused(taken):
    files = {"ann/p.ipynb": b"1", "ann/p-1.ipynb": bytes(20_000_001)}
    notebooks, problems = taken(files)
    assert notebooks == {}
    assert "ann/p-1.ipynb is larger than 20 MB" in problems["ann"]
    files = {"bob/p-1.ipynb": b"1", "bob/p.ipynb": bytes(20_000_001)}
    assert taken(files) == ({"bob": b"1"}, {})


LATER = [
    ("W_ann_attempt_2026-11-01-09-00-00_a.ipynb", "W_ann_attempt_{}_a.ipynb"),
    ("ann/20261101090000_a.ipynb", "ann/{}_a.ipynb"),
]


@pytest.mark.parametrize("first, second", LATER)
def test_the_time_in_an_lms_s_name_counts(first, second, taken):
    day = "2026-11-02-08-00-00" if "attempt" in second else "20261102080000"
    files = {second.format(day): b"new", first: b"old"}
    assert taken(files) == ({"ann": b"new"}, {})


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
    "漢" * 90,
    "漢" * 91,
    "𠮷" * 100,
    "M\udcfcller",  # as Linux shows ü and ö of an older encoding
    "M\udcf6ller",
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
