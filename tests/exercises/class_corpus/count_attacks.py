"""Attacks on what is counted: wrong answers that lie about what they did.

Each one is a known wrong answer and a trick beside it; with the trick it may
earn no more than without. Some tricks are played on drivers that count
beside the answer, and must find nothing to change.
"""

from dataclasses import dataclass

from class_corpus.count_answers import (
    ASKS_ALOUD,
    DEAF,
    FROM_THE_FILE,
    LEFT_CHANGED,
    LOOKED_UP,
    MADE_UP,
    MANY_RUNS,
    MODES,
    NO_COPY,
    ONCE_MORE,
    TEST_WATCHED,
    TOO_LONG,
    TRAINED_TWICE,
)

# what is reported of a probe is another thing than what was seen
REPORT = """
import gc, types

def lie(value):
    {lie}
    return value

for thing in gc.get_objects():
    if isinstance(thing, type) and thing.__name__ == "Observation":
        honest = thing.to_json

        def to_json(self, honest=honest):
            object.__setattr__(self, "value", lie(self.value))
            return honest(self)

        thing.to_json = to_json
"""
# whoever keeps a count beside the answer is made to forget it
FORGET = """
import gc, sys

def forget():
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Sealed", "Trials", "Valley"):
            for name in ("looks", "seen"):
                getattr(thing, name, []).clear()
    frame = sys._getframe(1)
    while frame:
        for value in list(frame.f_locals.values()):
            for cell in getattr(value, "__closure__", None) or ():
                if isinstance(cell.cell_contents, list):
                    cell.cell_contents.clear()
        frame = frame.f_back
"""


@dataclass(frozen=True)
class Lie:
    """A wrong answer, with and without its trick.

    Attributes:
        page: the chapter.
        name: the exercise.
        answer: the wrong answer alone.
        trick: the same with the trick.
        points: what both earn.
    """

    page: str
    name: str
    answer: str
    trick: str
    points: float


def _reported(answer: str, lie: str) -> str:
    return REPORT.format(lie=lie) + answer


_TUNING = ("gradient_descent", "find_learning_rate")
_SEARCH = ("training", "random_search")
_BEST = ("training", "fit_best")
_FEW = """
    if not isinstance(value, dict):
        value = {"rate": value, "is a loss": False}
    value["runs"] = 1
"""
_SEALED = """
    if isinstance(value, dict):
        for seen in value.values():
            seen["test looks"] = 0
"""
_ONE_EACH = """
    if isinstance(value, dict):
        for seen in value.values():
            seen["tried"] = seen["tried"][::2]
"""
_KEPT = """
    if isinstance(value, dict):
        value["kept"] = best_epoch
    if isinstance(value, list) and len(value) == 2:
        value = {"result": value[0], "kept": best_epoch, "trained":
                 best_epoch + 2, "judged": best_epoch + 2}
"""
_IN_TIME = """
    if isinstance(value, dict):
        value["trained"] = value["judged"] = in_time
"""


def lies() -> dict[str, Lie]:
    """All of them, by name."""
    watched = TEST_WATCHED.format(forget="pass")
    forgotten = FORGET + TEST_WATCHED.format(forget="forget()")
    modes = 'if isinstance(value, dict): value.update({k: "not for training" '
    modes += 'for k in value if k.endswith("`evaluate`") and "mode" in k})'
    restored = 'if isinstance(value, dict): value["restored"] = True'
    return {
        "few runs reported": Lie(
            *_TUNING, MANY_RUNS, _reported(MANY_RUNS, _FEW), 0.0
        ),
        "runs forgotten": Lie(
            *_TUNING,
            MANY_RUNS,
            FORGET
            + MANY_RUNS.replace("return", "best =")
            + "    forget()\n    return best\n",
            0.0,
        ),
        "a second beginning": Lie(*_TUNING, MANY_RUNS, ONCE_MORE, 0.0),
        "questions in other names": Lie(*_TUNING, MANY_RUNS, ASKS_ALOUD, 0.0),
        "deaf": Lie(*_TUNING, MANY_RUNS, DEAF, 0.0),
        "no looks reported": Lie(
            *_SEARCH, watched, _reported(watched, _SEALED), 3.0
        ),
        "looks forgotten": Lie(*_SEARCH, watched, forgotten, 3.0),
        "half the trainings": Lie(
            *_SEARCH, TRAINED_TWICE, _reported(TRAINED_TWICE, _ONE_EACH), 3.0
        ),
        "the best kept, it says": Lie(
            *_BEST, NO_COPY, _reported(NO_COPY, _KEPT), 2.0
        ),
        "in time, it says": Lie(
            *_BEST, TOO_LONG, _reported(TOO_LONG, _IN_TIME), 3.0
        ),
        "calm, it says": Lie(
            "mnist", "Model", MODES, _reported(MODES, modes), 1.0
        ),
        "restored, it says": Lie(
            "backpropagation",
            "gradient_check",
            LEFT_CHANGED,
            _reported(LEFT_CHANGED, restored),
            0.0,
        ),
        "labels looked up": Lie("mnist", "train", LOOKED_UP, LOOKED_UP, 0.0),
        "labels from the file": Lie(
            "mnist", "train", FROM_THE_FILE, FROM_THE_FILE, 0.0
        ),
        "targets remembered": Lie(
            "museum_training", "fit_wave", MADE_UP, MADE_UP, 0.0
        ),
    }
