"""What is written down of a call, and the words that are made of it."""

from pathlib import Path

import numpy as np
import pytest

import nnlib
from nncheck import notebook
from nncheck.drivers import DRIVERS
from nncheck.drivers.registry import driver
from nncheck.engine import Exercise, Part, Probe, Section, how_many
from nncheck.observe import Failure, Observation, Sink, observe, observe_all
from nncheck.verdict import Feedback, PartVerdict, Verdict
from nncheck.words import call_words, changed_in_place, how_it_failed

SECTION = Section("gradient_descent", "How good is good?")
CALL = DRIVERS["call"]

EXERCISE = Exercise(
    page="perceptron",
    name="add",
    title="Sum",
    minutes=1,
    section=SECTION,
    reference=lambda x, y: x + y,
    alternatives=(),
    misconceptions=(),
    parts=(Part("sums", 1, lambda rng: [Probe((int(rng.integers(99)), 1))]),),
    hints=("Think.",),
    arguments=("x", "y"),
)


# ------------------------------------------------------------ what is observed


def raising(error):
    def answer():
        raise error

    return answer


RAISED = raising.__code__.co_firstlineno + 2


def test_a_failure_has_its_line_and_short_words():
    long_name = type("E" * 61, (Exception,), {})
    seen = observe(raising(long_name("a\n  b" + "c" * 300)), CALL, ())
    assert seen.failure.kind == "E" * 60
    assert seen.failure.text == "a b" + "c" * 197
    assert seen.failure.line == RAISED


def test_an_error_that_cannot_be_printed_has_no_text():
    class Horrible(Exception):
        def __str__(self):
            raise RuntimeError

    assert observe(raising(Horrible()), CALL, ()).failure.text == ""


def test_the_line_is_the_last_in_the_learners_file():
    seen = observe(lambda: raising(KeyError())(), CALL, ())
    assert seen.failure.line == RAISED
    # inside NumPy it broke, but this is the line to look at
    seen = observe(lambda: np.linalg.inv("x"), CALL, ())
    assert seen.failure.line is not None
    source = Path(__file__).read_text("utf8").splitlines()
    assert "np.linalg.inv" in source[seen.failure.line - 1]


def test_a_line_of_nnlib_is_no_line_of_the_learner():
    failure = observe(nnlib.softmax, CALL, ("x",)).failure
    assert failure.kind == "TypeError" and failure.line is None


def test_what_is_no_function_is_refused():
    failure = observe(3, CALL, ()).failure
    assert failure.kind == "Refusal"
    assert how_it_failed(failure) == "is no function but of type int"


def test_what_ours_refuses_has_no_line():
    seen = observe(lambda: 3, DRIVERS["dictionary_entry"], ("a",))
    words = "did not come: the function returned a int"
    assert seen.failure == Failure("Refusal", words)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, MemoryError])
def test_some_failures_end_it_all(kind):
    calls = [(), (), ()]
    assert len(list(observe_all(raising(kind()), CALL, calls))) == 1
    assert len(list(observe_all(raising(KeyError()), CALL, calls))) == 3
    assert len(list(observe_all(lambda: 1, CALL, calls))) == 3


def test_the_sink_keeps_the_beginning():
    sink = Sink(keep=5)
    assert sink.writable()
    assert print("abc", file=sink, end="") is None
    assert sink.write("defg") == 4
    assert sink.write("h") == 1
    assert sink.text == "abcde"


def test_a_driver_is_found_by_its_name():
    def probe_only_here(target):
        return target

    assert driver(probe_only_here) is probe_only_here
    assert DRIVERS.pop("probe_only_here") is probe_only_here


# ---------------------------------------------------------- what is sent along


def test_an_observation_as_json():
    seen = Observation((1, 2), Failure("ValueError", "x", 3), "out", (0,))
    code = {
        "value": {"list": [1, 2]},
        "failure": {"kind": "ValueError", "text": "x", "line": 3},
        "printed": "out",
        "changed": (0,),
    }
    assert seen.to_json() == code
    back = Observation.from_json(code)
    assert back == Observation([1, 2], seen.failure, "out", (0,))


def test_what_is_missing_is_empty():
    assert Observation.from_json({}) == Observation()
    failure = {"kind": "KeyError", "text": ""}
    back = Observation.from_json({"failure": failure})
    assert back.failure == Failure("KeyError")


def test_forged_observations_are_cut():
    data = {
        "failure": {"kind": "K" * 99, "text": "t" * 999},
        "printed": "p" * 999,
    }
    back = Observation.from_json(data)
    assert back.failure == Failure("K" * 60, "t" * 200)
    assert back.printed == "p" * 200
    with pytest.raises(ValueError, match="^not an observation$"):
        Observation.from_json([data])


# ------------------------------------------------------------- what it is told


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (Failure("KeyError"), "raised KeyError"),
        (Failure("KeyError", "'a'"), "raised KeyError: 'a'"),
        (Failure("KeyError", "", 7), "raised KeyError (line 7 of your code)"),
        (Failure("Refusal", "is no function"), "is no function"),
        (
            Failure("TimeUp", "0.5"),
            "did not finish within 0.5 s (a loop without end?)",
        ),
    ],
)
def test_a_failure_in_words(failure, words):
    assert how_it_failed(failure) == words


@pytest.mark.parametrize(
    ("position", "name"), [(0, "`x`"), (1, "`y`"), (2, "argument 3")]
)
def test_the_changed_argument_is_named(position, name):
    complaint = changed_in_place(EXERCISE, Observation(changed=(position,)))
    assert complaint.came == (
        f"changed {name} in place, so the caller's data are lost"
    )
    assert complaint.expected == (
        "an untouched argument: work on a copy or make a new array"
    )


def test_a_changed_argument_without_a_name():
    from dataclasses import replace

    nameless = replace(EXERCISE, arguments=())
    words = changed_in_place(nameless, Observation(changed=(0,))).came
    assert words.startswith("changed `its first argument` in place")
    words = changed_in_place(nameless, Observation(changed=(1,))).came
    assert words.startswith("changed argument 2 in place")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((1, 2.5), "add(1, 2.5)"),
        ((np.zeros(12),), f"add([{', '.join('0' * 12)}])"),
        ((np.zeros(13),), "add(x of shape (13,))"),
        ((1, np.zeros((2, 7))), "add(1, y of shape (2, 7))"),
        (
            (1, 2, np.zeros(13)),
            "add(1, 2, an array of shape (13,) with values from 0 to 0)",
        ),
        (([np.zeros(6), np.zeros(7)],), "add(x of shapes (6,), (7,))"),
        (([[0.0] * 6, [0.0] * 7],), "add(x of 13 numbers)"),
        (({"w": np.zeros(13)},), "add(x of 13 numbers)"),
    ],
)
def test_a_call_in_words(args, words):
    assert call_words(EXERCISE, args) == words


def test_numbers_are_counted_in_everything():
    assert how_many({"w": np.zeros((2, 3)), "b": 1}) == 7


# ----------------------------------------------------------------- the verdict


def test_an_exercise_grades_what_a_runner_saw():
    def run(calls):
        return [Observation(sum(calls[0]))]

    assert EXERCISE.grade(run, seed=3).full
    assert EXERCISE.grade(run, seed=3).seed == 3


def test_an_exercise_hands_over_to_the_notebook(monkeypatch):
    for name in ("check", "hint", "solution"):
        monkeypatch.setattr(notebook, name, lambda *args: args)
    assert EXERCISE.check(sum, 5) == (EXERCISE, sum, 5)
    assert EXERCISE.hint() == (EXERCISE,)
    assert EXERCISE.solution() == (EXERCISE,)


PARAGRAPH = Feedback("No.", "It gave 1.", SECTION, "Why?", "one")
VERDICT = Verdict("add", (PartVerdict("sums", 0, 1),), (PARAGRAPH,), "none", 5)


def test_a_verdict_as_text():
    assert repr(VERDICT).splitlines() == [
        "✗ add: 0/1 points",
        "No. It gave 1. Why? See chapter gradient descent, section "
        "“How good is good?”.",
        "(To repeat these probes: seed=5)",
    ]


def test_a_verdict_as_html():
    assert VERDICT._repr_html_() == notebook.verdict_html(VERDICT)


def test_a_verdict_as_json():
    assert VERDICT.to_json() == {
        "exercise": "add",
        "points": 0,
        "out_of": 1,
        "state": "none",
        "seed": 5,
        "parts": [{"name": "sums", "points": 0, "out_of": 1}],
        "feedback": [
            {
                "text": PARAGRAPH.text,
                "misconception": "one",
                "page": "gradient_descent",
                "anchor": "how-good-is-good",
            }
        ],
    }
