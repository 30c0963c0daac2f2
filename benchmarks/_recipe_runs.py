"""What the scripts share that validate recipes, and run the best to the end.

Each has a result file of its own, with the validated runs by name and the
final one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mnist_reference import write


def names_to_validate(
    description: str | None, recipes: Iterable[str]
) -> list[str] | None:
    """The names behind ``--validate``, all for none; None without it."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--validate",
        nargs="*",
        choices=list(recipes),
        metavar="NAME",
        help=f"no test images; all of, or some of: {', '.join(recipes)}",
    )
    asked = parser.parse_args().validate
    return list(recipes) if asked == [] else asked


def stored(path: Path) -> dict[str, Any]:
    """The runs that are in the result file."""
    if not path.exists():
        return {"validation": {}, "final": None}
    old = json.loads(path.read_text(encoding="utf-8"))
    return {"validation": old["validation"], "final": old["final"]}


def record(path: Path, facts: dict, **run: dict) -> None:
    """Add a final run, or a validated one by its name, to the result file.

    Args:
        path: the result file.
        facts: what else it says of the script that writes it.
        run: ``final=`` the run, or ``validation=`` the run by its name.
    """
    runs = stored(path)  # another process may have written meanwhile
    runs["validation"] |= run.get("validation", {})
    runs["final"] = run.get("final", runs["final"])
    versions = {name: version(name) for name in ("nnlib", "numpy")}
    write(path, {"script": facts["script"]} | versions | facts | runs)
