"""How much memory a box's processes use together.

The limit of one process does not bound the sum of many. A control group
does; where there is none, who looks often sees it, too.
"""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

UNIT = 1024  # the kernel says kB


def is_above(limit: int, pid: int) -> bool:
    """Whether a process and its descendants use more bytes than allowed.

    The quick sum counts what processes share several times; only if that
    is too much, the exact one is asked for.

    >>> import os
    >>> is_above(2**20, os.getpid()), is_above(2**40, os.getpid())
    (True, False)
    >>> is_above(0, 2**30)  # no such process
    False
    """
    members = family(pid)
    return (
        sum(map(_own, members)) > limit
        and sum(map(_proportional, members)) > limit
    )


def files(pid: int, folders: Iterable[str]) -> int:
    """How many files a box holds in its folders, empty ones included.

    The kernel keeps a kilobyte or so of each, which no other limit counts.

    >>> files(2**30, ["/tmp"])  # no such process
    0
    """
    return max(
        (_files(member, folders) for member in family(pid)[1:]), default=0
    )


def _files(pid: int, folders: Iterable[str]) -> int:
    found = 0
    for folder in folders:
        with contextlib.suppress(OSError):  # it has just ended
            place = os.statvfs(f"/proc/{pid}/root{folder}")
            found += place.f_files - place.f_ffree
    return found


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        for task in _names(Path(f"/proc/{one}/task")):
            children = _read(Path(f"/proc/{one}/task/{task}/children"))
            todo += [int(word) for word in children.split()]
    return found


def _own(pid: int) -> int:
    return _sum(f"/proc/{pid}/status", "RssAnon:", "RssShmem:")


def _proportional(pid: int) -> int:
    return _sum(f"/proc/{pid}/smaps_rollup", "Pss:") or _own(pid)


def _sum(path: str, *names: str) -> int:
    lines = [line.split() for line in _read(Path(path)).splitlines()]
    return UNIT * sum(int(words[1]) for words in lines if words[0] in names)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []  # it has just ended


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""  # it has just ended
