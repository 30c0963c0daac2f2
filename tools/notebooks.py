"""Edit, run, clean and check the book's notebooks.

    python tools/notebooks.py edit SLUG         text view in build/edit/
    python tools/notebooks.py run [SLUG ...]    take it back, execute, store
    python tools/notebooks.py clean [SLUG ...]  normalize without executing
    python tools/notebooks.py check [SLUG ...]  the rules of a chapter
    python tools/notebooks.py check --run       … and execute and compare

A SLUG is the name of a chapter (`perceptron`) or the path of any notebook.
Without one, every notebook in book/ is meant.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from nbformat import NotebookNode

import notebook_text as views
from notebook_files import BOOK, ROOT, chapters, normalize, read, write
from notebook_kernel import NotebookError, execute


def notebook_path(name: str) -> Path:
    """Return the notebook that a slug or a path means."""
    path = Path(name)
    return path.resolve() if path.suffix else views.notebook_of(name)


def edit(names: list[str]) -> int:
    """Write the text views of chapters."""
    for slug in names:
        print(views.write_view(slug))
    return 0


def run(names: list[str]) -> int:
    """Execute notebooks and store their outputs."""
    failed = 0
    for name in names:
        try:
            run_one(notebook_path(name))
        except (NotebookError, views.TextViewError) as error:
            print(error, file=sys.stderr)
            failed += 1
    return failed or check(names, compare=False)


def run_one(path: Path) -> None:
    """Execute one notebook; the file is touched only when all cells ran."""
    began = time.perf_counter()
    slug, view = path.stem, views.view_of(path.stem)
    is_chapter = path.parent == BOOK
    before = view.read_text("utf8") if is_chapter and view.exists() else None
    nb = formatted(views.take_back(slug) if is_chapter else read(path))
    execute(nb, path.parent, slug)
    write(normalize(nb, slug), path)
    if is_chapter:
        views.refresh_view(slug, before)
    seconds = time.perf_counter() - began
    size = path.stat().st_size / 1000
    print(f"{shown(path)}: ran in {seconds:.0f} s, {size:.0f} kB")


def formatted(nb: NotebookNode) -> NotebookNode:
    """Return the notebook with its code laid out by ruff, if it parses."""
    ruff = Path(sys.executable).with_name("ruff")
    done = subprocess.run(
        [ruff, "format", "--stdin-filename", BOOK / "x.ipynb", "-"],
        input=nbformat.writes(nb),
        capture_output=True,
        text=True,
        encoding="utf8",
    )
    # code that does not parse fails when it runs, with a better message
    return nbformat.reads(done.stdout, 4) if done.returncode == 0 else nb


def lint(path: Path) -> list[str]:
    """Return what ruff finds in the code of a notebook."""
    ruff = Path(sys.executable).with_name("ruff")
    done = subprocess.run(
        [ruff, "check", "--quiet", "--output-format", "concise", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf8",
    )
    return [line.split(".ipynb:", 1)[-1] for line in done.stdout.splitlines()]


def clean(names: list[str]) -> int:
    """Normalize notebooks without executing them."""
    for path in map(notebook_path, names):
        write(normalize(read(path), path.stem), path)
        print(f"{shown(path)}: clean")
    return 0


def check(names: list[str], compare: bool) -> int:
    """Report every broken rule; with `compare`, execute and compare too."""
    from compare_notebooks import compare_notebook
    from hygiene import complaints

    found = []
    for path in map(notebook_path, names):
        found += [f"{shown(path)}: {c}" for c in complaints(path)]
        found += [f"{shown(path)}: {c}" for c in lint(path)]
        if compare:
            found += [f"{shown(path)}: {c}" for c in compare_notebook(path)]
    print("\n".join(found) or f"{len(names)} notebook(s): every rule holds")
    return bool(found)


def shown(path: Path) -> str:
    """Return the path as a reader of the repository would write it."""
    inside = path.is_relative_to(ROOT)
    return path.relative_to(ROOT).as_posix() if inside else str(path)


def main(arguments: list[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=["edit", "run", "clean", "check"])
    parser.add_argument("names", nargs="*", metavar="SLUG")
    parser.add_argument("--run", action="store_true", dest="compare")
    args = parser.parse_intermixed_args(arguments)
    if args.verb == "edit" and not args.names:
        parser.error("edit needs the name of a chapter: edit perceptron")
    names = args.names or [str(path) for path in chapters()]
    if args.verb == "check":
        return check(names, args.compare)
    return {"edit": edit, "run": run, "clean": clean}[args.verb](names)


if __name__ == "__main__":
    sys.exit(main())
