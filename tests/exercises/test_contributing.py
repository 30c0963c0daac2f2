"""The exercise that CONTRIBUTING.md shows is one: the corpus holds for it."""

import importlib.util
import sys
from pathlib import Path

import pytest

from tests.exercises import test_corpus as corpus

TEXT = Path(__file__).parents[2].joinpath("CONTRIBUTING.md").read_text("utf8")
SECTION = TEXT.split("## Write an exercise in half an hour")[1]


@pytest.fixture(scope="module")
def exercise(tmp_path_factory):
    """The spec on the page, as a module of its own."""
    (source,) = SECTION.split("\n## ")[0].split("```python\n")[1:]
    path = tmp_path_factory.mktemp("spec") / "accuracy_on_the_page.py"
    path.write_text(source.split("```")[0], encoding="utf8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    yield module.EXERCISE
    del sys.modules[path.stem]


def test_the_shown_spec_holds_what_it_asks_for(exercise):
    corpus.test_corpus_is_rich_enough(exercise)
    for answer in (exercise.reference, *exercise.alternatives):
        corpus.test_right_answers_earn_every_point(exercise, answer)
    for wrong in exercise.misconceptions:
        corpus.test_wrong_answers_get_their_own_message(exercise, wrong)
    corpus.test_stub_scores_nothing_and_is_told_so_kindly(exercise)
    corpus.test_no_text_contains_a_line_of_a_solution(exercise)
    corpus.test_sections_exist_in_the_book(exercise)


def test_the_shown_mistakes_are_never_right_by_luck(exercise):
    for seed in range(100):
        for wrong in exercise.misconceptions:
            verdict = corpus.grade(exercise, wrong.answer, seed)
            assert verdict.points == 0
            (feedback,) = verdict.feedback
            assert feedback.misconception == wrong.name


def test_the_named_files_exist():
    root = Path(__file__).parents[2]
    specs = root / "exercises" / "nncheck"
    for word in SECTION.split("\n## ")[0].split("`")[1::2]:
        if word.startswith("specs/"):
            assert (specs / word).exists(), word
        elif "/" in word and "<" not in word and " " not in word:
            assert (root / word).exists(), word
