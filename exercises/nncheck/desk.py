"""The desk at which keepers answer what the answers ask.

An answer that is tried in a process of its own asks through the pipe. The
keepers live here, as long as the notebook is graded: what was once asked is
counted, however often the process ends and another one takes over.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nncheck.codec import MAX_NUMBERS, decode, encode
from nncheck.drivers import DRIVERS
from nncheck.drivers.apart import Apart, Keeper
from nncheck.observe import Failure, Observation, Refusal


@dataclass(frozen=True)
class Task:
    """An answer to call: its name, how, and with which arguments."""

    name: str
    driver: str
    limit: float
    calls: list[tuple]


class Desk:
    """The keepers of all tasks, one a call, where a driver has any."""

    def __init__(self, tasks: Sequence[Task]):
        self.keepers: dict[str, list[Keeper]] = {}
        self.done: Counter[str] = Counter()
        for task in tasks:
            driver = DRIVERS[task.driver]
            if isinstance(driver, Apart):
                made = [driver.keeper(*args) for args in task.calls]
                self.keepers[task.name] = made

    def calls(self, task: Task) -> list[tuple]:
        """What the process that tries the answer may know of the calls."""
        if task.name in self.keepers:
            return [keeper.given for keeper in self.keepers[task.name]]
        return task.calls

    def hear(self, event: dict[str, Any]) -> None:
        """Note that a call is over: the next question is on the next one."""
        if "seen" in event:
            self.done[str(event.get("task"))] += 1

    def reply(self, event: dict[str, Any]) -> dict[str, Any]:
        """The reply to a question, whatever the question is."""
        number = event.get("number")
        number = number if isinstance(number, int) else None
        try:
            with np.errstate(all="ignore"):
                value = encode(self._answer(event))
        except Refusal as error:
            return {"number": number, "refusal": str(error)}
        except Exception:  # whatever was put into the question
            return {"number": number, "refusal": "asked a strange question"}
        return {"number": number, "value": value}

    def _answer(self, event: dict[str, Any]) -> Any:
        name = str(event.get("task"))
        waiting = self.keepers.get(name, [])[self.done[name] :]
        if not waiting:
            raise Refusal("asked where there is nobody to ask")
        question = decode(event.get("ask"), MAX_NUMBERS)
        return waiting[0].answer(*question)

    def complete(self, seen: dict[str, list[Observation]]) -> None:
        """Put what the keepers counted into what was seen."""
        for name, keepers in self.keepers.items():
            found = seen.get(name, [])
            for i, keeper in enumerate(keepers[: len(found)]):
                if found[i].failure is None:
                    found[i] = witnessed(keeper, found[i])


def witnessed(keeper: Keeper, observation: Observation) -> Observation:
    """The observation with what the keeper knows of it."""
    try:
        return replace(observation, value=keeper.witness(observation.value))
    except Refusal as error:
        failure = Failure("Refusal", " ".join(str(error).split())[:200])
    except Exception:  # the value is too strange
        failure = Failure("Unreadable")
    return replace(observation, value=None, failure=failure)
