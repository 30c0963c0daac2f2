"""The specs test themselves: every right and every wrong answer is run."""

import inspect
import json
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from nncheck import catalog
from nncheck.diagnosis import Grading
from nncheck.observe import observe_all
from strange_answers import STRANGE, returning

ROOT = Path(__file__).parents[2]
EXERCISES = [e for page in catalog.PAGES for e in catalog.exercises(page)]
QUICK = [e for e in EXERCISES if not e.slow]
SLOW = [e for e in EXERCISES if e.slow]
SEEDS = (0, 1, 2)


def grade(exercise, answer, seed):
    grading = Grading(exercise, seed)
    return grading.verdict(
        lambda calls: observe_all(
            answer, grading.driver, calls, exercise.limit
        )
    )


def right_answers(exercises):
    return [
        pytest.param(e, answer, id=f"{e.page}.{e.name}-{answer.__name__}")
        for e in exercises
        for answer in (e.reference, *e.alternatives)
    ]


def wrong_answers(exercises):
    return [
        pytest.param(e, wrong, id=f"{e.page}.{e.name}-{wrong.name}")
        for e in exercises
        for wrong in e.misconceptions
    ]


def every(exercises):
    return pytest.mark.parametrize(
        "exercise", exercises, ids=lambda e: f"{e.page}.{e.name}"
    )


@pytest.mark.parametrize(("exercise", "answer"), right_answers(QUICK))
def test_right_answers_earn_every_point(exercise, answer):
    for seed in SEEDS:
        verdict = grade(exercise, answer, seed)
        assert verdict.full, verdict.text
        assert verdict.state == "full"
        assert not verdict.feedback


@pytest.mark.parametrize(("exercise", "wrong"), wrong_answers(QUICK))
def test_wrong_answers_get_their_own_message(exercise, wrong):
    for seed in SEEDS:
        verdict = grade(exercise, wrong.answer, seed)
        assert not verdict.full
        assert [f.misconception for f in verdict.feedback] == [wrong.name]
        assert wrong.message in verdict.text


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "answer"), right_answers(SLOW))
def test_right_training_earns_every_point(exercise, answer):
    verdict = grade(exercise, answer, seed=3)
    assert verdict.full, verdict.text


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "wrong"), wrong_answers(SLOW))
def test_wrong_training_gets_its_own_message(exercise, wrong):
    # the symptoms that the spec writes down are those of the real run
    verdict = grade(exercise, wrong.answer, seed=4)
    assert not verdict.full
    assert [f.misconception for f in verdict.feedback] == [wrong.name]


@every(EXERCISES)
def test_corpus_is_rich_enough(exercise):
    assert len(exercise.alternatives) >= 3
    assert len(exercise.misconceptions) >= 6
    assert len(exercise.hints) >= 2
    messages = [wrong.message for wrong in exercise.misconceptions]
    assert len(set(messages)) == len(messages)
    for wrong in exercise.misconceptions:
        assert len(wrong.message) >= 15
        assert wrong.hint.strip()
        assert wrong.section.title
    right = (exercise.reference, *exercise.alternatives)
    sources = {" ".join(inspect.getsource(a).split()[2:]) for a in right}
    assert len(sources) == len(right)  # written in different ways
    names = [wrong.name for wrong in exercise.misconceptions]
    assert len(set(names)) == len(names)


def test_there_are_exercises_enough():
    assert len(EXERCISES) >= 60
    for page in catalog.PAGES:
        assert len(catalog.exercises(page)) >= 5
    names = [(e.page, e.name) for e in EXERCISES]
    assert len(set(names)) == len(names)


@every(QUICK)
def test_stub_scores_nothing_and_is_told_so_kindly(exercise):
    def stub(*args, **kwargs):
        raise NotImplementedError

    class Stub:
        def __init__(self, **kwargs):
            pass

        fit = predict = score = forward = backward = step = stub
        transform = compile = evaluate = stub

    answer = Stub if inspect.isclass(exercise.reference) else stub
    verdict = grade(exercise, answer, seed=0)
    assert verdict.points == 0
    assert verdict.state == "stub"
    assert "empty stub" in verdict.text
    assert f"ex.{exercise.name}.hint()" in verdict.text


@every(EXERCISES)
def test_every_verdict_names_what_came_what_was_expected_and_where(exercise):
    for wrong in exercise.misconceptions if not exercise.slow else ():
        for item in grade(exercise, wrong.answer, seed=5).feedback:
            assert "; expected " in item.evidence
            assert item.section.text in item.text
            assert wrong.hint in item.text


NOTHING = "nothing"  # what may be said of an answer without a `return`


@pytest.mark.parametrize("value", [None, "text", {}], ids=str)
# classes fail in ways of their own
@every([e for e in QUICK if not inspect.isclass(e.reference)])
def test_what_is_no_answer_at_all_is_taken_for_no_mistake(exercise, value):
    def answer(*args):
        return value

    for item in grade(exercise, answer, seed=0).feedback:
        named = item.misconception and NOTHING not in item.misconception
        assert not named, item.text


def solution_lines(exercise):
    """The lines of right answers that would give the exercise away."""
    lines = set()
    for answer in (exercise.reference, *exercise.alternatives):
        for line in inspect.getsource(answer).splitlines():
            line = " ".join(line.split("#")[0].split())
            if len(line) > 12 and "=" in line or line.startswith("return"):
                lines.add(line)
    return {line for line in lines if not line.startswith(("def", "class"))}


@every(EXERCISES)
def test_no_text_contains_a_line_of_a_solution(exercise):
    texts = list(exercise.hints)
    for wrong in exercise.misconceptions:
        texts += [wrong.message, wrong.hint]
        if not exercise.slow:
            texts.append(grade(exercise, wrong.answer, seed=6).text)
    lines = solution_lines(exercise)
    assert lines
    for text in texts:
        flat = " ".join(text.split())
        for line in lines:
            assert line not in flat
            # nor what a line returns or assigns
            value = re.split(r"^return |(?<![=<>!])=(?!=)", line)[-1].strip()
            assert len(value) <= 16 or value not in flat


@cache
def headings(page):
    """The headings of a chapter."""
    notebook = json.loads((ROOT / "book" / f"{page}.ipynb").read_text())
    return {
        line.lstrip("#").strip()
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown"
        for line in "".join(cell["source"]).splitlines()
        if line.startswith("#")
    }


@every(EXERCISES)
def test_sections_exist_in_the_book(exercise):
    sections = [exercise.section]
    sections += [wrong.section for wrong in exercise.misconceptions]
    for section in sections:
        assert section.title in headings(section.page)
        # an exhibit of the museum may come from any chapter
        in_museum = exercise.page.startswith("museum_")
        assert in_museum or exercise.page == section.page


@every(QUICK)
def test_the_seed_repeats_the_probes(exercise):
    one, same = Grading(exercise, 7).calls, Grading(exercise, 7).calls
    other = Grading(exercise, 8).calls
    assert repr(one) == repr(same)
    # the entries of a table are asked for by name, all of them every time
    tables = ("dictionary_entry", "half_adder", "prediction")
    fixed = exercise.driver in tables
    assert fixed or repr(one) != repr(other)


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
@every(QUICK)
def test_strange_results_are_judged_without_a_stumble(exercise, value):
    verdict = grade(exercise, returning(value, exercise), seed=0)
    assert verdict.points == 0
    assert "expected" in verdict.text
    assert "Error" not in verdict.text


@pytest.mark.parametrize("answer", [None, 3, "step", ..., np.ones(2)])
@every(EXERCISES)
def test_what_is_no_function_is_refused_by_its_type(exercise, answer):
    verdict = grade(exercise, answer, seed=0)
    assert verdict.points == 0
    assert type(answer).__name__ in verdict.text
