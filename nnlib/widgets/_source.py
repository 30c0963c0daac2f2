"""A view's module as the browser gets it: one text, with all it imports."""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(
    r'^import\s*\{[^}]*\}\s*from\s*"([./\w]+\.mjs)";\n', re.MULTILINE
)
_AS = re.compile(r"\bas\b").search


def module_source(path: Path) -> str:
    """A view's module with all that it imports written into it.

    The browser gets the source from memory, where ``import "./kit.mjs"``
    leads nowhere; Node's tests import the files as they are. A shared module
    (``kit.mjs``, or one that it shares with few views) may import others;
    each is written once, before the first that needs it.

    All of them end up in one scope, so imports have one form only, that of
    ``import { a, b } from "./x.mjs";``, without ``as``, and no two modules
    may define the same name.

    Raises:
        ValueError: for a module that does not import from the kit, or that
            imports in another form.

    >>> source = module_source(Path(__file__).parent / "sharpen.mjs")
    >>> "import {" in source, "function sigmoid" in source
    (False, True)
    """
    order: list[Path] = []
    _collect(path.resolve(), order)
    if all(module.name != "kit.mjs" for module in order):
        raise ValueError(
            f"{path.name} must import what it shares with the other views "
            'from "./kit.mjs", with names in braces'
        )
    *shared, view = (_without_imports(p) for p in order)
    plain = [re.sub(r"^export ", "", s, flags=re.MULTILINE) for s in shared]
    return "\n".join([*plain, view])


def _without_imports(path: Path) -> str:
    text = path.read_text("utf8")
    renamed = [found[0] for found in _IMPORT.finditer(text) if _AS(found[0])]
    rest = _IMPORT.sub("", text)
    for line in renamed + re.findall(r"^import\b.*", rest, re.MULTILINE):
        raise ValueError(
            f"{path.name} has the import {' '.join(line.split())!r}, which "
            "would be lost on the way to the browser; write "
            'import { name } from "./kit.mjs"; without "as"'
        )
    return rest


def _collect(path: Path, order: list[Path]) -> None:
    # depth first: what a module imports comes before it
    for name in _IMPORT.findall(path.read_text("utf8")):
        needed = (path.parent / name).resolve()
        if needed not in order:
            _collect(needed, order)
    order.append(path)
