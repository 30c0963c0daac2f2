"""Programs that differ from another one by a few words."""

import inspect
import linecache
from collections.abc import Callable
from typing import Any

from nncheck.engine import Misconception
from nncheck.verdict import Section


def edit(
    program: Callable[..., Any], name: str, *changes: tuple[str, str]
) -> Callable[..., Any]:
    """The program with some of its text replaced, as a new function.

    Args:
        program: a function whose source can be read.
        name: the name of the new function.
        changes: pairs (old, new); each old text occurs exactly once.
    """
    source = inspect.getsource(program)
    for old, new in changes:
        if source.count(old) != 1:
            raise ValueError(
                f"{name}: {old!r} occurs {source.count(old)} times in "
                f"{program.__name__}, not once"
            )
        source = source.replace(old, new)
    file = f"<{program.__module__}.{program.__name__}: {name}>"
    # so that inspect.getsource finds the text
    lines = source.splitlines(keepends=True)
    linecache.cache[file] = (len(source), None, lines, file)
    made: dict[str, Any] = {}
    exec(compile(source, file, "exec"), program.__globals__, made)
    function: Callable[..., Any] = made[program.__name__]
    function.__name__ = name
    return function


def wrong(
    program: Callable[..., Any],
    name: str,
    changes: list[tuple[str, str]],
    message: str,
    section: Section,
    hint: str,
) -> Misconception:
    """A wrong repair: an edit of the broken program, with its message."""
    return Misconception(edit(program, name, *changes), message, section, hint)
