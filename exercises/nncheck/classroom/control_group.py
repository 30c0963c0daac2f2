"""A control group for each box, where systemd gives ordinary users one.

In it the kernel itself bounds the memory and the number of all processes of
a box together. systemd-run asks for it; without systemd, as in most
containers, there is none, and `memory` looks at the processes instead.
"""

import os
import shutil
import subprocess
from functools import cache

SPARE = 8  # processes: bubblewrap's own
# how systemd-run finds the one that it asks
ADDRESSES = ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
WITH = "the kernel bounds the memory of each box (control group)"
WITHOUT = (
    "no control group here (systemd gives none): the memory of each box is "
    "looked at five times a second"
)


def around(memory: int, processes: int) -> list[str]:
    """The words before a program that put it into a group of its own.

    Args:
        memory: bytes of all processes together, and of what they write into
            folders that lie in memory.
        processes: how many there may be, threads included.

    Returns:
        No words where there are no groups.
    """
    return words(memory, processes) if is_available() else []


def words(memory: int, processes: int) -> list[str]:
    """The words, whether or not anybody understands them."""
    asked = [shutil.which("systemd-run") or "systemd-run", "--scope"]
    asked += ["--quiet", "--collect"]
    if os.geteuid() != 0:
        asked.append("--user")
    for limit in (
        f"MemoryMax={memory}",
        "MemorySwapMax=0",
        f"TasksMax={processes + SPARE}",
    ):
        asked += ["--property", limit]
    # the box can read the environment of its first process
    return [*asked, "--", "env", "--ignore-environment", *_path()]


def _path() -> list[str]:
    return [f"PATH={os.defpath}"]


def environment() -> dict[str, str]:
    """What systemd-run has to find in its environment."""
    known = {name: os.environ.get(name) for name in ADDRESSES}
    return {name: value for name, value in known.items() if value}


@cache
def is_available() -> bool:
    """Whether a program can be put into a group; tried once."""
    try:
        tried = subprocess.run(
            [*words(2**28, 1), "true"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def told() -> str:
    """Which of the two bounds the memory here, in words."""
    return WITH if is_available() else WITHOUT
