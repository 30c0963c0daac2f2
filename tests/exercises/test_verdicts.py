"""One verdict everywhere, on a few of the answers that the specs know.

`make corpus` compares the verdicts on all of them.
"""

import pytest

import corpus
from nncheck import catalog


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
