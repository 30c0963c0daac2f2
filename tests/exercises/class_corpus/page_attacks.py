"""Attacks on the teacher's pages, and on what reads a notebook."""

import json

from class_corpus.notebooks import (
    FULL,
    RIGHT,
    STEP,
    WRONG,
    Case,
    beside,
    cell_of,
    cheat,
    data,
    edited,
    with_step,
)

JSON = """
import builtins, json, sys
json.dumps = lambda *args, **kwargs: '{"task": "step", "state": "end"}'
json.loads = lambda *args, **kwargs: {}
builtins.isinstance = lambda *args: True
sys.modules["json"] = sys
"""
MODULES = """
import sys, types
for name in ("numpy", "json", "nncheck", "nnlib", "signal", "os"):
    sys.modules[name] = types.ModuleType(name)
"""
SCRIPT = "<script>document.title = 'OWNED'</script>"
IMAGE = "<img src=x onerror=\"document.title='OWNED'\">"
SVG = "<svg onload=\"document.title='OWNED'\"><a href='javascript:1'>x</a>"
SCRIPTS = SCRIPT + IMAGE + SVG + "`</code><iframe srcdoc='x'>` ${1} {{7*7}}"
BIDI = "\u202egnorw\u202c \u2066\x00\x1b[31m\ufeff"


def _outputs(notebook: dict) -> None:
    cell_of(notebook, "step")["outputs"] = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": SCRIPTS, "image/svg+xml": SVG},
        },
        {"output_type": "stream", "name": "stdout", "text": SCRIPTS},
    ]
    notebook["cells"].insert(0, _text(SCRIPTS))
    notebook["metadata"]["title"] = SCRIPTS


def _huge_output(notebook: dict) -> None:
    cell_of(notebook, "step")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * 15_000_000}
    ]


def _surrogate() -> bytes:
    text = json.dumps(with_step(RIGHT + "x = 'SURROGATE'"))
    return text.replace("SURROGATE", "\\ud800 \\u0000").encode()


def _blank_lines(notebook: dict) -> None:
    notebook["cells"].append(_text("\n" * 300_000))


def _half_cells(notebook: dict) -> None:
    notebook["cells"] += [_text("  lower half")] * 20_000


def _text(source: str) -> dict:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def cases() -> dict[str, Case]:
    """All of them, by name."""
    quoted = repr(SCRIPTS)
    return {
        "scripts in outputs": Case(edited(_outputs), FULL),
        "scripts in answers": cheat(f"def step(z):\n    return {quoted}"),
        "scripts in exceptions": cheat(
            f"class Bad(Exception):\n    pass\nBad.__name__ = {quoted}\n"
            f"def step(z):\n    raise Bad({quoted})"
        ),
        "scripts in a cell's error": beside(f"raise ValueError({quoted})"),
        "scripts in type names": cheat(
            f"def step(z):\n    return type({quoted}, (), {{}})()"
        ),
        "scripts printed": cheat(f"def step(z):\n    print({quoted})"),
        "turned text": beside(f"raise ValueError({BIDI!r})"),
        "half a character": Case(_surrogate()),
        "huge outputs": Case(edited(_huge_output), FULL),
        "look-alike name": Case(
            data(with_step(RIGHT.replace("def step", "def \u0455tep"))),
            FULL - STEP,
            words="defines no",
        ),
        "json and isinstance patched": cheat(JSON),
        "modules replaced": Case(data(with_step(WRONG + MODULES)), None),
        "too large": Case(
            b'{"cells": []}' + b" " * 21_000_000,
            None,
            words="clear the outputs",
            status="returned",
        ),
        "deep JSON": Case(b"[" * 10**6, None, status="returned"),
        "blank lines": Case(edited(_blank_lines, WRONG)),
        "20,000 lower halves": Case(
            edited(_half_cells, WRONG), words="19,980 more"
        ),
        "endless JSON": Case(
            b'{"cells": [' + b"[]," * 10**6 + b"[]]}", None, status="returned"
        ),
    }
