"""Check, hint and solution as they appear in a learner's notebook."""

import html
import inspect
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nncheck import records
from nncheck.drivers import DRIVERS
from nncheck.engine import Exercise, Feedback, Verdict
from nncheck.observe import Observation, observe_all


@dataclass
class Progress:
    """What the learner has done with one exercise in this session."""

    attempted: bool = False
    hints: int = 0


PROGRESS: dict[tuple[str, str], Progress] = {}


def progress(exercise: Exercise) -> Progress:
    """The learner's progress with an exercise."""
    return PROGRESS.setdefault((exercise.page, exercise.name), Progress())


class NotFull(AssertionError):
    """A graded cell's answer did not earn its points."""


@dataclass(frozen=True)
class Note:
    """A few lines for the learner: a hint, a solution, a request.

    Attributes:
        title: the first line.
        body: the rest.
        code: whether the body is Python.
    """

    title: str
    body: str = field(default="")
    code: bool = False

    def __repr__(self) -> str:
        return f"{self.title}\n{self.body}".strip()

    def _repr_html_(self) -> str:
        body = _marked(self.body)
        if self.code:
            body = f"<pre><code>{html.escape(self.body)}</code></pre>"
        return _box("#56B4E9", html.escape(self.title), body)


# ---------------------------------------------------------------------- check


def check(exercise: Exercise, answer: Any, seed: int | None = None) -> Any:
    """Judge an answer: the verdict, which shows itself.

    Under nbgrader a graded cell has to end with its points or an error;
    there the verdict is printed and its points are returned.

    Args:
        exercise: what was asked.
        answer: the learner's function or class.
        seed: repeats the random probes of an earlier check.
    """
    if seed is None:
        seed = fresh_seed()
    try:
        verdict = exercise.grade(_runner(exercise, answer), seed)
    except ModuleNotFoundError as error:
        return Note(f"{exercise.name} cannot be checked here", str(error))
    if verdict.state != "stub":
        progress(exercise).attempted = True
    mode = os.environ.get("NBGRADER_EXECUTION")
    if mode is None:
        records.tell_once(records.keep(exercise.page, [verdict]))
        return verdict
    if not verdict.points or (mode == "validate" and not verdict.full):
        raise NotFull(verdict.text) from None
    print(verdict.text)
    return float(verdict.points)


def fresh_seed() -> int:
    """A seed that nobody knows beforehand."""
    return int(np.random.default_rng().integers(1_000_000))


def _runner(exercise: Exercise, answer: Any) -> Any:
    """What turns calls into observations, in this process."""

    def run(calls: list[tuple]) -> Iterable[Observation]:
        driver = DRIVERS[exercise.driver]
        seen = observe_all(answer, driver, calls, exercise.limit)
        return _with_bar(exercise, seen, len(calls))

    return run


def _with_bar(
    exercise: Exercise, seen: Iterable[Observation], total: int
) -> Iterable[Observation]:
    if not exercise.slow or "NBGRADER_EXECUTION" in os.environ:
        return seen
    from tqdm import tqdm

    # on stdout: a graded cell that writes to stderr is worth nothing
    return tqdm(
        seen, desc=exercise.name, total=total, file=sys.stdout, leave=False
    )


# ----------------------------------------------------------- hint and solution


def hint(exercise: Exercise) -> Note:
    """The next hint; after the last one, the last one again."""
    state = progress(exercise)
    state.hints = min(state.hints + 1, len(exercise.hints))
    title = f"Hint {state.hints} of {len(exercise.hints)}: {exercise.name}"
    return Note(title, exercise.hints[state.hints - 1])


def solution(exercise: Exercise) -> Note:
    """A right answer, once the learner has tried."""
    name = exercise.name
    if not progress(exercise).attempted:
        return Note(
            f"First an attempt of your own: {name}",
            f"Write your answer and run `ex.{name}.check({name})`. After "
            f"that the solution is yours; `ex.{name}.hint()` helps on the "
            "way.",
        )
    code = inspect.getsource(exercise.reference)
    return Note(f"One right answer among many: {name}", code, code=True)


# ----------------------------------------------------------------------- HTML


def verdict_html(verdict: Verdict) -> str:
    """The verdict for a notebook; readable in light and dark themes."""
    mark, word, color = ("✓", "solved", "#009E73")
    if not verdict.full:
        mark, word, color = ("✗", "not solved yet", "#D55E00")
    if verdict.state in ("stub", "partial"):
        word = {"stub": "not begun", "partial": "partly solved"}[verdict.state]
    title = (
        f'<span aria-hidden="true">{mark}</span> '
        f"<code>{html.escape(verdict.exercise)}</code>: {word}, "
        f"{verdict.score} points"
    )
    body = "".join(map(_feedback_html, verdict.feedback))
    if verdict.was_probed:
        body += (
            f'<p style="margin:0.3em 0 0;font-size:85%">To repeat these '
            f"probes: <code>seed={verdict.seed}</code></p>"
        )
    return _box(color, title, body)


def _feedback_html(item: Feedback) -> str:
    return (
        f'<p style="margin:0.4em 0"><strong>{_marked(item.headline)}</strong>'
        f"<br>{_marked(item.evidence)}"
        + (f"<br>{_marked(item.hint)}" if item.hint else "")
        + f"<br><em>See {html.escape(item.section.text)}.</em></p>"
    )


def _marked(text: str) -> str:
    """Escaped text in which `words` between back-ticks become code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))


def _box(color: str, title: str, body: str) -> str:
    # color only on the edge: the text keeps the theme's own contrast
    style = f"border-left:5px solid {color};padding:0.3em 0.8em;margin:0.3em 0"
    return (
        f'<div role="status" style="{style}">'
        f'<p style="margin:0">{title}</p>{body}</div>'
    )
