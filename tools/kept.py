"""Results of a long run, kept line by line so that the run can go on.

A file of results belongs to one state of the sources; when these change,
it is begun anew.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "corpus"


def digest(files: Iterable[Path]) -> str:
    """A word that changes when a file, its name or its text does."""
    whole = hashlib.sha256()
    for path in sorted(set(files)):
        whole.update(f"{path.as_posix()}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def sources(page: str) -> list[Path]:
    """The files that the verdicts on a chapter's exercises depend on."""
    checker = ROOT / "exercises" / "nncheck"
    shared = ("*.py", "drivers/*.py", "specs/*.py", "specs/museum/*.py")
    patterns = (*shared, "specs/*/tables.py", f"specs/{page}/*.py")
    return [
        *(path for pattern in patterns for path in checker.glob(pattern)),
        *ROOT.glob("nnlib/**/*.py"),
        *ROOT.glob("tools/*corpus*.py"),
        *ROOT.glob("tools/mangl*.py"),
        ROOT / "tools" / "nbgrader_course.py",
        ROOT / "exercises" / page / f"{page}.md",
        ROOT / "requirements.txt",
    ]


class Results:
    """Results by name, each in a line of a file.

    Args:
        path: the file; the folder is made.
        state: what the results belong to; of another one they are dropped.
    """

    def __init__(self, path: Path, state: str) -> None:
        self.path = path
        self.all: dict[str, Any] = {}
        head, *lines = self._lines() or [""]
        if head == state:
            for line in lines:
                name, value = json.loads(line)
                self.all[name] = value
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{state}\n")

    def _lines(self) -> list[str]:
        """The whole lines; one that was cut short is dropped, on disk too."""
        if not self.path.exists():
            return []
        text = self.path.read_text()
        whole = text[: text.rfind("\n") + 1]
        if whole != text:
            self.path.write_text(whole)
        return whole.splitlines()

    def keep(self, name: str, value: Any) -> Any:
        """Write a result down at once, and give it back as it is kept."""
        line = json.dumps([name, value])
        with self.path.open("a") as file:
            file.write(f"{line}\n")
        self.all[name] = json.loads(line)[1]
        return self.all[name]
