"""Reads one chapter's quiz file and refuses what a learner could not use.

The format is told, with an example, in :mod:`nncheck.quiz`.
"""

from __future__ import annotations

import difflib
import hashlib
from pathlib import Path
from typing import Any

from nncheck.quiz_text import pieces

FOLDER = Path(__file__).with_name("quiz")

# what each kind of question must have, and what it may have beside
_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "choose-one": ({"options"}, set()),
    "several": ({"options"}, set()),
    "number": ({"answer", "tolerance", "because", "hint"}, {"mistakes"}),
    "order": ({"steps", "because", "hint"}, set()),
}
_COMMON = {"id", "kind", "question"}


def load(slug: str, *, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The questions of one chapter, checked and ready for the view.

    Args:
        slug: the chapter, for example ``"perceptron"``.
        folder: where the ``<slug>.yml`` files are.

    Raises:
        ValueError: when there is no such file, or when it breaks the format;
            the message names the file, the question and the cure.
    """
    import yaml  # here, so that the exercises run without PyYAML

    path = Path(folder) / f"{slug}.yml"
    if not path.is_file():
        known = sorted(p.stem for p in Path(folder).glob("*.yml"))
        raise ValueError(
            f"there is no quiz {slug!r}; the chapters with a quiz are: "
            f"{', '.join(known) or 'none yet'}"
        )
    try:
        data = yaml.safe_load(path.read_text(encoding="utf8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name} is not valid YAML: {error}") from None
    return check(data, path.name)


def check(data: Any, name: str) -> list[dict[str, Any]]:
    """The questions in ``data`` (what YAML gave), validated and cut up."""
    if not isinstance(data, dict) or set(data) != {"questions"}:
        raise ValueError(
            f"{name} must have one key, `questions:`, with a list below it"
        )
    if not isinstance(data["questions"], list) or not data["questions"]:
        raise ValueError(f"{name}: `questions:` must be a non-empty list")
    ready: list[dict[str, Any]] = []
    for number, raw in enumerate(data["questions"], start=1):
        label = raw.get("id", "no id") if isinstance(raw, dict) else "?"
        where = f"{name}, question {number} ({label})"
        try:
            ready.append(_question(raw))
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
        if ready[-1]["id"] in [q["id"] for q in ready[:-1]]:
            raise ValueError(f"{where}: this id is used twice; rename one")
    return ready


def _question(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise ValueError("a question is a mapping with id, kind, question, …")
    kind = _member("kind", raw.get("kind"), list(_KEYS))
    must, may = _KEYS[kind]
    _keys(raw, _COMMON | must, may)
    made: dict[str, Any] = {"id": str(raw["id"]), "kind": kind}
    made["question"] = _text(raw, "question")
    make = {"number": _number, "order": _order}.get(kind, _options)
    return made | make(raw)


def _options(raw: dict[str, Any]) -> dict[str, Any]:
    options = raw["options"]
    if not isinstance(options, list) or len(options) < 2:
        raise ValueError("options must be a list of at least two answers")
    made = []
    for option in options:
        if not isinstance(option, dict):
            raise ValueError("an option is a mapping with text and because")
        _keys(option, {"text", "because"}, {"correct"})
        if not isinstance(option.get("correct", False), bool):
            raise ValueError(
                f"correct must be true or false, got {option['correct']!r}"
            )
        text, why = _text(option, "text"), _text(option, "because")
        right = option.get("correct", False)
        made.append({"text": text, "because": why, "correct": right})
    right = sum(option["correct"] for option in made)
    if raw["kind"] == "choose-one" and right != 1:
        raise ValueError(
            f"choose-one needs exactly one option with `correct: true`, "
            f"found {right}; use `kind: several` for more than one"
        )
    if right == 0:
        raise ValueError("no option has `correct: true`; mark the right ones")
    return {"options": made}


def _number(raw: dict[str, Any]) -> dict[str, Any]:
    answer, tolerance = _float(raw, "answer"), _float(raw, "tolerance")
    if tolerance < 0:
        raise ValueError(f"tolerance must be at least 0, got {tolerance}")
    mistakes = []
    for known in raw.get("mistakes") or []:
        _keys(known, {"answer", "because"}, set())
        value = _float(known, "answer")
        if abs(value - answer) <= tolerance:
            raise ValueError(
                f"the mistake {value} lies within the tolerance "
                f"{tolerance} of the right answer {answer}"
            )
        mistakes.append({"answer": value, "because": _text(known, "because")})
    return {
        "answer": answer,
        "tolerance": tolerance,
        "because": _text(raw, "because"),
        "hint": _text(raw, "hint"),
        "mistakes": mistakes,
    }


def _order(raw: dict[str, Any]) -> dict[str, Any]:
    steps = raw["steps"]
    if not isinstance(steps, list) or len(steps) < 3:
        raise ValueError("steps must list at least three, in right order")
    texts = [str(step).strip() for step in steps]
    if len(set(texts)) < len(texts):
        raise ValueError("two steps have the same text; tell them apart")
    return {
        "steps": [pieces(text) for text in texts],
        "shown": _shuffled(texts),
        "because": _text(raw, "because"),
        "hint": _text(raw, "hint"),
    }


def _shuffled(texts: list[str]) -> list[int]:
    """A mixed order that is the same in every run and never the right one."""

    def key(i: int) -> str:
        return hashlib.sha256(texts[i].encode()).hexdigest()

    mixed = sorted(range(len(texts)), key=key)
    right = list(range(len(texts)))
    return mixed if mixed != right else right[1:] + right[:1]


def _keys(raw: dict[str, Any], must: set[str], may: set[str]) -> None:
    for key in raw:
        _member("key", key, sorted(must | may))
    missing = sorted(must - set(raw))
    if missing:
        raise ValueError(f"{' and '.join(missing)} missing")


def _member(what: str, got: Any, known: list[str]) -> str:
    if got in known:
        return got
    near = difflib.get_close_matches(str(got), known, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise ValueError(
        f"{what} {got!r} is unknown{hint} (known: {', '.join(known)})"
    )


def _text(raw: dict[str, Any], key: str) -> list[Any]:
    value = raw[key]
    if isinstance(value, bool | int | float):
        value = str(value)  # YAML reads an unquoted True or 0.5 as a value
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} must be a sentence, got {value!r}")
    return list(pieces(" ".join(value.split())))


def _float(raw: dict[str, Any], key: str) -> float:
    value = raw[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{key} must be a number, got {value!r}")
    return float(value)
