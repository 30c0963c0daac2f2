"""The teacher's page says what is so."""

import re
from pathlib import Path

import pytest

import teaching
from nncheck import catalog
from teaching_report import made_up

PAGE = Path(__file__).parents[2] / "book" / "teaching.md"


def test_the_tables_are_what_their_sources_give(capsys):
    assert teaching.main(["--check"]) == 0, capsys.readouterr().err


def test_a_stale_table_is_named(monkeypatch, capsys):
    monkeypatch.setattr(teaching, "fragments", lambda: {"enough.md": "old"})
    assert teaching.main(["--check"]) == 1
    assert "enough.md is out of date" in capsys.readouterr().err


def test_the_page_shows_every_table():
    shown = re.findall(r"\{include\} teaching/(\S+)", PAGE.read_text())
    assert sorted(shown) == sorted(teaching.fragments())


def test_twelve_weeks_hold_every_exercise_once():
    planned = [slug for week in teaching.PLAN_12 for slug in week]
    assert sorted(planned) == sorted(catalog.PAGES)
    assert len(teaching.PLAN_12) == 12


def test_six_weeks_hold_nothing_twice():
    planned = [slug for week in teaching.PLAN_6 for slug in week]
    assert len(planned) == len(set(planned))
    assert set(planned) <= set(catalog.PAGES)
    assert len(teaching.PLAN_6) == 6


def test_hours_follow_from_words_and_cells(monkeypatch, tmp_path):
    words = " ".join(["word"] * 3000)
    text = f'{{"cell_type": "markdown", "source": ["{words}"]}}'
    code = '{"cell_type": "code", "source": []}'
    book = f'{{"cells": [{text}, {code}]}}'
    (tmp_path / "short.ipynb").write_text(book)
    monkeypatch.setattr(teaching, "BOOK", tmp_path)
    assert teaching.Unit("short").hours == 1  # 31 minutes, in halves


@pytest.mark.slow
def test_the_made_up_class_has_something_to_learn():
    report = made_up("perceptron", 30)
    assert report.status["graded"] == 30
    assert report.again and report.again[0][1].count >= 6
