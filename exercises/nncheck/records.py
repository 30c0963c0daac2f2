"""What a learner has reached: kept after every check, read by the overview.

The results stand in one small file in the user's data folder. What is kept
of a check: the exercise, its points, the state, the names of the mistakes
that were recognized, the time and the version of nncheck; never an answer.

Nothing is kept

- with ``NNCHECK_RECORD=off`` in the environment,
- under nbgrader, which sets ``NBGRADER_EXECUTION``,
- when notebooks are graded by ``nncheck notebook.ipynb`` without
  ``--record``: it judges outside the notebook and never comes here, and in
  the notebook's own process recording is off.

Keeping a result never disturbs the check: what goes wrong is one sentence.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import astuple
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path

from nncheck.results import STATES, Answer, Prediction, Records, Result, best
from nncheck.verdict import Verdict

FILE = "results.sqlite3"
OFF = ("off", "0", "no", "false")

# Called after something was kept. Only what shows results adds to it.
LISTENERS: list[Callable[[], None]] = []


def folder() -> Path:
    """The folder of the file; ``NNCHECK_DATA_DIR`` names another one."""
    named = os.environ.get("NNCHECK_DATA_DIR")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("nncheck", appauthor=False)


def is_on() -> bool:
    """Whether checks are recorded in this process."""
    wish = os.environ.get("NNCHECK_RECORD", "").strip().lower()
    return wish not in OFF and "NBGRADER_EXECUTION" not in os.environ


@cache
def version() -> str:
    """The installed version of nncheck."""
    try:
        return metadata.version("nnlib")
    except metadata.PackageNotFoundError:
        return "unknown"


def now() -> str:
    """The time in UTC, to the second."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def load() -> Records:
    """The best results so far.

    Raises:
        Damaged, TooNew, OSError, sqlite3.Error: as ``record_store.read``.
    """
    from nncheck import record_store

    rows = record_store.read(folder() / FILE)
    return Records(
        best(Result(*row) for row in rows["checks"]),
        best(
            Answer(page, question, bool(correct), *rest)
            for page, question, correct, *rest in rows["answers"]
        ),
        best(Prediction(*row) for row in rows["predictions"]),
    )


def save(
    results: Iterable[Result] = (),
    answers: Iterable[Answer] = (),
    predictions: Iterable[Prediction] = (),
) -> str:
    """Append results: a sentence if a damaged file was kept aside.

    Raises:
        TooNew, OSError, sqlite3.Error: as ``record_store.append``.
    """
    from nncheck import record_store

    rows = {
        "checks": [astuple(result) for result in results],
        "answers": [astuple(answer) for answer in answers],
        "predictions": [astuple(letter) for letter in predictions],
    }
    return record_store.append(folder() / FILE, rows)


def keep(page: str, verdicts: Iterable[Verdict]) -> str:
    """Record attempts, if that is on: a sentence if something is amiss."""
    if not is_on():
        return ""
    results = [
        Result(
            page,
            verdict.exercise,
            float(verdict.points),
            float(verdict.out_of),
            verdict.state,
            " ".join(_mistakes(verdict)),
            now(),
            version(),
        )
        for verdict in verdicts
        if verdict.state in STATES
    ]
    return _keep(results=results) if results else ""


def _mistakes(verdict: Verdict) -> list[str]:
    names = [item.misconception for item in verdict.feedback]
    return list(dict.fromkeys(name for name in names if name))


def keep_answer(page: str, question: str, correct: bool, tries: int) -> str:
    """Record an answer to a quiz, if that is on: a sentence, or nothing."""
    if not is_on():
        return ""
    answer = Answer(page, question, correct, tries, now(), version())
    return _keep(answers=[answer])


def keep_prediction(page: str, exercise: str, letter: str) -> str:
    """Record what was predicted, at the reveal: a sentence, or nothing."""
    if not is_on():
        return ""
    prediction = Prediction(page, exercise, letter, now(), version())
    return _keep(predictions=[prediction])


def prediction(page: str, exercise: str) -> str:
    """The letter that was recorded at the first reveal; empty if none was.

    A file that cannot be read is no obstacle: it knows of no reveal then.
    """
    if not is_on():
        return ""
    try:
        found = load().predictions.get((page, exercise))
    except Exception:  # the reveal goes on; recording it says what is wrong
        return ""
    return found.letter if found else ""


def _keep(**kinds: list) -> str:
    try:
        said = save(**kinds)
    except Exception as error:  # whatever it is, the check goes on
        return f"This result was not recorded: {why(error)}"
    for listener in LISTENERS:
        listener()
    return said


def why(error: Exception) -> str:
    """What is wrong with the file of results, and what helps."""
    try:
        where = str(folder() / FILE)
    except Exception as lost:  # no home folder, no platformdirs
        return f"there is no folder for it ({lost})."
    name = type(error).__name__
    if name == "TooNew":
        return (
            f"a later version of nncheck wrote {where}. Update this one; the "
            "file is left as it is."
        )
    if name == "Damaged":
        return (
            f"{where} is damaged. The next check keeps it under another name "
            "and begins a new one."
        )
    if "locked" in str(error):
        return f"another program is writing to {where}."
    return f"{' '.join(str(error).split()) or name} ({where})."


TOLD: set[str] = set()


def tell_once(sentence: str) -> None:
    """Print a sentence, the first time only."""
    if sentence and sentence not in TOLD:
        TOLD.add(sentence)
        print(sentence)
