"""One verdict everywhere, on a few of the answers that the specs know.

`make corpus` compares the verdicts on all of them.
"""

import json

import pytest

import corpus
from nncheck import catalog
from nncheck.codec import decode, encode
from nncheck.diagnosis import Grading


def number(page):
    """Which answers are the sample: other wrong ones for every chapter."""
    most = corpus.how_many(page)
    return most // 3 + catalog.PAGES.index(page) % (most // 2)


@pytest.mark.parametrize("page", catalog.PAGES)
def test_check_and_the_command_line_say_the_same(page):
    k = number(page)
    here = corpus.checked(page, k, slow=False)
    there = corpus.boxed(page, k, slow=False)
    assert list(corpus.differences(page, k, here, there)) == []
    # the sample holds mistakes, and they are told by name
    assert any(name for _, names in here.values() for name in names)


def shape(value):
    """The types in a value, all the way down."""
    if isinstance(value, list | tuple):
        return type(value), [shape(item) for item in value]
    if isinstance(value, dict):
        return type(value), [shape(item) for item in value.items()]
    return type(value), getattr(value, "dtype", None)


@pytest.mark.parametrize("page", catalog.PAGES)
def test_arguments_arrive_in_the_other_process_as_they_are(page):
    for exercise in catalog.exercises(page):
        for args in Grading(exercise, 0).calls:
            there = json.loads(json.dumps(encode(args, tuples=True)))
            assert shape(decode(there)) == shape(args), exercise.name


def test_the_same_array_twice_is_two_arrays_everywhere():
    # an answer that changes the second leaves the first alone
    (scaler,) = [
        e
        for e in catalog.exercises("preparation")
        if e.name == "StandardScaler"
    ]
    (number,) = [
        k
        for k, answer in enumerate(corpus.answers(scaler))
        if answer.__name__ == "InPlace"
    ]
    here = corpus.checked("preparation", number)
    there = corpus.boxed("preparation", number)
    assert here["StandardScaler"] == there["StandardScaler"]
    assert here["StandardScaler"][1] == ("InPlace",)


def test_every_answer_is_in_some_notebook():
    for page in catalog.PAGES:
        numbers = range(corpus.how_many(page))
        for exercise in catalog.exercises(page):
            count = len(corpus.answers(exercise))
            assert {k % count for k in numbers} == set(range(count))


def test_another_verdict_is_noticed():
    here = corpus.checked("perceptron", 8)
    there = here | {"step": (2.0, ())}
    (problem,) = corpus.differences("perceptron", 8, here, there)
    assert problem.startswith("perceptron.step, answer 8: ")
    assert list(corpus.differences("perceptron", 8, here, here)) == []


def test_the_whole_corpus_has_a_verb():
    from make import VERBS

    assert "every answer" in VERBS["corpus"].__doc__
