"""The verbs of the project; `make VERB` and `python tools/make.py VERB`.

Options are written as with make: `python tools/make.py run CH=mnist`.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

from environment import ROOT, call, prepare, require_python

require_python()  # before anything that an older Python cannot read

SITE = ROOT / "_build" / "html"
JOBS = str(min(4, os.cpu_count() or 1))
CHECKS = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--quiet", "--check", "."],
    "mypy": ["mypy", "--no-error-summary"],
    "imports": ["lint-imports"],
}
BUILD = ["jupyter-book", "build", ".", "-n", "-W", "--keep-going", "--all"]
NBVAL = [
    "--nbval",
    "--nbval-current-env",
    "--nbval-sanitize-with",
    "tests/book/nbval.cfg",
]
Options = dict[str, str]


def book(options: Options) -> int:
    """read the book: build it and serve it (SERVE=0: only build)"""
    from serve import serve

    failed = call(*BUILD, "-q")
    if failed:
        return failed
    print(f"Built {SITE.relative_to(ROOT).as_posix()}/index.html")
    if options.get("SERVE", "1") != "0":
        serve(SITE)
    return 0


def lab(options: Options) -> int:
    """open the chapters in JupyterLab"""
    settings = [
        "--ServerApp.ip=127.0.0.1",
        "--LabApp.default_url=/lab/tree/book",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        settings += ["--allow-root"]
    return call("jupyter-lab", *settings)


def test(options: Options) -> int:
    """test everything that must hold (K=words: only tests of that name)"""
    notebooks = [str(path) for path in sorted(ROOT.glob("book/*.ipynb"))]
    where = ["tests", "nnlib", "exercises/nncheck", *notebooks]
    only = ["-k", options["K"]] if "K" in options else []
    # a notebook's cells, or a file's tests, all run in one worker: conftest
    workers = ["-n", JOBS, "--dist", "loadgroup", "--no-loadscope-reorder"]
    report = ["--durations", "10", "--durations-min", "5"]
    here = ["-m", "not peer"]  # other frameworks: `make peers`
    words = [*workers, *report, *NBVAL, *here, *only, *where]
    return call("pytest", "-q", *words)


def edit(options: Options) -> int:
    """write the text view of a chapter: CH=slug"""
    return call("python", "tools/notebooks.py", "edit", chapter(options))


def run(options: Options) -> int:
    """take the text view back, execute and store: CH=slug"""
    return call("python", "tools/notebooks.py", "run", chapter(options))


def exercises(options: Options) -> int:
    """write the released exercise notebooks anew"""
    return call("python", "tools/exercises.py")


def class_(options: Options) -> int:
    """grade a class, safely: SUBMISSIONS=folder-or-zip CH=slug"""
    names = ("COURSE", "GRADEBOOK", "SEED", "WORKERS", "BOOK", "UNBOXED")
    words = [options["SUBMISSIONS"]] if "SUBMISSIONS" in options else []
    words += ["--chapter", chapter(options)]
    for name in names:
        if name in options:
            words += [f"--{name.lower()}", options[name]]
    return call("python", "-m", "nncheck", "class", *words)


def corpus(options: Options) -> int:
    """every answer and 1,000 mangled notebooks, graded (about an hour)"""
    scripts = ("tools/corpus.py", "tools/mangled.py")
    return max(call("python", script) for script in scripts)


def figures(options: Options) -> int:
    """draw the hand-made diagrams anew"""
    scripts = sorted(ROOT.glob("book/figures/[!_]*.py"))
    return max((call("python", script) for script in scripts), default=0)


def check(options: Options) -> int:
    """lint, format, types and imports"""
    failed = [name for name, words in CHECKS.items() if call(*words)]
    print("failed: " + ", ".join(failed) if failed else "all checks pass")
    return len(failed)


def site(options: Options) -> int:
    """the tests of the built pages, in Node and Chromium"""
    return call("pytest", "-q", "tests/site", "tests/widgets")


def screenshots(options: Options) -> int:
    """pictures of every page, both themes, in build/screenshots"""
    failed = book({**options, "SERVE": "0"})
    return failed or call("node", "tools/screenshots.mjs", str(SITE))


def lighthouse(options: Options) -> int:
    """what Lighthouse says of every page (needs Node and Chromium)"""
    failed = book({"SERVE": "0"})
    return failed or call("node", "tools/lighthouse.mjs", str(SITE))


def epub(options: Options) -> int:
    """the book for e-readers, in dist (needs Node)"""
    return call("python", "tools/epub.py")


def pdf(options: Options) -> int:
    """the book to print, in dist (needs Node and Chromium)"""
    return call("python", "tools/pdf.py")


def lite(options: Options) -> int:
    """the notebooks in JupyterLite, beside the pages in _build/html"""
    # first, so that the pages find it and offer it
    failed = call("python", "tools/lite.py")
    return failed or book({**options, "SERVE": "0"})


def cards(options: Options) -> int:
    """the cards for review as a deck for Anki, in dist"""
    return call("python", "tools/anki.py")


def kit(options: Options) -> int:
    """pages, notebooks, library, EPUB and PDF in one archive, in dist"""
    failed = book({**options, "SERVE": "0"})
    return failed or call("python", "tools/kit.py")


def peers(options: Options) -> int:
    """compare with PyTorch and Keras, where they are installed"""
    return call("pytest", "-q", "-m", "peer", "tests")


def kernels(options: Options) -> int:
    """compare the notebooks again under the plainest BLAS kernel"""
    # the kernel every 64-bit PC can run: nothing is fused, sums differ most
    return call(
        "pytest",
        "-q",
        *("-n", JOBS, "--dist", "load"),
        "tests/book/test_outputs.py",
        OPENBLAS_CORETYPE="Prescott",
    )


def bench(options: Options) -> int:
    """run the long experiments anew (NAME=script: only that one)"""
    name = options.get("NAME", "[!_]*")
    scripts = sorted(ROOT.glob(f"benchmarks/{name}.py"))
    if not scripts:
        print(f"There is no benchmarks/{name}.py.", file=sys.stderr)
        return 2
    return max(call("python", script) for script in scripts)


def mutation(options: Options) -> int:
    """plant mistakes, count those the tests see: NAME=engine, specs, core"""
    return call("python", "tools/mutation.py", options.get("NAME", ""))


def vendor(options: Options) -> int:
    """copy and bundle the front-end files anew (needs Node)"""
    return call("npm", "ci") or call("npm", "run", "vendor")


def requirements(options: Options) -> int:
    """compile requirements.in to exact pins (needs uv)"""
    command = "uv pip compile --universal --python-version 3.11 --no-header"
    files = ["requirements.in", "-o", "requirements.txt"]
    upgrade = ["--upgrade"] if options.get("UPGRADE") == "1" else []
    return call(*command.split(), "--quiet", *upgrade, *files)


def clean(options: Options) -> int:
    """delete what was built, and keep edits that were not run"""
    for folder in ("_build", "dist", ".pytest_cache", ".mypy_cache"):
        shutil.rmtree(ROOT / folder, ignore_errors=True)
    for path in (ROOT / "build").glob("*"):
        if path.name != "edit":
            shutil.rmtree(path, ignore_errors=True)
    return 0


def help(options: Options) -> int:
    """this list"""
    for name, verb in VERBS.items():
        print(f"make {name:13} {verb.__doc__}")
    return 0


VERBS: dict[str, Callable[[Options], int]] = {
    verb.__name__.rstrip("_"): verb
    for verb in (
        book, lab, test, edit, run, exercises, class_, corpus, figures, check,
        site, screenshots, lighthouse, epub, pdf, cards, lite, kit, kernels,
        peers, bench, mutation, vendor, requirements, clean, help,
    )
}  # fmt: skip
BARE = {"help", "clean"}  # verbs that need no environment


def chapter(options: Options) -> str:
    """Return the chapter that was named, or explain how to name one."""
    if "CH" not in options:
        slugs = sorted(path.stem for path in ROOT.glob("book/*.ipynb"))
        sys.exit(f"Which chapter? Say CH=slug, one of: {', '.join(slugs)}")
    return options["CH"]


def read_options(words: list[str]) -> Options:
    """Return NAME=value words as a dictionary; the environment counts too."""
    known = ("CH", "SERVE", "K", "NAME", "UPGRADE")
    options = {name: os.environ[name] for name in known if name in os.environ}
    return options | dict(word.split("=", 1) for word in words)


def main(words: list[str]) -> int:
    """Run one verb."""
    verb = words[0] if words else "help"
    if verb not in VERBS or not all("=" in word for word in words[1:]):
        print(f"Cannot read {' '.join(words)!r}. The verbs are:\n")
        return help({}) or 2
    if verb not in BARE:
        prepare()
    return VERBS[verb](read_options(words[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
