"""Which functions of the specs are worth a planted mistake.

Those that judge, with what they call: a mistake in a judge must show in the
corpus. And the other right answers: a mistake in a right answer makes a wrong
one, as a learner might write it, which the probes must refuse. (The reference
is what the answers are compared with. Wrong answers are wrong already, and a
maker of random probes with another number makes other random probes.)
"""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

SPECS = "nncheck.specs."
Place = tuple[str, str]  # a module and a function at its top


def functions_that_count() -> set[Place]:
    """Return judges and right answers other than the reference."""
    from nncheck import catalog

    found: set[Place] = set()
    others: set[Place] = set()
    for page in catalog.PAGES:
        for exercise in catalog.exercises(page):
            others |= places(exercise.reference)
            for wrong in exercise.misconceptions:
                others |= places(wrong.answer)
            if exercise.slow:  # its corpus would take hours
                continue
            for answer in exercise.alternatives:
                found |= places(answer)
            for part in exercise.parts:
                for probe in part.probes(np.random.default_rng(0)):
                    found |= places(probe.judge) | places(probe.symptom)
    waiting = found = found - others
    while waiting:
        waiting = {f for place in waiting for f in called(place)}
        waiting -= found | others
        found = found | waiting
    return found


def places(function: Any) -> set[Place]:
    """Return where a function of the specs stands, as a set."""
    while isinstance(function, functools.partial):
        function = function.func
    module = getattr(function, "__module__", None) or ""
    name = getattr(function, "__qualname__", "").split(".")[0]
    if not module.startswith(SPECS) or name == "<lambda>":
        return set()
    return {(module, name)}


def called(place: Place) -> Iterator[Place]:
    """Yield the functions of the specs that one function names."""
    module, name = place
    content = vars(sys.modules[module])
    tree = ast.parse(Path(content["__file__"]).read_text("utf8"))
    for node in tree.body:
        if getattr(node, "name", "") == name:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name):
                    yield from places(content.get(inner.id))


def leave_out_the_rest(file: Path, keep: set[str]) -> None:
    """Tell mutmut to leave every other function and class as it is."""
    lines = file.read_text("utf8").splitlines()
    for node in reversed(ast.parse("\n".join(lines)).body):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if node.name not in keep:
            starts = [node.lineno, *(d.lineno for d in node.decorator_list)]
            lines.insert(node.end_lineno or 0, "# pragma: no mutate end")
            lines.insert(min(starts) - 1, "# pragma: no mutate start")
            continue
        for inner in ast.walk(node):
            for number in worded_lines(inner, lines):
                lines[number] += "  # pragma: no mutate"
    file.write_text("\n".join(lines) + "\n", encoding="utf8")


def worded_lines(node: ast.AST, lines: list[str]) -> range:
    """Return the lines on which nothing happens but that a complaint is put.

    Their words are for the tests of the messages; the corpus tells only
    whether there is a complaint.
    """
    if not isinstance(node, ast.Call) or "Complaint" != getattr(
        node.func, "id", ""
    ):
        return range(0)
    first = lines[node.lineno - 1].strip()
    alone = first.startswith(("return Complaint(", "Complaint("))
    return range(node.lineno - alone, node.end_lineno or 0)
