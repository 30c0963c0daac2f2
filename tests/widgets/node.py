"""Calls functions of the views' modules under Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nnlib.widgets

HERE = Path(__file__).parent
WIDGETS = Path(nnlib.widgets.__file__).parent


def call(module: str, name: str, *arguments: list[Any]) -> list[Any]:
    """Call one exported function once for each list of arguments."""
    path = str(WIDGETS / f"{module}.mjs")
    calls = [
        {"module": path, "name": name, "args": args} for args in arguments
    ]
    done = subprocess.run(
        ["node", str(HERE / "call.mjs")],
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        encoding="utf8",
        timeout=60,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)
