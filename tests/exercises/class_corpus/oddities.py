"""Honest notebooks in odd forms: none of them may lose a point."""

import base64
import json
import random

from class_corpus.notebooks import (
    FULL,
    RIGHT,
    Case,
    beside,
    cell_of,
    cheat,
    data,
    edited,
    solved,
    with_step,
)

ODD_STEPS = {
    "float32": "np.where(np.asarray(z, np.float32) > 0, 1, 0).astype('f4')",
    "booleans times one": "(np.asarray(z) > 0) * 1",
    "heaviside": "np.heaviside(z, 0)",
    "with prints": "print('z is', z) or np.where(np.asarray(z) > 0, 1, 0)",
    "a warning": "np.where(np.log(np.asarray(z, float)) > -np.inf, 1, 0)",
    "slow": "time.sleep(0.05) or np.where(np.asarray(z) > 0, 1, 0)",
}
LISTS = """
import numpy as np


def step(z):
    if isinstance(z, np.ndarray):
        z = z.tolist()
    if isinstance(z, list):
        return [step(one) for one in z]
    return int(z > 0)
"""
ASYNC = """
import asyncio
await asyncio.sleep(0)
"""
POOL = """
import threading
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as pool:
    print(list(pool.map(abs, range(-9, 0))))
"""
PROCESSES = """
import multiprocessing
with multiprocessing.get_context("fork").Pool(2) as pool:
    print(pool.map(abs, range(-9, 0)))
"""
FILE = """
from pathlib import Path
Path("notes.txt").write_text("my notes")
Path("notes.txt").read_text()
np.save("/tmp/z.npy", np.ones(3))
np.load("/tmp/z.npy")
"""
PLOT = """
%matplotlib inline
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.savefig("plot.png")
"""
UMLAUTS = RIGHT.replace("z", "größe") + "# Größe — 数 ✓"


def _stepping(code: str) -> str:
    return (
        f"import time\nimport numpy as np\n\n\ndef step(z):\n    return {code}"
    )


def _picture(size: int) -> bytes:
    noise = base64.b64encode(random.Random(0).randbytes(size)).decode()
    output = {
        "output_type": "display_data",
        "data": {"image/png": noise},
        "metadata": {},
    }
    return edited(lambda n: cell_of(n, "step").update(outputs=[output]))


def _twins(notebook: dict) -> None:
    notebook["cells"] = [c for c in notebook["cells"] for _ in range(2)]


def _backwards_ids(notebook: dict) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "same"


def _format_3() -> bytes:
    cells = []
    for cell in with_step(RIGHT)["cells"]:
        cell = dict(cell, source="".join(cell["source"]))
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["language"] = "python"
        cells.append(cell)
    old = {"worksheets": [{"cells": cells}], "nbformat": 3, "metadata": {}}
    return json.dumps(old).encode()


def _lines(ending: str) -> bytes:
    def change(notebook: dict) -> None:
        for cell in notebook["cells"]:
            source = "".join(cell["source"])
            cell["source"] = source.replace("\n", ending)

    return edited(change)


def _format_45(notebook: dict) -> None:
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    for i, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{i}"
        cell["attachments"] = {"a.png": {"image/png": "iVBORw0KGgo="}}


def _checks_used(notebook: dict) -> None:
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if ".check(" in source:
            hint = source.replace(".check(step)", ".hint()")
            cell["source"] = f"{source}\n{hint}\nfrom nncheck import status"


def cases() -> dict[str, Case]:
    """All of them, by name."""
    whole = data(solved())
    files = {
        "byte order mark": b"\xef\xbb\xbf" + whole,
        "UTF-16": json.dumps(solved()).encode("utf-16"),
        "Windows newlines": _lines("\r\n"),
        "indented JSON": json.dumps(solved(), indent=4).encode(),
        "format 3": _format_3(),
        "format 4.5": edited(_format_45),
        "doubled cells": edited(_twins),
        "doubled ids": edited(_backwards_ids),
        "picture of 5 MB": _picture(5_000_000),
        "hints and status": edited(_checks_used),
        "lists": data(with_step(LISTS)),
        "umlauts": data(with_step(UMLAUTS)),
    }
    cells = {
        "await": ASYNC,
        "threads": POOL,
        "processes": PROCESSES,
        "own files": FILE,
        "a plot": PLOT,
        "a magic": "%time step(3)\n!echo hello",
        "an error": "1 / 0",
        "a package is missing": "import not_installed_anywhere",
    }
    odd = {name: Case(content, FULL) for name, content in files.items()}
    odd |= {name: beside(code) for name, code in cells.items()}
    odd |= {
        name: cheat(_stepping(code), FULL) for name, code in ODD_STEPS.items()
    }
    odd["renamed"] = Case(whole, FULL, file="Übung №1 🙂 (final).ipynb")
    return {f"odd: {name}": case for name, case in odd.items()}
