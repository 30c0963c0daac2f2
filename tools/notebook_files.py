"""Notebooks as files: read, normalize, and write them byte for byte alike.

Two executions of the same notebook differ in things nobody meant: times,
random widget ids, the patch version of Python. `normalize` removes them, so
that a changed byte in the repository is a changed fact.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
KERNELSPEC = {
    "name": "python3",
    "display_name": "Python 3",
    "language": "python",
}
MODEL_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
LINKS = {"LinkModel", "DirectionalLinkModel"}


def read(path: Path) -> NotebookNode:
    """Return the notebook at `path`."""
    return nbformat.read(path, as_version=4)


def write(nb: NotebookNode, path: Path) -> None:
    """Write the notebook at once or not at all."""
    nbformat.validate(nb)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(nbformat.writes(nb) + "\n", encoding="utf8", newline="\n")
    os.replace(part, path)


def chapters() -> list[Path]:
    """Return every notebook of the book, sorted by name."""
    return sorted(BOOK.glob("*.ipynb"))


def outputs_of(nb: NotebookNode) -> Iterable[NotebookNode]:
    """Yield every stored output, in reading order."""
    for cell in nb.cells:
        yield from cell.get("outputs", [])


def widget_state(nb: NotebookNode) -> dict[str, dict]:
    """Return the stored widget models, by model id."""
    stored = nb.metadata.get("widgets", {}).get(STATE, {})
    return stored.get("state", {})


def views_of(nb: NotebookNode) -> list[str]:
    """Return the model ids of the displayed widgets, in reading order."""
    data = [out.get("data", {}) for out in outputs_of(nb)]
    return [item[VIEW]["model_id"] for item in data if VIEW in item]


def links_of(state: dict[str, dict]) -> list[str]:
    """Return the ids of the models that link two traits."""
    return [i for i in state if state[i].get("model_name") in LINKS]


def references(model: dict) -> list[str]:
    """Return the ids of the models that `model` points to."""
    return re.findall(
        r"IPY_MODEL_([0-9a-f]{32})", json.dumps(model, sort_keys=True)
    )


def reading_order(nb: NotebookNode) -> list[str]:
    """Return the ids of the models the page needs, in reading order."""
    state = widget_state(nb)
    order: dict[str, int] = {}

    def visit(model_id: str) -> None:
        if model_id in order or model_id not in state:
            return
        order[model_id] = len(order)
        for ref in references(state[model_id]):
            visit(ref)

    def content(model_id: str) -> str:
        text = json.dumps(state[model_id], sort_keys=True)
        return MODEL_ID.sub(lambda m: str(order.get(m[0], "?")), text)

    for model_id in views_of(nb):
        visit(model_id)
    # a link is reached by no view, but the page needs it when both ends are
    links = [
        model_id
        for model_id in links_of(state)
        if all(ref in order for ref in references(state[model_id]))
    ]
    for model_id in sorted(links, key=content):
        visit(model_id)
    return list(order)


def rename_widgets(nb: NotebookNode, name: str) -> NotebookNode:
    """Give widget models ids in reading order; drop unreachable ones."""
    order = reading_order(nb)
    state = widget_state(nb)
    new = {
        old: hashlib.sha256(f"{name}:{i}".encode()).hexdigest()[:32]
        for i, old in enumerate(order)
    }
    if state:
        kept = {model_id: state[model_id] for model_id in order}
        nb.metadata["widgets"][STATE]["state"] = kept
    if not order:
        nb.metadata.pop("widgets", None)
    text = json.dumps(nb)
    return nbformat.from_dict(
        json.loads(MODEL_ID.sub(lambda m: new.get(m[0], m[0]), text))
    )


def normalize(nb: NotebookNode, name: str) -> NotebookNode:
    """Return the notebook without what changes from run to run."""
    nb.nbformat, nb.nbformat_minor = 4, 5
    nb.metadata["kernelspec"] = dict(KERNELSPEC)
    nb.metadata.pop("jupytext", None)
    if "language_info" in nb.metadata:
        nb.metadata["language_info"]["version"] = "3"
    for cell in nb.cells:
        for noise in ("execution", "ExecuteTime", "collapsed", "trusted"):
            cell.metadata.pop(noise, None)
    for out in outputs_of(nb):
        if out.output_type == "error":
            # the message is the lesson; the frames name files of one machine
            out["traceback"] = [f"{out.ename}: {out.evalue}"]
    return rename_widgets(nb, name)
