"""Drivers in two halves: one beside the answer, one with the judge.

What a verdict counts, such as the runs of a search or its looks at the data,
must not be counted beside the learner's code, which could change the count.
A keeper counts it where the verdict is made: whatever the answer wants to
know it has to ask, and no more than plain data goes either way.
"""

from collections.abc import Callable
from typing import Any, Protocol

from nncheck.codec import decode, encode
from nncheck.drivers.registry import DRIVERS
from nncheck.observe import Refusal

Ask = Callable[..., Any]


class Keeper(Protocol):
    """The judge's half of one probe.

    Attributes:
        given: what the answer's half may know of the probe's arguments.
    """

    given: tuple

    def answer(self, question: str, *data: Any) -> Any:
        """The answer to one question.

        Raises:
            Refusal: the question is not to be asked, or not as often.
        """

    def witness(self, value: Any) -> Any:
        """What is judged: what came back, and what the keeper counted.

        Raises:
            Refusal: it cannot be tried.
        """


def plain(value: Any) -> Any:
    """What arrives of a value in another process."""
    return decode(encode(value))


class Apart:
    """A driver whose facts a keeper counts.

    Called like other drivers, in a notebook, it makes the keeper itself;
    the grading process keeps it and takes the questions from elsewhere.
    """

    def __init__(self, beside: Callable[..., Any], keeper: Callable):
        self.beside, self.keeper = beside, keeper
        self.__name__, self.__doc__ = beside.__name__, beside.__doc__

    def __call__(self, target: Any, *args: Any) -> Any:
        keeper: Keeper = self.keeper(*args)

        def ask(*question: Any) -> Any:
            return plain(keeper.answer(*plain(question)))

        value = self.beside(target, ask, *keeper.given)
        return keeper.witness(plain(value))


def kept_by(keeper: Callable[..., Keeper]) -> Callable[[Callable], Apart]:
    """Register the half of a driver that runs beside the answer.

    It takes the answer, a function to ask the keeper with, and what the
    keeper gives.
    """

    def register(beside: Callable[..., Any]) -> Apart:
        DRIVERS[beside.__name__] = apart = Apart(beside, keeper)
        return apart

    return register


def one_number(data: tuple) -> float:
    """The number that is asked about.

    Raises:
        Refusal: something else came.
    """
    if len(data) == 1 and type(data[0]) in (int, float):
        return float(data[0])
    raise Refusal("asked for something that is no number")
