"""The result file on the time of a check, and how it is judged."""

import importlib
import json
import os
import sys
from pathlib import Path
from unittest import mock

from nncheck import catalog

FOLDER = Path(__file__).parents[2] / "benchmarks"


def load_script():
    """The script as a module; `benchmarks/` is no package."""
    sys.path.insert(0, str(FOLDER))
    try:
        with mock.patch.dict(os.environ):
            return importlib.import_module("checks")
    finally:
        sys.path.remove(str(FOLDER))


checks = load_script()
STORED = json.loads(checks.RESULTS.read_text(encoding="utf-8"))


def test_every_check_was_quick_enough():
    for entry in STORED["exercises"]:
        assert checks.too_slow(entry) == []
    measured = [
        (entry["page"], entry["name"]) for entry in STORED["exercises"]
    ]
    assert measured == [
        (page, exercise.name)
        for page in catalog.PAGES
        for exercise in catalog.exercises(page)
    ]


def test_a_slow_check_is_named():
    entry = checks.row(catalog.exercises("perceptron")[0])
    assert entry.keys() == STORED["exercises"][0].keys()
    slow = entry | {"wrong": {"answer": "sleepy", "seconds": 0.7}}
    (line,) = checks.too_slow(slow)
    assert line.startswith("perceptron.step: the wrong answer sleepy takes")
    assert checks.too_slow(slow | {"trains": True}) == []
