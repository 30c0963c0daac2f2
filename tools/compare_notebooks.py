"""Run notebooks afresh and compare with their stored outputs.

Text must agree word for word, numbers to a tolerance, pictures by their
pixels, widgets by their whole state (ids aside). A cell that was never run
has nothing to compare, so that is a difference too.
"""

import base64
import io
import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from matplotlib.image import imread
from nbformat import NotebookNode

from notebook_files import VIEW, links_of, normalize, read, widget_state
from notebook_kernel import NotebookError, execute

RTOL, ATOL = 1e-6, 1e-9
PIXELS = 2 / 255  # mean difference of two pictures, of values in [0, 1]
NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?")
IGNORE = "nbval-ignore-output"


def compare_notebook(path: Path) -> list[str]:
    """Execute a copy of the notebook and return every difference."""
    stored = read(path)
    fresh = nbformat.from_dict(json.loads(json.dumps(stored)))
    try:
        execute(fresh, path.parent, path.name)
    except NotebookError as error:
        return [str(error)]
    name = path.stem
    return list(differences(normalize(stored, name), normalize(fresh, name)))


def differences(stored: NotebookNode, fresh: NotebookNode) -> Iterator[str]:
    """Yield what differs between two runs of the same notebook."""
    states = widget_state(stored), widget_state(fresh)
    number = 0
    for old, new in zip(stored.cells, fresh.cells, strict=True):
        if old.cell_type != "code" or not old.source.strip():
            continue
        number += 1
        if old.execution_count is None:
            yield f"code cell {number}: stored without having been run"
        elif IGNORE not in old.metadata.get("tags", []):
            for why in cell_differences(old, new, states):
                yield f"code cell {number}: {why}"
    links = [[expand(i, state) for i in links_of(state)] for state in states]
    if not same(*links):
        yield "the links between widgets are not what the code makes now"


def cell_differences(
    old: NotebookNode, new: NotebookNode, states: tuple[dict, dict]
) -> Iterator[str]:
    """Yield what differs between the outputs of one cell."""
    before, after = merge_streams(old.outputs), merge_streams(new.outputs)
    kinds = [[out.output_type for out in outs] for outs in (before, after)]
    if kinds[0] != kinds[1]:
        yield f"outputs {kinds[0]} became {kinds[1]}"
        return
    for a, b in zip(before, after, strict=True):
        if a.output_type == "stream":
            yield from stream_differences(a, b)
        elif a.output_type == "error":
            if a.ename != b.ename:
                yield f"error {a.ename} became {b.ename}"
            yield from text_differences("error", a.evalue, b.evalue)
        else:
            yield from data_differences(a.data, b.data, states)


def merge_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return the outputs with the pieces of one stream joined."""
    merged: list[NotebookNode] = []
    for out in outputs:
        last = merged[-1] if merged else NotebookNode()
        if out.output_type == "stream" and last.get("name") == out.name:
            last.text += out.text
        else:
            merged.append(NotebookNode(out))
    return merged


def stream_differences(a: NotebookNode, b: NotebookNode) -> Iterator[str]:
    """Yield what differs between two printed texts."""
    if a.name != b.name:
        yield f"{a.name} became {b.name}"
    else:
        yield from text_differences(a.name, a.text, b.text)


def data_differences(
    a: dict[str, Any], b: dict[str, Any], states: tuple[dict, dict]
) -> Iterator[str]:
    """Yield what differs between two displayed values, kind by kind."""
    if set(a) != set(b):
        yield f"kinds {sorted(a)} became {sorted(b)}"
        return
    for kind in sorted(a):
        if kind == VIEW:
            yield from view_differences(a[kind], b[kind], states)
        elif kind in ("image/png", "image/jpeg"):
            yield from picture_differences(kind, a[kind], b[kind])
        elif isinstance(a[kind], str):
            yield from text_differences(kind, a[kind], b[kind])
        elif a[kind] != b[kind]:
            yield f"{kind} differs"


def close(x: float, y: float) -> bool:
    """Tell whether two numbers agree up to rounding."""
    return math.isclose(x, y, rel_tol=RTOL, abs_tol=ATOL)


def same(a: Any, b: Any) -> bool:
    """Tell whether two nested values agree, numbers up to rounding."""
    if isinstance(a, dict) and isinstance(b, dict):
        return set(a) == set(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float) and isinstance(b, (int, float)):
        return close(a, b)
    return bool(a == b)


def text_differences(kind: str, a: str, b: str) -> Iterator[str]:
    """Yield the first difference: words exactly, numbers to a tolerance."""
    words = [" ".join(NUMBER.sub("#", text).split()) for text in (a, b)]
    if words[0] != words[1]:
        yield f"{kind}: {first_difference(a, b)}"
        return
    for x, y in zip(NUMBER.findall(a), NUMBER.findall(b), strict=True):
        if x != y and not close(float(x), float(y)):
            yield f"{kind}: {x} became {y}"
            return


def first_difference(a: str, b: str) -> str:
    """Return the first pair of lines that differ."""
    old, new = a.splitlines(), b.splitlines()
    for i in range(max(len(old), len(new))):
        x = old[i] if i < len(old) else "(no line)"
        y = new[i] if i < len(new) else "(no line)"
        if x != y:
            return f"line {i + 1}, {x!r} became {y!r}"
    return "blanks differ"


def picture_differences(kind: str, a: str, b: str) -> Iterator[str]:
    """Yield how two pictures differ in size or in their pixels."""
    old, new = (
        imread(io.BytesIO(base64.b64decode(text)), format=kind[6:])
        for text in (a, b)
    )
    if old.shape != new.shape:
        yield f"{kind}: size {old.shape[:2]} became {new.shape[:2]}"
        return
    mean = float(np.abs(old - new).mean())
    if mean > PIXELS:
        yield f"{kind}: mean pixel difference {mean:.4f}"


def view_differences(
    a: dict, b: dict, states: tuple[dict, dict]
) -> Iterator[str]:
    """Yield how the whole state behind two widget views differs."""
    old = expand(a["model_id"], states[0])
    new = expand(b["model_id"], states[1])
    if old == "MISSING":
        yield "a stored widget view without stored state: the page is dead"
    elif not same(old, new):
        where = path_of(old, new)
        yield f"widget state is not what the code makes now: {where}"


def expand(
    model_id: str, state: dict[str, dict], seen: tuple[str, ...] = ()
) -> Any:
    """Return a model's state with references replaced by what they name."""
    if model_id in seen:
        return "CYCLE"
    if model_id not in state:
        return "MISSING"

    def inside(value: Any) -> Any:
        if isinstance(value, str) and value.startswith("IPY_MODEL_"):
            return expand(value[10:], state, (*seen, model_id))
        if isinstance(value, list):
            return [inside(item) for item in value]
        if isinstance(value, dict):
            return {key: inside(item) for key, item in value.items()}
        return value

    return inside(dict(state[model_id]))


def path_of(a: Any, b: Any, here: str = "") -> str:
    """Return where two nested values first differ."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted(set(a) | set(b)):
            if not same(a.get(key), b.get(key)):
                return path_of(a.get(key), b.get(key), f"{here}.{key}")
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (x, y) in enumerate(zip(a, b, strict=True)):
            if not same(x, y):
                return path_of(x, y, f"{here}[{i}]")
    return here.lstrip(".") or "the model itself"


def main(paths: list[str]) -> int:
    """Compare notebooks and return how many differ."""
    bad = 0
    for path in map(Path, paths):
        found = compare_notebook(path)
        bad += bool(found)
        print("\n".join(f"{path}: {c}" for c in found) or f"{path}: same")
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
