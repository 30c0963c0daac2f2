"""What the exercises ask and tell is what somebody has read and kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import transcripts
from nncheck import catalog
from nncheck.engine import Exercise

QUICK = [
    e for page in catalog.PAGES for e in catalog.exercises(page) if not e.slow
]
ADVICE = (
    "Read the difference, and if it is meant: "
    "python tools/transcripts.py {page}"
)


@pytest.mark.parametrize("exercise", QUICK, ids=lambda e: f"{e.page}.{e.name}")
def test_transcript(exercise: Exercise) -> None:
    kept = transcripts.read(exercise.page)[exercise.name]
    found = transcripts.transcript(exercise)
    assert found == kept, ADVICE.format(page=exercise.page)


def test_nothing_is_kept_that_is_no_longer_there() -> None:
    kept = [
        (path.stem, name)
        for path in transcripts.FOLDER.glob("*.json")
        for name in json.loads(path.read_text("utf8"))
    ]
    there = [(e.page, e.name) for e in QUICK]
    assert sorted(kept) == sorted(there)


def test_a_changed_word_is_told_and_then_kept(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(transcripts, "FOLDER", tmp_path / "transcripts")
    assert transcripts.main(["--check", "museum_numbers"]) == 1
    assert not transcripts.FOLDER.exists()
    assert transcripts.main(["museum_numbers"]) == 0
    assert transcripts.main(["--check", "museum_numbers"]) == 0
    assert capsys.readouterr().out == (
        "changed: museum_numbers\n" * 2 + "nothing changed\n"
    )
