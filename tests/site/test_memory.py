"""The reader's memory: in Node, in Chromium, and shared with nncheck."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest

from nncheck.record_file import BadFile, better, from_json, to_json
from nncheck.results import Answer, Prediction, Records, Result
from tests.site import memory_book

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TIME = "2030-01-31T12:00:00Z"
KEPT = Records(
    {
        ("perceptron", "step"): Result(
            "perceptron", "step", 0.5, 2.0, "partial", "fires_at_zero",
            TIME, "0.1.0",
        ),
        ("museum_numbers", "bytes"): Result(
            "museum_numbers", "bytes", 2.5, 2.5, "full", "", TIME, "0.1.0"
        ),
    },
    {("perceptron", "tie"): Answer("perceptron", "tie", True, 2, TIME, "x")},
    {
        ("museum_numbers", "walk"): Prediction(
            "museum_numbers", "walk", "b", TIME, "0.1.0"
        )
    },
)  # fmt: skip
SECOND = {
    "lines": memory_book.TEXTS["lines"]
    .replace("shifts it", "moves it")
    .replace("A neuron", "By itself a neuron")
}
THIRD = {"lines": "Something else stands here now."}
ACTS = (
    *("dwells", "marks", "highlights", "answers", "reviews"),
    *("carries", "shares", "denied", "fromFiles", "looks"),
)


def node(*words: str, given: str = "") -> str:
    """What a program of Node prints."""
    ran = subprocess.run(
        ["node", *words],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf8",
        timeout=600,
    )
    if ran.returncode:
        pytest.fail(f"{ran.stdout}\n{ran.stderr}", pytrace=False)
    return ran.stdout


def in_page(files: list[str], pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """How the page reads files, and what it makes of pairs of them."""
    asked = json.dumps({"files": files, "pairs": pairs})
    return json.loads(node("tests/site/memory_files.mjs", given=asked))


@pytest.mark.npm
def test_the_pure_parts() -> None:
    files = ("memory.test.mjs", "memory_store.test.mjs")
    said = node("--test", *(str(HERE / name) for name in files))
    assert "# fail 0" in said and "# pass 0" not in said


def changed(path: str, value: Any) -> str:
    """The file of results with one value changed, or taken away."""
    data = to_json(KEPT)
    *way, last = path.split("/")
    part: Any = data
    for name in way:
        part = part[name]
    if value is None:
        del part[last]
    else:
        part[last] = value
    return json.dumps(data)


STEP, TIE = "exercises/perceptron/step", "quiz/perceptron/tie"
WALK = "predictions/museum_numbers/walk"
GOOD = [
    json.dumps(to_json(KEPT)),
    changed("quiz", None),
    changed(f"{STEP}/version", None),
    changed(f"{STEP}/misconceptions", None),
    changed(f"{STEP}/time", "2030-01-31T14:00:00.75+02:00"),
    changed("exercises/new_chapter", {}),
    changed("more", {"keys": "are ignored"}),
]
BAD = [
    "{",
    "[1]",
    changed("format", "other"),
    changed("format_version", 2),
    changed("exercises", []),
    changed("quiz/perceptron", [1]),
    changed(f"{STEP}/points", None),
    changed(f"{STEP}/points", 2.5),
    changed(f"{STEP}/points", -1),
    changed(f"{STEP}/points", True),
    changed(f"{STEP}/points", 2),
    changed(f"{STEP}/out_of", 0),
    changed(f"{STEP}/out_of", 1e9),
    changed(f"{STEP}/state", "good"),
    changed(f"{STEP}/misconceptions", "fires_at_zero"),
    changed(f"{STEP}/misconceptions", ["a b"]),
    changed(f"{STEP}/time", "yesterday"),
    changed(f"{STEP}/time", "2030-01-31T12:00:00"),
    changed(f"{STEP}/time", "2030-02-31T12:00:00Z"),
    changed(f"{STEP}/version", "a\nb"),
    changed(f"{TIE}/right", 1),
    changed(f"{TIE}/tries", 0),
    changed(f"{TIE}/tries", 1.5),
    changed(f"{WALK}/letter", "e"),
    changed(f"{WALK}/letter", 1),
    changed(f"{WALK}/time", None),
    changed("quiz/perceptron/a b", {"right": True, "tries": 1, "time": TIME}),
    changed("quiz/a b", {"x": {"right": True, "tries": 1, "time": TIME}}),
]


@pytest.mark.npm
def test_page_and_nncheck_take_and_refuse_the_same_files() -> None:
    read = in_page([*GOOD, *BAD], [])["files"]
    for text, page in zip(GOOD, read, strict=False):
        mine = to_json(from_json(text))
        for part in ("exercises", "quiz", "predictions"):
            assert page["memory"][part] == mine[part], text
    for text, page in zip(BAD, read[len(GOOD) :], strict=True):
        with pytest.raises(BadFile):
            from_json(text)
        assert "refused" in page, text


def some_records(draw: random.Random) -> Records:
    """Results of one exercise and one question, drawn to be near ties."""
    points, out_of = draw.choice([(0.0, 2.0), (1.0, 2.0), (2.0, 4.0)])
    time = draw.choice([TIME, "2030-02-01T12:00:00Z"])
    state = "partial" if points else "none"
    words = draw.choice(["", "a", "a b"])
    result = Result("p", "e", points, out_of, state, words, time, "1")
    right, tries = draw.random() < 0.5, draw.randint(1, 3)
    answer = Answer("p", "q", right, tries, time, draw.choice("ab"))
    first = Prediction("p", "e", draw.choice("ab"), time, "1")
    return Records(
        {result.key: result}, {answer.key: answer}, {first.key: first}
    )


@pytest.mark.npm
def test_page_and_nncheck_keep_the_same_of_two_results() -> None:
    draw = random.Random(0)
    pairs = [(some_records(draw), some_records(draw)) for _ in range(300)]
    texts = [tuple(json.dumps(to_json(one)) for one in two) for two in pairs]
    merged = in_page([], texts)["pairs"]
    for (old, new), page in zip(pairs, merged, strict=True):
        gain = better(new, old)
        mine = Records(
            old.exercises | gain.exercises,
            old.quiz | gain.quiz,
            old.predictions | gain.predictions,
        )
        assert from_json(json.dumps(page)) == mine


def acts(folder: Path, *names: str) -> dict[str, Any]:
    """What a reader of the little book saw, act by act."""
    for edition, texts in (
        ("first", {}),
        ("second", SECOND),
        ("third", THIRD),
    ):
        (folder / edition).mkdir()
        memory_book.write(folder / edition, texts)
    results = folder / "results.json"
    results.write_text(json.dumps(to_json(KEPT), indent=1), "utf-8")
    said = node("tests/site/memory.mjs", str(folder), str(results), *names)
    return json.loads(said)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The acts of this file."""
    folder = tmp_path_factory.mktemp("memory")
    return {**acts(folder, *ACTS), "folder": folder}


browser = [pytest.mark.browser, pytest.mark.slow]
pytestmark: list[pytest.MarkDecorator] = []


def marked(test: Any) -> Any:
    """A test that needs Chromium."""
    for mark in browser:
        test = mark(test)
    return test


@marked
def test_nothing_is_asked_of_others_and_nothing_complains(seen: Any) -> None:
    logs = [act["log"] for act in seen.values() if isinstance(act, dict)]
    assert len(logs) == len(ACTS)
    assert not any(any(log.values()) for log in logs), logs


@marked
def test_a_section_is_read_when_its_end_was_seen_for_long_enough(
    seen: Any,
) -> None:
    act = seen["dwells"]
    assert act["early"] == {}
    assert set(act["late"]["perceptron"]) == {"lines", "rules"}
    assert act["place"]["section"] == "lines"
    assert act["place"]["time"].startswith("2030-01-31T12:00")
    assert act["ticks"] == 2
    assert act["bar"] == ["✓\n(read)"]


@marked
def test_bookmarks_and_marks_by_hand(seen: Any) -> None:
    act = seen["marks"]
    assert act["pressed"] == "true"
    assert act["name"] == "Bookmark: Where lines lie"
    assert act["bookmarks"]["perceptron"]["lines"]["title"] == (
        "Where lines lie"
    )
    assert set(act["read"]["perceptron"]) == {"rules"}
    assert act["unread"] == act["after"] == {}


@marked
def test_a_highlight_outlives_a_new_edition(seen: Any) -> None:
    act = seen["highlights"]
    assert act["focused"] == "Highlight"  # one Tab from the selection
    (entry,) = act["first"].values()
    assert (
        entry["exact"] == "The bias shifts it by \\(b\\) and the weights turn"
    )
    assert entry["note"] == "Try it on the sliders."
    words = "The bias shifts it by | and the weights |turn"
    assert act["shown"]["marks"] == act["reloaded"] == words
    assert act["shown"]["noted"] == 3
    assert act["edited"] == words.replace("shifts", "moves")


@marked
def test_a_highlight_whose_words_are_gone_is_kept(seen: Any) -> None:
    act = seen["highlights"]
    assert act["gone"]["marks"] == ""
    (entry,) = act["gone"]["kept"].values()
    assert entry["lost"] and entry["note"]
    assert "no longer found on this page" in act["orphan"][0]
    assert "and the weights turn" in act["orphan"][0]
    assert act["removed"] == {"marks": "", "kept": {}}


@marked
def test_answers_come_back_and_the_best_stays(seen: Any) -> None:
    act = seen["answers"]
    wrong, right = act["wrong"]["by-hand"], act["right"]["by-hand"]
    assert (wrong["right"], wrong["tries"]) == (False, 1)
    assert (right["right"], right["tries"]) == (True, 2)
    assert act["score"][0].startswith("1 of ")
    assert act["again"]["by-hand"]["right"]  # after "Start again", too


@marked
def test_cards_are_reviewed_by_the_keyboard(seen: Any) -> None:
    act = seen["reviews"]
    assert act["empty"] == ["No cards in your review yet."]
    assert {card["box"] for card in act["taken"]["perceptron"].values()} == {0}
    assert act["asked"] == act["again"] == ["What is \\(H(0)\\)?"]
    assert act["answer"] == ["It is 0."]
    assert "you knew 1 of 2 cards" in act["end"][0]
    cards = act["cards"]["perceptron"]
    assert {name: card["box"] for name, card in cards.items()} == {
        "step": 0,
        "line": 1,
    }
    assert {card["due"] for card in cards.values()} == {act["days"]}
    assert "Nothing to review today" in act["left"][0]
    assert act["open"] == 0


@marked
def test_nncheck_to_page_to_nncheck(seen: Any) -> None:
    act = seen["carries"]
    assert (
        act["told"] == "New or better: 2 results, 1 answer and 1 prediction."
    )
    assert act["again"] == "Everything in this file was known already."
    assert act["row"] == ["1 of 2", "1 of 2", "0.5 of 5", "2 to take"]
    file = (seen["folder"] / "carries.json").read_text("utf-8")
    assert from_json(file) == KEPT
    assert json.loads(file)["sections"]["perceptron"]["lines"]
    assert act["name"] == "neural-networks-you-can-touch.json"


@marked
def test_a_malformed_file_changes_nothing(seen: Any) -> None:
    act = seen["carries"]
    assert "“bad.json” was not taken in: in quiz" in act["refused"]
    assert from_json(json.dumps(act["kept"])) == KEPT


@marked
def test_everything_can_be_deleted(seen: Any) -> None:
    act = seen["carries"]
    assert act["deleted"] is None
    assert act["rowAfter"] == ["0 of 2", "0 of 2", "0 of 5", "2 to take"]


@marked
def test_two_tabs_share_one_memory(seen: Any) -> None:
    assert sorted(seen["shares"]["both"]) == ["lines", "rules"]


@marked
def test_without_storage_the_page_works_and_says_so_once(seen: Any) -> None:
    act = seen["denied"]
    assert act["silent"] == 0  # not before there is something to forget
    assert "keeps nothing" in act["said"][0]
    assert act["pressed"] == "true"


@marked
def test_files_on_the_disk_share_a_memory_in_chromium(seen: Any) -> None:
    assert "Where lines lie" in seen["fromFiles"]["list"][0]


@marked
def test_every_state_is_accessible_still_and_not_on_paper(seen: Any) -> None:
    act = seen["looks"]
    assert set(act["found"]) == {"panel", "note", "progress", "review"}
    assert not any(act["found"].values()), act["found"]
    assert max(act["shifts"]) <= 0.05
    assert act["printed"] == []
    assert act["back"] == ["Continue: The perceptron: What rules do"]
