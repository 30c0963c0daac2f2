"""What the tests' programs for Node and the browser have to say."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from notebook_files import ROOT


def answer_of(*words: object, timeout: float = 300) -> Any:
    """What a program prints as JSON; a failed test if it ends in an error."""
    done = subprocess.run(
        ["node", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf8",
        check=False,
        timeout=timeout,
    )
    if done.returncode:
        pytest.fail(f"{words[0]} failed:\n{done.stderr}")
    return json.loads(done.stdout)
