"""`nncheck status`, and the same in a notebook."""

import json
import os
import re
import subprocess
import sys

import numpy as np
import pytest
from bs4 import BeautifulSoup

import nncheck
from nncheck import catalog, cli, live, perceptron, records, tensors
from nncheck.overview import overview
from nncheck.results import Records, Result

FIRST = catalog.exercises(catalog.PAGES[0])[0]


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


def solved(page, name, points, out_of, time="2026-01-01T00:00:00Z"):
    state = "full" if points == out_of else "partial" if points else "none"
    return Result(page, name, points, out_of, state, "", time, "0.1.0")


def keyed(*results):
    return Records({result.key: result for result in results})


# -------------------------------------------------------------------- status


def test_before_the_first_check(recording, capsys):
    text = run(capsys, "status")
    total = sum(e.points for p in catalog.PAGES for e in catalog.exercises(p))
    assert text.startswith(f"Score: 0 of {total:g} points")
    assert f"Next: {FIRST.name} ({FIRST.title})" in text
    assert f"new, {FIRST.points:g} points; about {FIRST.minutes} min" in text
    assert f"read: {FIRST.section.text}" in text
    for page in catalog.PAGES:
        assert f"\n{page.replace('_', ' ')} " in text
    assert "not begun" not in text  # no list of what was never opened
    assert not recording.parent.exists()  # looking writes nothing


def test_after_some_checks(recording, capsys):
    perceptron.step.check(wrong)
    tensors.rotate.check(tensors.rotate.reference)
    text = run(capsys, "status")
    assert re.search(r"^Score: 2\.5 of ", text)
    assert re.search(
        r"^tensors +2 of 18 +1 of 7 solved +35 min left$", text, 8
    )
    assert re.search(r"^  ✓ rotate +2 of 2  solved$", text, 8)
    assert re.search(r"^  ◐ step +0\.5 of 2  partly solved$", text, 8)
    assert re.search(r"^  · gates +0 of 3  not begun$", text, 8)
    assert "Next: step (The step function)" in text
    assert "begun, 0.5 of 2 points so far; about 5 minutes" in text
    assert "notebook: perceptron.ipynb" in text
    assert perceptron.step.section.text in text
    assert all(len(line) <= 79 for line in text.splitlines())
    perceptron.step.check(right)
    text = run(capsys, "status")
    assert f"Next: {FIRST.name} ({FIRST.title})" in text


def test_a_terminal_that_knows_few_signs(recording):
    perceptron.step.check(right)
    done = subprocess.run(
        [sys.executable, "-m", "nncheck", "status"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^  \? step +2 of 2  solved$", done.stdout, 8)


def test_what_is_begun_comes_first_then_the_books_order():
    everything = [e for p in catalog.PAGES for e in catalog.exercises(p)]
    done: list[Result] = []
    for exercise in everything:
        assert overview(keyed(*done)).next.exercise is exercise
        zero = solved(exercise.page, exercise.name, 0.0, exercise.points)
        if exercise is not FIRST:
            begun = overview(keyed(zero, *done)).next
            assert begun.exercise is exercise
            assert begun.state == "none"
        points = float(exercise.points)
        done.append(solved(exercise.page, exercise.name, points, points))
        lines = repr(overview(keyed(*done))).splitlines()
        assert max(map(len, lines)) <= 79
    last = everything[-1]
    half = solved(last.page, last.name, 0.5, last.points)
    assert overview(keyed(half)).next.exercise is last
    finished = overview(keyed(*done))
    assert finished.next is None
    assert finished.points == finished.out_of
    assert "Every exercise is solved." in repr(finished)
    assert "Every exercise is solved." in finished._repr_html_()
    assert "min left" not in repr(finished)


def test_new_points_for_an_exercise_leave_it_solved():
    standing = overview(
        keyed(
            solved("perceptron", "step", 7.0, 7.0),
            solved("perceptron", "gates", 1.0, 6.0),
            solved("perceptron", "gone", 2.0, 2.0),
        )
    )
    rows = {row.exercise.name: row for row in standing.chapters[1].rows}
    assert (rows["step"].points, rows["step"].state) == (2.0, "full")
    assert (rows["gates"].points, rows["gates"].state) == (0.5, "partial")
    assert standing.points == 2.5
    assert standing.unknown == 1
    assert "1 more result is kept" in repr(standing)
    assert "1 more result is kept" in standing._repr_html_()


def test_status_as_json(recording, capsys):
    perceptron.step.check(wrong)
    records.keep_answer("losses", "scale", False, 1)
    records.keep_answer("losses", "units", True, 1)
    found = json.loads(run(capsys, "status", "--json"))
    assert found["points"] == 0.5
    assert found["out_of"] == sum(c["out_of"] for c in found["chapters"])
    assert [c["page"] for c in found["chapters"]] == list(catalog.PAGES)
    assert found["quiz"] == [{"page": "losses", "right": 1, "answered": 2}]
    step = found["next"]
    assert step == found["chapters"][1]["exercises"][0]
    assert (step["exercise"], step["state"]) == ("step", "partial")
    assert step["misconceptions"] == ["fires_at_zero"]
    assert step["minutes"] == perceptron.step.minutes
    assert step["section"]["anchor"] == perceptron.step.section.anchor
    text = run(capsys, "status")
    assert "  losses: 1 of 2 answers right" in text


# ------------------------------------------------------------- in a notebook


def test_a_notebook_shows_the_same(recording, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    perceptron.step.check(wrong)
    records.keep_answer("losses", "scale", True, 1)
    standing = nncheck.status()
    page = BeautifulSoup(standing._repr_html_(), "html.parser")
    tables = page.find_all("table")
    assert len(tables) == 1 + len(catalog.PAGES)
    for table in tables:
        assert table.caption.text
        assert all(th["scope"] == "col" for th in table.thead.find_all("th"))
        for row in table.tbody.find_all("tr"):
            assert row.th["scope"] == "row"
            assert len(row.find_all(["th", "td"])) == len(
                table.thead.find_all("th")
            )
    rows = [row.th.text for row in tables[0].tbody.find_all("tr")]
    assert rows == [page.replace("_", " ") for page in catalog.PAGES]
    text = page.get_text(" ")
    assert "◐ partly solved" in text  # a word beside the sign
    assert "Next: step (The step function)" in text
    assert "losses: 1 of 1 answer right" in text
    assert "color" not in str(page)  # the theme's own
    assert [
        d.summary.text.split(":")[0] for d in page.find_all("details")
    ] == (rows)
    assert repr(standing).startswith("Score: 0.5 of")


def test_the_notebook_is_linked_where_it_is(recording, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "<a" not in nncheck.status()._repr_html_()
    name = f"{FIRST.page}.ipynb"
    (tmp_path / name).touch()
    assert f'<a href="{name}">' in nncheck.status()._repr_html_()


@pytest.fixture
def shown(monkeypatch):
    """What a notebook would show, in a kernel and in a terminal."""
    found = []

    def show(shapes, *, raw, display_id):
        assert raw
        assert display_id == live.ID
        found.append(shapes)

    monkeypatch.setattr(live, "display", show)
    monkeypatch.setattr(live, "update_display", show)
    monkeypatch.setattr(records, "LISTENERS", [])
    return found


def test_what_is_shown_follows_every_check(recording, shown):
    nncheck.status()._ipython_display_()
    nncheck.status()._ipython_display_()  # listens once all the same
    del shown[0]
    perceptron.step.check(wrong)
    perceptron.step.check(right)
    records.keep_answer("losses", "scale", True, 1)
    first, after_wrong, after_right, after_question = shown
    assert first["text/plain"].startswith("Score: 0 of")
    assert after_wrong["text/plain"].startswith("Score: 0.5 of")
    assert "Score: 2 of" in after_right["text/html"]
    assert "losses: 1 of 1 answer right" in after_question["text/html"]
    assert all(live.FOLLOWS in shapes["text/html"] for shapes in shown)


def test_what_follows_says_what_is_wrong_with_the_file(recording, shown):
    nncheck.status()._ipython_display_()
    live.refresh()
    recording.parent.mkdir()
    recording.write_bytes(b"broken" * 1000)
    live.refresh()
    assert "is damaged" in shown[-1]["text/plain"]
    assert "is damaged" in shown[-1]["text/html"]


def test_a_terminal_shows_the_overview_once(recording, shown, monkeypatch):
    class TerminalInteractiveShell:
        pass

    monkeypatch.setattr(live, "get_ipython", TerminalInteractiveShell)
    nncheck.status()._ipython_display_()
    perceptron.step.check(right)
    (once,) = shown
    assert live.FOLLOWS not in once["text/html"]


def test_without_recording_nothing_follows(recording, shown, monkeypatch):
    nncheck.status()._ipython_display_()
    monkeypatch.setenv("NNCHECK_RECORD", "off")
    perceptron.step.check(right)
    assert len(shown) == 1
