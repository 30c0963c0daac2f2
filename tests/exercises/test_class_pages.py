"""Feedback, report and table: nothing of a student's runs in them."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_corpus.page_attacks import BIDI, SCRIPTS  # noqa: E402

from nncheck.catalog import exercises  # noqa: E402
from nncheck.classroom import page  # noqa: E402
from nncheck.classroom.course import (  # noqa: E402
    FAILED,
    RETURNED,
    Course,
    Outcome,
)
from nncheck.classroom.feedback import feedback  # noqa: E402
from nncheck.classroom.report import class_report  # noqa: E402
from nncheck.classroom.report_page import report_page, share_page  # noqa: E402
from nncheck.classroom.sharing import shareable  # noqa: E402
from nncheck.classroom.table import as_csv  # noqa: E402
from nncheck.classroom.work import as_of_today  # noqa: E402

HERE = Path(__file__).parent
BOOK = "https://example.org/nn"
HOSTILE = SCRIPTS + BIDI + "' \" > `code` =1+1"


def verdict(name, share, out_of, mistake="", words=""):
    state = {0.0: "none", 1.0: "full"}.get(share, "partial")
    section = next(
        e.section for e in exercises("perceptron") if e.name == name
    )
    paragraph = {
        "text": words or f"Not there yet: {mistake}.",
        "misconception": mistake,
        "page": section.page,
        "anchor": section.anchor,
    }
    return {
        "exercise": name,
        "points": share * out_of,
        "out_of": out_of,
        "state": state,
        "seed": None,
        "parts": [],
        "feedback": [] if share == 1 else [paragraph],
    }


def outcome(student, shares=(), mistakes=None, words="", notes=()):
    """A graded one; exercises without a share are solved."""
    names = [e.name for e in exercises("perceptron")]
    found = dict(zip(names, shares, strict=False))
    verdicts = [
        verdict(
            e.name,
            found.get(e.name, 1.0),
            e.points,
            (mistakes or {}).get(e.name, ""),
            words,
        )
        for e in exercises("perceptron")
    ]
    points = sum(v["points"] for v in verdicts)
    report = {"exercises": verdicts, "notes": list(notes)}
    return Outcome(student, "perceptron", "graded", "", points, 16.0, report)


@pytest.fixture
def crowd():
    """Thirty: eighteen fire at zero, two give booleans, the rest is right."""
    zero, other = {"step": "fires_at_zero"}, {"step": "booleans"}
    return (
        [outcome(f"ann{i}", [0.25], zero) for i in range(18)]
        + [outcome(f"bob{i}", [0.0], other) for i in range(2)]
        + [outcome(f"eve{i}") for i in range(10)]
    )


@pytest.fixture
def hostile():
    bad = outcome(HOSTILE, [0.0] * 5, words=HOSTILE, notes=[HOSTILE] * 2)
    return [
        bad,
        replace(bad, student=HOSTILE + "2", status=RETURNED, reason=HOSTILE),
        replace(bad, student=HOSTILE + "3", status=FAILED, reason=HOSTILE),
    ]


@pytest.fixture
def pages(hostile, crowd):
    report = class_report("perceptron", hostile + crowd)
    return {
        **{f"feedback{i}": feedback(o, BOOK) for i, o in enumerate(hostile)},
        "fine": feedback(outcome("Zoë"), BOOK),
        "report": report_page(report, hostile + crowd, BOOK),
        "share": share_page(shareable(report), BOOK),
    }


@pytest.mark.browser
def test_nothing_of_a_students_runs_and_everybody_can_read(pages, tmp_path):
    for name, content in pages.items():
        page.write(tmp_path / f"{name}.html", content)
    done = subprocess.run(
        ["node", str(HERE / "class_pages.mjs"), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == 2 * len(pages)
    for where, seen in found.items():
        assert "OWNED" not in seen["title"].replace(SCRIPTS, ""), where
        assert seen["alive"] == seen["handlers"] == 0, where
        assert seen["requests"] == 0, where
        assert seen["wide"] <= 0, where
        assert seen["violations"] == [], where


def test_every_page_forbids_scripts(pages):
    for content in pages.values():
        assert "default-src 'none'; style-src 'unsafe-inline'" in content
        assert "<script" not in content
        assert "\u202e" not in content and "\x00" not in content


def test_pages_are_the_same_every_time(hostile, crowd):
    report = class_report("perceptron", hostile + crowd)
    backwards = class_report("perceptron", (hostile + crowd)[::-1])
    one = report_page(report, hostile + crowd)
    assert one == report_page(backwards, (hostile + crowd)[::-1])


def test_feedback_says_points_mistake_and_where_to_read():
    text = feedback(outcome("ann", [0.25], {"step": "fires_at_zero"}), BOOK)
    assert "14.5 of 16 points" in text
    assert "partly solved, 0.5 of 2 points" in text
    assert f'href="{BOOK}/book/perceptron.html#a-neuron-in-biology' in text


def test_feedback_without_points_says_why():
    bad = outcome("ann")
    text = feedback(replace(bad, status=RETURNED, reason="It is empty."))
    assert "comes back to you" in text and "It is empty." in text
    text = feedback(replace(bad, status=FAILED, reason="Disk is full."))
    assert "your teacher looks after it" in text
    assert "Disk" not in text


def test_the_table_never_says_zero_for_ungraded_and_runs_no_formula(hostile):
    zero = outcome("@zero", [0.0] * 5)
    text = as_csv("perceptron", [*hostile, zero])
    rows = {r["student"]: r for r in csv.DictReader(io.StringIO(text))}
    assert len(rows) == 4
    assert rows["'@zero"]["points"] == "0" == rows["'@zero"]["step"]
    for row in rows.values():
        if row["status"] != "graded":
            assert row["points"] == row["step"] == ""
            assert row["reason"]
        assert not row["student"].startswith(("=", "+", "-", "@"))


def test_grades_of_other_exercises_are_told_and_stop_nothing():
    course, found = Course("course", "perceptron"), outcome("ann")
    assert as_of_today(course, found) is found
    found.report["exercises"][0]["exercise"] = "an older one"
    today = as_of_today(course, found)
    assert (today.status, today.points) == (FAILED, None)
    assert "another version of the exercises" in feedback_of(today)
    returned = Outcome("bob", "perceptron", RETURNED, "empty")
    assert as_of_today(course, returned) is returned


def feedback_of(found: Outcome) -> str:
    """The words of the table, and that the page can be made."""
    assert "your teacher looks after it" in feedback(found)
    return as_csv("perceptron", [found])


def test_the_report_counts_and_says_what_to_teach_again(crowd):
    report = class_report("perceptron", crowd)
    assert report.status == {"graded": 30, "returned": 0, "failed": 0}
    assert report.bins == (0, 0, 0, 0, 30)
    hardest = report.exercises[0]
    assert (hardest.name, hardest.solved, hardest.begun) == ("step", 10, 30)
    assert [(m.name, m.count) for m in hardest.mistakes][0] == (
        "fires_at_zero",
        18,
    )
    ((name, mistake),) = report.again
    assert (name, mistake.name) == ("step", "fires_at_zero")
    assert mistake.section.page == "perceptron"
    text = report_page(report, crowd, BOOK)
    assert "<strong>18 students</strong>" in text
    assert "ann0" not in text


def test_a_report_of_nobody_says_so():
    report = class_report("perceptron", [])
    assert "0 graded" in report_page(report, [])
    assert shareable(report) is None


def test_what_is_shared_tells_of_no_person(crowd):
    data = shareable(class_report("perceptron", crowd))
    step = data["exercises"][0]
    assert step["solved"] == 0.35  # 10 of 30, in twentieths
    assert [m["mistake"] for m in step["mistakes"]] == ["fires_at_zero"]
    assert data["distribution"] == [None] * 5  # all but nobody are in one
    text = json.dumps(data) + share_page(data)
    assert not any(o.student in text for o in crowd)
    assert shareable(class_report("perceptron", crowd[:9])) is None
