"""What a notebook did in its own process, as the parent reads it."""

import json
from dataclasses import dataclass, field
from typing import Any

from nncheck.notebook_file import NotGradable
from nncheck.observe import Failure, Observation


@dataclass
class Transcript:
    """What happened.

    Attributes:
        errors: cell number -> what went wrong in it.
        seen: answer -> its observations.
        missing: answers that the notebook does not define.
    """

    errors: dict[int, str] = field(default_factory=dict)
    seen: dict[str, list[Observation]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    skipped: set[int] = field(default_factory=set)
    finished: set[str] = field(default_factory=set)

    @property
    def has_begun(self) -> bool:
        """Whether anything was run."""
        return bool(self.errors or self.skipped or self.finished or self.seen)


def read_event(line: bytes) -> dict[str, Any] | None:
    """An event from its line, or None if the line is none.

    >>> read_event(b'{"cell": 3, "state": "start"}')
    {'cell': 3, 'state': 'start'}
    >>> read_event(b"[[[[")
    """
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def take_up(transcript: Transcript, events: list[dict], end: str) -> bool:
    """Take up the events; whether the child came to its end."""
    cell, task = None, None
    for event in events:
        if "done" in event:
            return True
        if isinstance(event.get("cell"), int):
            cell = _read_cell(transcript, event)
        elif "task" in event:
            task = _read_task(transcript, event, task)
    if task is not None:
        died = Observation(failure=Failure("Died", end))
        transcript.seen.setdefault(task, []).append(died)
        transcript.finished.add(task)
    elif cell is not None:
        transcript.errors[cell] = f"it ended the Python process ({end})"
        transcript.skipped.add(cell)
    elif not events:
        raise NotGradable(f"The notebook could not be started ({end}).")
    return False


def _read_cell(transcript: Transcript, event: dict) -> int | None:
    """Take up one event of a cell; the cell that is under way now."""
    number = event["cell"]
    if event.get("error"):
        transcript.errors[number] = str(event["error"])[:300]
    return number if event.get("state") == "start" else None


def _read_task(
    transcript: Transcript, event: dict, task: str | None
) -> str | None:
    """Take up one event of a task; the task that is under way now."""
    name = str(event["task"])
    if event.get("state") == "start":
        # a task begins once: what was seen of it stays
        transcript.seen.setdefault(name, [])
        if not event.get("found"):
            transcript.missing.add(name)
        return name
    if event.get("state") == "end":
        transcript.finished.add(name)
        return None
    try:
        seen = Observation.from_json(event.get("seen"))
    except (ValueError, TypeError, KeyError, OverflowError):
        seen = Observation(failure=Failure("Unreadable"))
    transcript.seen.setdefault(name, []).append(seen)
    return task
