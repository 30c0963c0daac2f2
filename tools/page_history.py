"""What git knows of the pages: which commit changed each of them, and when.

A tree without git, such as an unpacked archive, knows nothing, and a shallow
clone cannot tell when a page changed; then nothing is said.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

LETTERS = 10  # of a commit's name; git's own choice depends on the clone


@dataclass(frozen=True)
class Change:
    """A commit.

    Args:
        commit: the whole name.
        day: on which it was written, as 2026-11-21.
    """

    commit: str
    day: str

    @property
    def short(self) -> str:
        """The beginning of the name, enough to find the commit."""
        return self.commit[:LETTERS]


@dataclass(frozen=True)
class History:
    """What a build says of its sources.

    Args:
        built: the commit from which the pages are built, or None.
        changed: whether tracked files differ from that commit.
        pages: the last change of each file, by its path in the tree.
    """

    built: Change | None
    changed: bool
    pages: dict[str, Change]


NOTHING = History(None, False, {})


def ask(root: Path, *words: str) -> str | None:
    """What a git command prints, or None where it cannot answer."""
    command = ["git", "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def last_changes(log: str) -> dict[str, Change]:
    """The newest change of each file in a log, which begins with the newest.

    >>> log = "b 2026-02-02" + chr(10) + "a.md" + chr(10) + "a 2026-01-01"
    >>> last_changes("commit " + log.replace("a 2", "commit a 2"))
    {'a.md': Change(commit='b', day='2026-02-02')}
    """
    found: dict[str, Change] = {}
    change = None
    for line in log.splitlines():
        if line.startswith("commit "):
            change = Change(*line.split()[1:])
        elif line and change:
            found.setdefault(line, change)
    return found


def history(root: Path, folder: str = "book") -> History:
    """The history of the files in a folder of a tree."""
    top = ask(root, "rev-parse", "--show-toplevel")
    if top is None or Path(top).resolve() != root.resolve():
        return NOTHING
    line = "--format=commit %H %as"
    head = ask(root, "log", "-1", line)
    if not head:
        return NOTHING
    log = ""
    if ask(root, "rev-parse", "--is-shallow-repository") == "false":
        log = ask(root, "log", "--name-only", line, "--", folder) or ""
    status = ask(root, "status", "--porcelain", "--untracked-files=no")
    built = Change(*head.split()[1:])
    return History(built, bool(status), last_changes(log))
