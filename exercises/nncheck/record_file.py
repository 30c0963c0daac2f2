"""Results as a JSON file: to move them, and to share them with the book.

The format is told in exercises/README.md, "The file of results".
"""

import json
import math
import re
import reprlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from nncheck.results import STATES, Answer, Prediction, Records, Result

FORMAT, VERSION = "nncheck-results", 1
SLUG = re.compile(r"[A-Za-z_]\w{0,99}", re.ASCII)
QUESTION = re.compile(r"[\w.:-]{1,200}")
LETTER = re.compile("[a-d]")

show = reprlib.repr  # of whatever length


class BadFile(Exception):
    """This is no file of results; the text says why."""


def to_json(records: Records) -> dict[str, Any]:
    """The best results, by page and name."""
    made: dict[str, Any] = {
        "format": FORMAT,
        "format_version": VERSION,
        "exercises": {},
        "quiz": {},
        "predictions": {},
    }
    for (page, name), result in sorted(records.exercises.items()):
        made["exercises"].setdefault(page, {})[name] = {
            "points": result.points,
            "out_of": result.out_of,
            "state": result.state,
            "misconceptions": result.misconceptions.split(),
            "time": result.time,
            "version": result.version,
        }
    for (page, name), answer in sorted(records.quiz.items()):
        made["quiz"].setdefault(page, {})[name] = {
            "right": answer.correct,
            "tries": answer.tries,
            "time": answer.time,
            "version": answer.version,
        }
    for (page, name), prediction in sorted(records.predictions.items()):
        made["predictions"].setdefault(page, {})[name] = {
            "letter": prediction.letter,
            "time": prediction.time,
            "version": prediction.version,
        }
    return made


def from_json(text: str | bytes) -> Records:
    """The results in a file.

    Raises:
        BadFile: it is another file, or a result in it is malformed; nothing
            of it is taken then.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFile("it is not in the format JSON") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadFile(f'it has no "format": "{FORMAT}"')
    if data.get("format_version") != VERSION:
        raise BadFile(
            f"its format_version is {show(data.get('format_version'))}, this "
            f"nncheck reads {VERSION}; update nncheck"
        )
    records = Records()
    for page, name, entry in _entries(data, "exercises"):
        result = _made(_result, "exercises", page, name, entry)
        records.exercises[result.key] = result
    for page, name, entry in _entries(data, "quiz"):
        answer = _made(_answer, "quiz", page, name, entry)
        records.quiz[answer.key] = answer
    for page, name, entry in _entries(data, "predictions"):
        first = _made(_prediction, "predictions", page, name, entry)
        records.predictions[first.key] = first
    return records


def better(new: Records, old: Records) -> Records:
    """What of ``new`` is better than ``old``, or not in it."""

    def choose(mine: dict, theirs: dict) -> dict:
        return {
            key: result
            for key, result in mine.items()
            if key not in theirs or result.rank < theirs[key].rank
        }

    return Records(
        choose(new.exercises, old.exercises),
        choose(new.quiz, old.quiz),
        choose(new.predictions, old.predictions),
    )


def _entries(data: dict, kind: str) -> list[tuple[str, str, Any]]:
    pages = data.get(kind, {})
    if not isinstance(pages, dict) or not all(
        isinstance(entries, dict) for entries in pages.values()
    ):
        raise BadFile(f"its {kind!r} must be an object of objects")
    return [
        (page, name, entry)
        for page, entries in pages.items()
        for name, entry in entries.items()
    ]


def _made(
    make: Callable[[str, str, dict], Any],
    kind: str,
    page: str,
    name: str,
    entry: Any,
) -> Any:
    try:
        if not SLUG.fullmatch(page):
            raise ValueError("the page must be a chapter's slug")
        return make(page, name, entry)
    except KeyError as error:
        problem = f"{error.args[0]} is missing"
    except (TypeError, ValueError, OverflowError) as error:
        problem = str(error)
    raise BadFile(f"in {kind}, {show(page)}, {show(name)}: {problem}")


def _result(page: str, name: str, entry: dict) -> Result:
    _is_object(entry)
    points, out_of = _number(entry, "points"), _number(entry, "out_of")
    if not 0 <= points <= out_of or not out_of:
        raise ValueError(f"{points:g} of {out_of:g} points cannot be")
    state = entry["state"]
    if state not in STATES or (state == "full") != (points == out_of):
        raise ValueError(
            f"{points:g} of {out_of:g} points cannot be {show(state)}"
        )
    mistakes = entry.get("misconceptions", [])
    if not isinstance(mistakes, list):
        raise TypeError("misconceptions must be a list of names")
    for word in (name, *mistakes):
        if not (isinstance(word, str) and SLUG.fullmatch(word)):
            raise ValueError(f"{show(word)} is no name in Python")
    words = " ".join(mistakes)
    time, version = _time(entry), _version(entry)
    return Result(page, name, points, out_of, state, words, time, version)


def _answer(page: str, name: str, entry: dict) -> Answer:
    _is_object(entry)
    right, tries = entry["right"], entry["tries"]
    if not isinstance(right, bool):
        raise TypeError(f"right must be true or false, got {show(right)}")
    if type(tries) is not int or not 1 <= tries < 2**31:
        raise ValueError(
            f"tries must be a whole number from 1, got {show(tries)}"
        )
    if not QUESTION.fullmatch(name):
        raise ValueError("a question's id has letters, digits, and - _ . :")
    return Answer(page, name, right, tries, _time(entry), _version(entry))


def _prediction(page: str, name: str, entry: dict) -> Prediction:
    _is_object(entry)
    letter = entry["letter"]
    if not (isinstance(letter, str) and LETTER.fullmatch(letter)):
        raise ValueError(f"letter must be one from a to d, got {show(letter)}")
    if not SLUG.fullmatch(name):
        raise ValueError(f"{show(name)} is no name in Python")
    return Prediction(page, name, letter, _time(entry), _version(entry))


def _is_object(entry: Any) -> None:
    if not isinstance(entry, dict):
        raise TypeError(f"it must be an object, got {show(entry)}")


def _number(entry: dict, name: str) -> float:
    value = entry[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} must be a number, got {show(value)}")
    if not math.isfinite(value) or abs(value) > 1e6:
        raise ValueError(
            f"{name} must be an ordinary number, got {show(value)}"
        )
    return float(value)


def _time(entry: dict) -> str:
    """The time as it is stored: UTC, to the second."""
    text = entry["time"]
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is None:
            raise ValueError
        return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (TypeError, ValueError, OverflowError):
        raise ValueError(
            f"time must be like 2030-01-31T12:00:00Z, got {show(text)}"
        ) from None


def _version(entry: dict) -> str:
    version = entry.get("version", "unknown")
    short = isinstance(version, str) and len(version) <= 100
    if not (short and version.isprintable()):
        raise TypeError("version must be a short text")
    return version
