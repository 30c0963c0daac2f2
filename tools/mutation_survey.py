"""What each test costs and which functions it reaches, kept between runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path


class Survey:
    """The notes on tests as they were run without a mistake.

    A note holds until the file of the test or a mutated module changes.

    Args:
        modules: the mutated modules.
    """

    def __init__(self, modules: Iterable[Path]) -> None:
        here = Path.cwd()
        self.path = here.with_name(f"{here.name}-survey.json")
        self.modules = digest(sorted(modules))
        self.notes: dict[str, tuple[str, float, list[str]]] = {}
        self.current: dict[str, str] = {}
        if self.path.exists():
            self.notes = json.loads(self.path.read_text("utf8"))

    def know(self, test: str, file: Path) -> bool:
        """Tell whether the note on a test still holds."""
        self.current[test] = self.modules + digest_of(file)
        return self.notes.get(test, ("",))[0] == self.current[test]

    def put(self, test: str, cost: float, functions: Iterable[str]) -> None:
        """Note what a test costs, in seconds, and what it reaches."""
        self.notes[test] = self.current[test], cost, sorted(functions)

    def cost(self, test: str) -> float:
        """Return the seconds of a test."""
        return self.notes[test][1]

    def breadth(self, test: str) -> tuple[int, float]:
        """Return what orders tests from special and quick to broad."""
        return len(self.functions(test)), self.cost(test)

    def functions(self, test: str) -> list[str]:
        """Return the functions that a test reaches, as mutmut calls them."""
        return self.notes[test][2]

    def save(self) -> None:
        """Keep the notes for the next run."""
        self.path.write_text(json.dumps(self.notes), encoding="utf8")


def digest(files: Iterable[Path]) -> str:
    """Return a short text that changes when one of the files does."""
    content = hashlib.sha256()
    for file in files:
        content.update(file.read_bytes())
    return content.hexdigest()[:16]


@cache
def digest_of(file: Path) -> str:
    """Return the digest of a single file."""
    return digest([file])
