"""The views' modules under Node: calls their functions, loads them."""

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
    return run(str(HERE / "call.mjs"), given=json.dumps(calls))


def kinds_of_render(sources: dict[str, str], folder: Path) -> dict[str, str]:
    """Load whole modules, as the browser gets them, and say what renders.

    The answer is JavaScript's ``typeof`` of each module's ``render``.
    """
    script = "const kinds = {};\n"
    for name, source in sources.items():
        path = folder / f"{name}.mjs"
        path.write_text(source, encoding="utf8")
        script += (
            f"kinds[{name!r}] = "
            f"typeof (await import({path.as_uri()!r})).default.render;\n"
        )
    script += "console.log(JSON.stringify(kinds));"
    return run("--input-type=module", "-e", script)


def run(*words: str, given: str = "") -> Any:
    """What Node prints, read as JSON; what it complains of is an error."""
    done = subprocess.run(
        ["node", *words],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf8",
        timeout=60,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)
