"""Every exercise against its corpus, with its specs imported anew.

For mutation testing alone (tests/exercises/test_corpus.py asks for more, but
imports the specs once): judges are often made while a spec is imported, so a
mistake that is planted in their makers shows only when that happens again.
"""

import importlib
import sys

import pytest

from nncheck import catalog
from nncheck.diagnosis import Grading
from nncheck.observe import observe_all
from strange_answers import PLAIN, returning
from transcripts import asked, read, told

SEEDS = (0, 1)
TRANSCRIPTS = {page: read(page) for page in catalog.PAGES}
QUICK = [
    (page, exercise.name)
    for page in catalog.PAGES
    for exercise in catalog.exercises(page)
    if not exercise.slow
]


def import_anew(page):
    """The exercises of a page as a fresh import makes them."""
    stale = [
        name
        for name in sys.modules
        if name.startswith("nncheck.specs.") or name == f"nncheck.{page}"
    ]
    for name in stale:
        del sys.modules[name]
    exercises = importlib.import_module(f"nncheck.{page}").EXERCISES
    return {exercise.name: exercise for exercise in exercises}


def grade(exercise, answer, seed):
    grading = Grading(exercise, seed)
    return grading.verdict(
        lambda calls: observe_all(
            answer, grading.driver, calls, exercise.limit
        )
    )


@pytest.mark.parametrize(("page", "name"), QUICK)
def test_the_corpus_tells_right_from_wrong(page, name):
    exercise = import_anew(page)[name]
    for seed in SEEDS:
        for answer in (exercise.reference, *exercise.alternatives):
            verdict = grade(exercise, answer, seed)
            if not verdict.full:
                pytest.fail(verdict.text)
    kept = TRANSCRIPTS[page][name]
    if asked(exercise) != kept["asked"]:
        pytest.fail("it asks something else")
    for what, value in PLAIN.items():
        if told(exercise, returning(value, exercise)) != kept["returns"][what]:
            pytest.fail(f"who returns {what} is told something else")
    for wrong in exercise.misconceptions:
        if told(exercise, wrong.answer) != kept["told"][wrong.name]:
            pytest.fail(f"{wrong.name} is told something else")
