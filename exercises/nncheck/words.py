"""Calls and failures in words."""

from typing import Any

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, how_many
from nncheck.observe import Failure, Observation


def how_it_failed(failure: Failure) -> str:
    """A failure as the end of a sentence that begins with the call.

    >>> how_it_failed(Failure("ValueError", "bad", 3))
    'raised ValueError: bad (line 3 of your code)'
    """
    if failure.kind == "Refusal":
        return failure.text
    sentence = _SENTENCES.get(failure.kind)
    if sentence:
        return sentence.format(text=failure.text)
    said = failure.text.removesuffix(".")  # the sentence goes on
    text = f": {said}" if said else ""
    line = f" (line {failure.line} of your code)" if failure.line else ""
    return f"raised {failure.kind}{text}{line}"


_SENTENCES = {
    "NotImplementedError": "is not written yet (NotImplementedError)",
    "TimeUp": "did not finish within {text} s (a loop without end?)",
    "KeyboardInterrupt": "was stopped by you before it finished",
    "RecursionError": "called itself without end (RecursionError)",
    "MemoryError": "asked for more memory than there is (MemoryError)",
    "SystemExit": "tried to leave Python (`exit`) instead of returning",
    "NotRun": "was not run, because an earlier call did not end well",
    "Died": "ended the Python process ({text})",
    "Unreadable": "gave something that cannot be read",
}


def changed_in_place(
    exercise: Exercise, observation: Observation
) -> Complaint:
    """The complaint about a function that changes its arguments."""
    names = list(exercise.arguments) or ["its first argument"]
    i = observation.changed[0]
    name = f"`{names[i]}`" if i < len(names) else f"argument {i + 1}"
    return Complaint(
        f"changed {name} in place, so the caller's data are lost",
        "an untouched argument: work on a copy or make a new array",
    )


def call_words(exercise: Exercise, args: tuple) -> str:
    """A call as the learner would write it, if it is short.

    Large arguments appear by their names and shapes.
    """
    words = []
    for i, arg in enumerate(args):
        if how_many(arg) > 12 and i < len(exercise.arguments):
            words.append(f"{exercise.arguments[i]} of {_shape(arg)}")
        else:
            words.append(show(arg))
    return f"{exercise.name}({', '.join(words)})"


def _shape(value: Any) -> str:
    """A large argument's shape, or those of the arrays in a list.

    >>> _shape([np.zeros((2, 3)), np.zeros(3)])
    'shapes (2, 3), (3,)'
    >>> _shape([[1.0, 2.0], [3.0]]), _shape({"w": np.zeros((2, 3))})
    ('3 numbers', '6 numbers')
    """
    if isinstance(value, list | tuple) and any(
        isinstance(item, np.ndarray) for item in value
    ):
        return "shapes " + ", ".join(str(np.shape(item)) for item in value)
    try:
        shape = np.shape(value)
    except ValueError:  # rows of different lengths
        shape = ()
    return f"shape {shape}" if shape else f"{how_many(value)} numbers"
