"""The engine on small made-up exercises: what an answer may do wrong."""

import sys
import warnings

import numpy as np
import pytest

from nncheck.codec import Other, decode, encode
from nncheck.compare import compare, show
from nncheck.diagnosis import Grading
from nncheck.engine import Exercise, Misconception, Part, Probe, Section
from nncheck.observe import Failure, Observation, observe, observe_all

SECTION = Section("perceptron", "Learning from mistakes")


def double(x):
    return 2 * np.asarray(x)


def squared(x):
    return np.asarray(x) ** 2


def exercise(**changes):
    settings = {
        "page": "perceptron",
        "name": "double",
        "title": "Twice",
        "minutes": 1,
        "section": SECTION,
        "reference": double,
        "alternatives": (),
        "misconceptions": (
            Misconception(squared, "You squared.", SECTION, "Try 3."),
        ),
        "arguments": ("x",),
        "parts": (
            Part("numbers", 1, lambda rng: [Probe((3,)), Probe((5,))]),
            Part("arrays", 2, lambda rng: [Probe((rng.normal(size=4),))]),
        ),
        "hints": ("Think.", "Think again."),
        "limit": 0.5,
    }
    return Exercise(**(settings | changes))


def grade(answer, **changes):
    grading = Grading(exercise(**changes), seed=0)
    limit = grading.exercise.limit
    return grading.verdict(
        lambda calls: observe_all(answer, grading.driver, calls, limit)
    )


def test_full_and_known_and_unknown():
    assert grade(double).score == "3/3"
    known = grade(squared)
    assert known.score == "0/3"
    assert "You squared." in known.text
    unknown = grade(lambda x: double(x) + 1)
    assert "You squared." not in unknown.text
    assert "`double(3)` gave 7; expected 6." in unknown.text


def test_parts_earn_their_points_apart():
    verdict = grade(lambda x: double(x) if np.ndim(x) else x)
    assert (verdict.points, verdict.state) == (2, "partial")


def test_a_mistake_in_one_part_is_known_there():
    verdict = grade(lambda x: double(x) if np.ndim(x) == 0 else squared(x))
    assert [f.misconception for f in verdict.feedback] == ["squared"]


def test_a_mistake_in_two_parts_is_told_once():
    parts = tuple(
        Part(name, 1, lambda rng, at=at: [Probe((at,))])
        for name, at in (("three", 3), ("four", 4), ("five", 5))
    )
    verdict = grade(lambda x: x if x == 5 else x**2, parts=parts)
    assert verdict.text.count("You squared.") == 1
    assert "`double(3)` gave 9" in verdict.text
    assert "`double(5)` gave 5" in verdict.text


def test_smallest_probe_is_shown_first():
    big_first = (
        Part("all", 1, lambda rng: [Probe((np.ones(9),)), Probe((4,))]),
    )
    assert "`double(4)`" in grade(lambda x: x, parts=big_first).text


def recursive(x):
    return recursive(x)


def prints(x):
    print(2 * x)


def changes_input(x):
    result = double(x)
    if np.ndim(x):
        x += 1
    return result


def endless(x):
    while True:
        pass


def leaves(x):
    sys.exit(3)


def raises(x):
    raise KeyError("no such thing")


def horrible(x):
    class Horrible(Exception):
        def __str__(self):
            raise RuntimeError

    raise Horrible


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (recursive, "called itself without end"),
        (prints, "printed '6' and gave None"),
        (changes_input, "changed `x` in place"),
        (leaves, "tried to leave Python"),
        (raises, "raised KeyError: 'no such thing' (line"),
        (horrible, "raised Horrible"),
        (lambda x: None, "gave None (is there a `return`?)"),
        (lambda x, y: x, "raised TypeError"),
        (lambda x: [2 * x], "gave a list or tuple"),
        (lambda x: np.array([2 * x]), "shape"),
        (lambda x: str(2 * x), "gave the text '6'"),
        (lambda x: ..., "a blank that is still to be filled in"),
        (lambda x: True, "True, of type bool"),
    ],
)
def test_what_goes_wrong_is_said_in_words(answer, words):
    verdict = grade(answer)
    assert not verdict.full
    assert words in verdict.text
    assert SECTION.text in verdict.text


@pytest.mark.skipif(
    not hasattr(__import__("signal"), "SIGALRM"),
    reason="this system has no alarm signal",
)
def test_a_loop_without_end_ends():
    verdict = grade(endless)
    assert verdict.points == 0
    assert "did not finish within 0.5 s" in verdict.text


def test_stopping_by_hand_is_no_traceback():
    def stopped(x):
        raise KeyboardInterrupt

    assert "was stopped by you" in grade(stopped).text


def test_warnings_and_float32_cost_nothing():
    def warns(x):
        warnings.warn("careful", stacklevel=1)
        np.log(np.zeros(1))
        return np.asarray(double(x), dtype=np.float32)

    assert grade(warns).full


def test_the_learners_function_cannot_change_the_probes():
    def spoils(x):
        if np.ndim(x):
            x[:] = 0
        return 2 * x

    grading = Grading(exercise(), seed=0)
    before = [repr(call) for call in grading.calls]
    grading.verdict(lambda calls: observe_all(spoils, grading.driver, calls))
    assert [repr(call) for call in grading.calls] == before


def test_half_written_answers_are_no_stub():
    def half(x):
        if np.ndim(x):
            raise NotImplementedError
        return 2 * x

    verdict = grade(half)
    assert verdict.score == "1/3"
    assert "is not written yet" in verdict.text


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        2.5,
        "text",
        b"\x00\xff",
        np.arange(6).reshape(2, 3),
        np.array(3.5),
        np.float32(0.5),
        np.array([True, False]),
        [1, [2, np.eye(2)]],
        {"a": 1, (1, 2): [3]},
        float("inf"),
        np.zeros((0, 3)),
        np.arange(4, dtype=">u4"),
    ],
)
def test_plain_data_survive_the_journey(value):
    import json

    back = decode(json.loads(json.dumps(encode(value))))
    assert compare(value, back) is None
    assert compare(back, value) is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (object(), "object"),
        (10**400, "enormous int"),
        (np.array([None]), "array of object"),
        (1j, "complex"),
        (range(3), "range"),
    ],
)
def test_other_things_become_their_names(value, name):
    assert decode(encode(value)) == Other(name)


@pytest.mark.parametrize(
    "data",
    [
        [1, 2],
        {"array": "AAAA", "dtype": "<f8", "shape": [1]},
        {"array": "AAAA", "dtype": "|O", "shape": [1]},
        {"array": "!!", "dtype": "<f8", "shape": [0]},
        {"array": "", "dtype": "<f8", "shape": [-1, 0]},
        {"array": "", "dtype": "nonsense", "shape": [0]},
        {"unknown": 1},
        {"list": 3},
        {"dict": [1]},
    ],
)
def test_forged_data_are_refused(data):
    with pytest.raises(ValueError, match="."):
        decode(data)


def test_observations_survive_the_journey():
    seen = Observation(np.eye(2), Failure("ValueError", "x", 3), "out", (0,))
    back = Observation.from_json(seen.to_json())
    assert back.failure == seen.failure
    assert (back.printed, back.changed) == ("out", (0,))
    with pytest.raises(ValueError, match="not an observation"):
        Observation.from_json(3)


def test_observing_restores_the_streams(capsys):
    def loud(target, x):
        print("x" * 10_000_000)
        return x

    seen = observe(None, loud, (1,))
    assert len(seen.printed) == 200
    print("here")
    assert capsys.readouterr().out == "here\n"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.array([[1, 2]]), "[[1, 2]]"),
        (np.zeros((3, 5)), "an array of shape (3, 5) with values from 0 to 0"),
        ({"a": 0.5}, "{'a': 0.5}"),
        (list(range(9)), "(0, 1, 2, 3, 4, 5, …)"),
        (Other("object"), "an object"),
        (b"abc", "3 bytes"),
        (np.float64(0.25), "0.25"),
    ],
)
def test_values_in_words(value, words):
    assert show(value) == words


def test_true_is_no_number():
    assert compare(np.array([1, 0]), np.array([True, False])) is not None
    assert compare(1, True) is not None


def test_missing_observations_cost_their_part():
    grading = Grading(exercise(), seed=0)
    seen = [Observation(np.array(6)), Observation(np.array(10))]
    verdict = grading.judge(seen)
    assert verdict.points == 1
    assert "was not run" in verdict.text


def test_lists_of_arrays_may_be_arguments():
    def layer_by_layer(params):
        return sum(float(np.sum(array)) for array in params)

    def small(rng):
        return [Probe(([np.zeros((2, 3)), np.ones(3)],))]

    def large(rng):
        return [Probe(([np.zeros((4, 5)), np.ones(5)],))]

    for probes, words in [
        (small, "[1, 1, 1]"),
        (large, "`double(x of shapes (4, 5), (5,))` gave 0"),
    ]:
        verdict = grade(
            lambda params: 0.0,
            reference=layer_by_layer,
            misconceptions=(),
            parts=(Part("sums", 1, probes),),
        )
        assert words in verdict.text
