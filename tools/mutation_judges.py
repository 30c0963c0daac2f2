"""Which functions of the specs make probes and judge.

A spec holds answers, right and wrong, which are data: a mistake planted in
them says nothing about the checks. What counts is every function that the
probes come from, judges and symptoms included, and what those call.
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


def judging_functions() -> set[Place]:
    """Return the functions that make probes and judge, and their helpers."""
    from nncheck import catalog

    exercises = [
        exercise
        for page in catalog.PAGES
        for exercise in catalog.exercises(page)
        if not exercise.slow  # their corpus would take hours
    ]
    found: set[Place] = set()
    for exercise in exercises:
        for part in exercise.parts:
            found |= places(part.probes)
            for probe in part.probes(np.random.default_rng(0)):
                found |= places(probe.judge) | places(probe.symptom)
    answers = {
        place
        for exercise in exercises
        for answer in (
            exercise.reference,
            *exercise.alternatives,
            *(wrong.answer for wrong in exercise.misconceptions),
        )
        for place in places(answer)
    }
    waiting = list(found - answers)
    while waiting:
        new = set(called(waiting.pop())) - found - answers
        found |= new
        waiting += new
    return found - answers


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
