"""A notebook as MyST text that a person can edit, and back again.

The text view holds prose, code and cell metadata, no outputs. Beside it lies
a copy of what the notebook said when the view was written, so that edits on
either side are seen and never lost.
"""

import hashlib
from pathlib import Path

import jupytext
from jupytext.combine import map_outputs_to_inputs
from nbformat import NotebookNode

from notebook_files import BOOK, KERNELSPEC, ROOT, read

EDIT = ROOT / "build" / "edit"
GENERATED = {"kernelspec", "language_info", "widgets", "jupytext"}


class TextViewError(Exception):
    """A text view that cannot be written or taken back; says what to do."""


def notebook_of(slug: str) -> Path:
    """Return the notebook of a chapter."""
    return BOOK / f"{slug}.ipynb"


def view_of(slug: str) -> Path:
    """Return the text view of a chapter."""
    return EDIT / f"{slug}.md"


def base_of(slug: str) -> Path:
    """Return the copy of the notebook's text that the view began from."""
    return EDIT / f".{slug}.base.md"


def to_text(nb: NotebookNode) -> str:
    """Return the notebook as MyST text with all cell metadata."""
    plain = NotebookNode(nb)
    own = {k: v for k, v in nb.metadata.items() if k not in GENERATED}
    plain.metadata = NotebookNode(own)
    plain.metadata["jupytext"] = {
        "notebook_metadata_filter": ",".join([*own, "-all"]),
        "cell_metadata_filter": "all",
    }
    return jupytext.writes(plain, fmt="md:myst")


def from_text(text: str, old: NotebookNode | None, slug: str) -> NotebookNode:
    """Return the notebook that `text` describes, with the ids of `old`."""
    nb = jupytext.reads(text, fmt="md:myst")
    nb.metadata.pop("jupytext", None)
    nb.metadata["kernelspec"] = dict(KERNELSPEC)
    give_ids(nb, old, slug)
    return nb


def give_ids(nb: NotebookNode, old: NotebookNode | None, slug: str) -> None:
    """Keep the ids of cells that were there; name new ones by content."""
    known = old.cells if old else []
    origin = map_outputs_to_inputs(nb.cells, known)
    used: set[str] = set()
    for cell, j in zip(nb.cells, origin, strict=True):
        cell["id"] = known[j].id if j is not None else ""
        if cell["id"] in used:
            cell["id"] = ""
        used.add(cell["id"])
    for cell in nb.cells:
        count = 0
        while not cell["id"]:
            text = f"{slug}:{count}:{cell.cell_type}:{cell.source}"
            new = hashlib.sha256(text.encode()).hexdigest()[:8]
            cell["id"] = "" if new in used else new
            count += 1
        used.add(cell["id"])


def current_text(slug: str) -> str:
    """Return what the stored notebook says, or "" when there is none."""
    path = notebook_of(slug)
    return to_text(read(path)) if path.exists() else ""


def write_view(slug: str) -> str:
    """Write the text view of a chapter and say what was done."""
    view, shown = view_of(slug), view_of(slug).relative_to(ROOT)
    now = current_text(slug)
    if view.exists() and view.read_text("utf8") not in (now, base_text(slug)):
        return (
            f"{shown} holds edits that the notebook does not have yet: left "
            f"as it is.\nTake them back with `make run CH={slug}`, or delete "
            "the file to start again from the notebook."
        )
    EDIT.mkdir(parents=True, exist_ok=True)
    save(view, now or skeleton(slug))
    save(base_of(slug), now)
    return f"{shown} written; edit it, then `make run CH={slug}`."


def take_back(slug: str) -> NotebookNode:
    """Return the notebook with the edits of its text view, if it has one.

    Raises:
        TextViewError: There is nothing to run, or view and notebook were
            both changed.
    """
    path, view = notebook_of(slug), view_of(slug)
    if not path.exists() and not view.exists():
        have = ", ".join(sorted(p.stem for p in BOOK.glob("*.ipynb")))
        raise TextViewError(
            f"There is no chapter {slug!r} (there are: {have or 'none'}). "
            f"To begin one, type `make edit CH={slug}`."
        )
    old = read(path) if path.exists() else None
    now, base = current_text(slug), base_text(slug)
    text = view.read_text("utf8") if view.exists() else now
    if old is not None and text in (now, base):
        return old
    if now != base:
        raise TextViewError(
            f"{view.relative_to(ROOT)} and {path.relative_to(ROOT)} were "
            "both changed since the text view was written. Rename the text "
            f"view, type `make edit CH={slug}`, and carry your edits over."
        )
    return from_text(text, old, slug)


def refresh_view(slug: str, before: str | None) -> None:
    """Bring the text view up to date, unless it was edited meanwhile."""
    view = view_of(slug)
    if before is None or not view.exists():
        return
    now = current_text(slug)
    save(base_of(slug), now)
    if view.read_text("utf8") == before:
        save(view, now)


def base_text(slug: str) -> str:
    """Return what the notebook said when the view was written."""
    base = base_of(slug)
    return base.read_text("utf8") if base.exists() else ""


def save(path: Path, text: str) -> None:
    """Write text with the line ends of the repository."""
    path.write_text(text, encoding="utf8", newline="\n")


def skeleton(slug: str) -> str:
    """Return the text of a new chapter: its parts in the book's order."""
    title = slug.replace("_", " ").capitalize()
    return f"""\
---
myst:
  html_meta:
    description: The {title.lower()} chapter, in one sentence.
---

(ch-{slug})=
# {title}

The question this chapter answers, in two sentences.

**In this chapter**

- What the reader will be able to do
- Needs: the chapters before
- Reading time

```{{code-cell}}
---
tags: [hide-input]
---
import matplotlib.pyplot as plt
import numpy as np

from nnlib import viz

viz.use_style()
```

## Common misconceptions

## What we learned

## Check yourself

## Further reading
"""
