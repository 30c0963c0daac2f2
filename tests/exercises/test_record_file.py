"""The exported file: what is read, what is refused, and what is merged."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nncheck.record_file import BadFile, better, from_json, to_json
from nncheck.results import Answer, Prediction, Records, Result

FILE = {
    "format": "nncheck-results",
    "format_version": 1,
    "exercises": {
        "perceptron": {
            "step": {
                "points": 0.5,
                "out_of": 2,
                "state": "partial",
                "misconceptions": ["fires_at_zero"],
                "time": "2026-01-31T12:00:00Z",
                "version": "0.1.0",
            }
        }
    },
    "quiz": {
        "tensors": {
            "last-batch": {
                "right": True,
                "tries": 2,
                "time": "2026-01-31T12:00:00.123+02:00",
            }
        }
    },
    "predictions": {
        "museum_numbers": {
            "walk": {"letter": "b", "time": "2026-01-31T12:00:00Z"}
        }
    },
}


def read(data):
    return from_json(json.dumps(data))


def test_a_file_is_read():
    records = read(FILE)
    assert records.exercises["perceptron", "step"] == Result(
        *("perceptron", "step", 0.5, 2.0, "partial", "fires_at_zero"),
        *("2026-01-31T12:00:00Z", "0.1.0"),
    )
    answer = records.quiz["tensors", "last-batch"]
    assert answer.time == "2026-01-31T10:00:00Z"  # always in UTC
    assert (answer.correct, answer.tries) == (True, 2)
    prediction = records.predictions["museum_numbers", "walk"]
    assert (prediction.letter, prediction.version) == ("b", "unknown")


def test_the_documented_file_is_read_and_written():
    readme = Path(__file__).parents[2] / "exercises" / "README.md"
    text = readme.read_text(encoding="utf8")
    documented = text.split("```json\n")[1].split("```")[0]
    assert to_json(from_json(documented)) == json.loads(documented)


def test_what_a_later_or_a_smaller_program_writes_is_read():
    data = copy.deepcopy(FILE)
    del data["exercises"], data["predictions"]
    data["theme"] = "dark"
    data["quiz"]["tensors"]["last-batch"]["shown"] = [3, 1, 2]
    assert read(data) == Records(quiz=read(FILE).quiz)
    future = {"unwritten_chapter": FILE["exercises"]["perceptron"]}
    found = read(data | {"exercises": future}).exercises
    assert list(found) == [("unwritten_chapter", "step")]


def changed(path, value):
    data = copy.deepcopy(FILE)
    *folders, last = path.split("/")
    at = data
    for name in folders:
        at = at[name]
    at[last] = value
    return json.dumps(data)


STEP, BATCH = "exercises/perceptron/step", "quiz/tensors/last-batch"
WALK = "predictions/museum_numbers/walk"


REFUSED = [
    ("", "not in the format JSON"),
    (b"\xff\xfe\xff", "not in the format JSON"),
    ("[" * 100_000, "not in the format JSON"),
    ("[1]", 'has no "format"'),
    ('{"cells": []}', 'has no "format"'),
    (changed("format", "other"), 'has no "format"'),
    (changed("format_version", 2), "update nncheck"),
    (changed("exercises", [1]), "object of objects"),
    (changed("quiz", {"tensors": 3}), "object of objects"),
    (changed(STEP, 3), "'perceptron', 'step': it must be an object"),
    (changed(STEP, {}), "points is missing"),
    (changed(f"{STEP}/points", "2"), "points must be a number"),
    (changed(f"{STEP}/points", True), "points must be a number"),
    (changed(f"{STEP}/points", float("nan")), "an ordinary number, got nan"),
    (changed(f"{STEP}/points", 10**400), "'perceptron', 'step'"),
    (changed(f"{STEP}/points", 3), "3 of 2 points"),
    (changed(f"{STEP}/points", -1), "-1 of 2 points"),
    (changed(f"{STEP}/points", 2), "cannot be 'partial'"),
    (changed(f"{STEP}/out_of", 0), "points cannot be"),
    (changed(f"{STEP}/state", "stub"), "cannot be 'stub'"),
    (changed(f"{STEP}/state", "full"), "cannot be 'full'"),
    (changed(f"{STEP}/misconceptions", "a b"), "a list of names"),
    (changed(f"{STEP}/misconceptions", ["a b"]), "no name in Python"),
    (changed(f"{STEP}/misconceptions", [[]]), "no name in Python"),
    (changed(f"{STEP}/time", "yesterday"), "time must be like"),
    (changed(f"{STEP}/time", "2026-01-31T12:00:00"), "time must be like"),
    (changed(f"{STEP}/time", 3), "time must be like"),
    (changed(f"{STEP}/version", "\ud800"), "version must be"),
    (changed("exercises/perceptron/a b", {}), "points is missing"),
    (changed("exercises/..", {"a": {}}), "chapter's slug"),
    (changed(f"{BATCH}/right", 1), "right must be true or false"),
    (changed(f"{BATCH}/tries", 0), "a whole number from 1"),
    (changed(f"{BATCH}/tries", 1.5), "a whole number from 1"),
    (changed(f"{BATCH}/tries", 2**63), "a whole number from 1"),
    (
        changed("quiz/tensors/\ud800", FILE["quiz"]["tensors"]["last-batch"]),
        "a question's id",
    ),
    (changed("predictions", "b"), "object of objects"),
    (changed(WALK, "b"), "'walk': it must be an object"),
    (changed(f"{WALK}/letter", "e"), "one from a to d"),
    (changed(f"{WALK}/letter", "b\n"), "one from a to d"),
    (changed(f"{WALK}/letter", 2), "one from a to d"),
    (changed(f"{WALK}/time", "noon"), "time must be like"),
    (
        changed(
            "predictions/museum_numbers/a b",
            FILE["predictions"]["museum_numbers"]["walk"],
        ),
        "no name in Python",
    ),
]


@pytest.mark.parametrize(
    ("text", "words"), REFUSED, ids=[words for _, words in REFUSED]
)
def test_another_file_is_refused_with_the_reason(text, words):
    with pytest.raises(BadFile) as refused:
        from_json(text)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 300


# ------------------------------------------------------------------- merging

times = st.sampled_from(["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"])
versions = st.sampled_from(["0.1.0", "0.2.0"])
pages = st.sampled_from(["tensors", "losses"])


@st.composite
def results(draw):
    out_of = draw(st.sampled_from([2.0, 3.0]))
    points = draw(st.sampled_from([0.0, 0.5, 1.0])) * out_of
    state = {0.0: "none", out_of: "full"}.get(points, "partial")
    return Result(
        draw(pages),
        draw(st.sampled_from(["step", "train"])),
        *(points, out_of, state),
        "" if state == "full" else draw(st.sampled_from(["", "a b", "c"])),
        *(draw(times), draw(versions)),
    )


answers = st.builds(
    Answer,
    pages,
    st.sampled_from(["rank", "last-batch"]),
    st.booleans(),
    st.integers(1, 3),
    times,
    versions,
)
predictions = st.builds(
    Prediction,
    pages,
    st.sampled_from(["walk", "shuffled"]),
    st.sampled_from("abcd"),
    times,
    versions,
)
collections = st.builds(
    lambda *kinds: Records(*({r.key: r for r in kind} for kind in kinds)),
    st.lists(results()),
    st.lists(answers),
    st.lists(predictions),
)


def merged(old, theirs):
    new = better(theirs, old)
    return Records(
        old.exercises | new.exercises,
        old.quiz | new.quiz,
        old.predictions | new.predictions,
    )


@given(collections)
def test_what_is_written_is_read(records):
    assert from_json(json.dumps(to_json(records))) == records


@given(collections, collections)
def test_merging_twice_changes_nothing(one, other):
    once = merged(one, other)
    assert merged(once, other) == once
    assert better(other, once) == Records()


@given(collections, collections, collections)
def test_the_order_of_merging_does_not_matter(one, two, three):
    assert merged(one, two) == merged(two, one)
    assert merged(merged(one, two), three) == merged(one, merged(two, three))


@given(collections, collections)
def test_merging_keeps_the_best(one, other):
    both = merged(one, other)
    assert set(both.exercises) == set(one.exercises) | set(other.exercises)
    for key, result in both.exercises.items():
        found = [r.exercises[key] for r in (one, other) if key in r.exercises]
        assert result in found
        assert result.share == max(each.share for each in found)
    for key, answer in both.quiz.items():
        found = [r.quiz[key] for r in (one, other) if key in r.quiz]
        assert answer.correct == any(each.correct for each in found)
    for key, prediction in both.predictions.items():
        found = [
            r.predictions[key] for r in (one, other) if key in r.predictions
        ]
        assert prediction.time == min(each.time for each in found)
