"""Keepers count in the judge's process, whatever is asked and how."""

import json

import numpy as np
import pytest

from nncheck.codec import decode, encode
from nncheck.desk import Desk, Task
from nncheck.drivers import DRIVERS
from nncheck.drivers.apart import Apart, kept_by
from nncheck.drivers.training import Fate
from nncheck.observe import Observation, Refusal

VALLEY = (np.array([2.0]), np.array([3.0]), 5)
TASK = Task("find", "search_rate", 1.0, [VALLEY, VALLEY])


@pytest.fixture
def desk():
    return Desk([TASK, Task("step", "call", 1.0, [(1,)])])


def asked(desk, *question, task="find", number=1):
    event = {"task": task, "ask": encode(question), "number": number}
    # as it comes through the pipe, and goes back
    return json.loads(json.dumps(desk.reply(json.loads(json.dumps(event)))))


def test_an_answer_learns_nothing_but_what_is_given(desk):
    assert desk.calls(TASK) == [(), ()]
    other = Task("step", "call", 1.0, [(1,)])
    assert desk.calls(other) == [(1,)]


def test_questions_are_answered_and_counted(desk):
    assert decode(asked(desk, "loss", 0.5)["value"]) == 0.0
    assert decode(asked(desk, "loss", 0.0)["value"]) == 9.0
    seen = {"find": [Observation(0.5), Observation(0.5)]}
    desk.complete(seen)
    assert [o.value["runs"] for o in seen["find"]] == [2, 0]


def test_the_next_call_has_a_keeper_of_its_own(desk):
    asked(desk, "loss", 0.5)
    desk.hear({"task": "find", "state": "start", "found": True})
    asked(desk, "loss", 0.5)
    desk.hear({"task": "find", "seen": {}})
    asked(desk, "loss", 0.5)
    seen = {"find": [Observation(0.5), Observation(0.5), Observation(0.5)]}
    desk.complete(seen)
    assert [o.value["runs"] for o in seen["find"][:2]] == [2, 1]
    assert seen["find"][2].value == 0.5  # there were two calls


def test_replies_are_told_apart(desk):
    assert asked(desk, "loss", 0.5, number=7)["number"] == 7
    assert asked(desk, "loss", 0.5, number=[7])["number"] is None


@pytest.mark.parametrize(
    ("task", "question"),
    [
        ("step", ("loss", 0.5)),
        ("nobody", ("loss", 0.5)),
        ([1], ("loss", 0.5)),
        ("find", ()),
        ("find", ("loss",)),
        ("find", ("loss", "much")),
        ("find", ("loss", True)),
        ("find", ("loss", np.zeros(3))),
        ("find", ("loss", 0.5, 0.5)),
    ],
)
def test_strange_questions_are_refused(desk, task, question):
    reply = asked(desk, *question, task=task)
    assert "asked" in reply["refusal"] and "value" not in reply
    seen = {"find": [Observation(0.5)]}
    desk.complete(seen)
    assert seen["find"][0].value["runs"] == 0


@pytest.mark.parametrize("ask", [None, 3, "x", [], {"list": 3}, {"array": 1}])
def test_what_is_no_question_is_refused(desk, ask):
    assert "refusal" in desk.reply({"task": "find", "ask": ask})


def test_patience_ends_in_the_judges_process(desk):
    for _ in range(1_000):
        assert "value" in asked(desk, "loss", 0.5)
    assert "more than 1,000 runs" in asked(desk, "loss", 0.5)["refusal"]


def test_what_failed_stays_failed_and_what_is_strange_fails():
    class Picky:
        given: tuple = ()

        def __init__(self, kind):
            self.kind = kind

        def answer(self, question, *data):
            return None

        def witness(self, value):
            raise self.kind("no")

    @kept_by(Picky)
    def picky(target, ask):
        return target()

    task = Task("t", "picky", 1.0, [(Refusal,), (KeyError,)])
    seen = {"t": [Observation(1), Observation(1)]}
    try:
        Desk([task]).complete(seen)
    finally:
        del DRIVERS["picky"]
    kinds = [o.failure and o.failure.kind for o in seen["t"]]
    assert kinds == ["Refusal", "Unreadable"]
    assert [o.value for o in seen["t"]] == [None, None]


def test_the_same_driver_in_one_process():
    search = DRIVERS["search_rate"]
    assert isinstance(search, Apart)
    seen = search(lambda loss_after: loss_after(0) and 0.5, *VALLEY)
    assert seen == {"rate": 0.5, "runs": 1, "is a loss": False}


def test_weights_of_an_epoch_cannot_be_made_up():
    """Who keeps no copy does not know what the best weights were."""
    start = [np.zeros((2, 2)), np.zeros(2)]
    curve = np.array([0.9, 0.5, 0.7, 0.8])
    one, other = (
        Fate(start, curve, curve, epochs=3, patience=2, secret=secret)
        for secret in (1, 2)
    )
    _, after = one.train(start)
    _, elsewhere = other.train(start)
    assert not np.allclose(after[0], elsewhere[0])
    assert one.age(after) == 1
    with pytest.raises(Refusal, match="mixed"):
        one.age(elsewhere)
    with pytest.raises(Refusal, match="mixed"):
        one.age([after[0], start[1]])
