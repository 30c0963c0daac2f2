"""What comes late is found out: that a page jumps, and what it weighs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = """<!doctype html><html lang="en"><title>A page</title>
<link rel="icon" href="data:,">{}<p>The end.</p></html>"""
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">
<rect width="300" height="200"/></svg>"""
ROWS = [  # each longer than the one before, and far from it on the line
    f"<tr><!--{'-' * 600}--><td>{'w' * k}<td>{'v ' * 40}" for k in range(40)
]
SCRIPT = "document.body.prepend(document.createElement('hr'), 'Late. ')"

SHIFTY = {
    "picture": "<img src='a.svg' alt=''>",
    "table": f"<table>{''.join(ROWS)}</table>",
    "script": "<script defer src='late.js'></script><p>Here first.</p>",
}
STEADY = {
    "picture": "<img src='a.svg' alt='' width='300' height='200'>",
    "table": "<link rel='expect' href='#t' blocking='render'>"
    f"{SHIFTY['table']}<p id='t'>Now paint.</p>",
    "script": "<script defer src='none.js'></script><p>Here first.</p>",
}

# numbers that no compression makes smaller than half
BALLAST = "".join(f"{k * 2654435761 % 2**32:08x}" for k in range(80_000))
LARGE = f"{PICTURE}<!--{BALLAST}-->"
# a large picture that comes when the reader has come near it
FAR = """<p>Here first.</p><div style='height: 9000px'></div>
<img loading='lazy' src='large.svg' alt='' width='300' height='200'>"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def measured(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, dict[str, float]]:
    """What is measured of each of the pages above."""
    folder = tmp_path_factory.mktemp("late")
    (folder / "a.svg").write_text(PICTURE, "utf-8")
    (folder / "late.js").write_text(SCRIPT, "utf-8")
    (folder / "none.js").write_text("", "utf-8")
    (folder / "far.html").write_text(PAGE.format(FAR), "utf-8")
    (folder / "large.svg").write_text(LARGE, "utf-8")
    for kind, bodies in (("shifty", SHIFTY), ("steady", STEADY)):
        for name, body in bodies.items():
            html = PAGE.format(body)
            (folder / f"{kind}-{name}.html").write_text(html, "utf-8")
    names = sorted(file.name for file in folder.glob("*.html"))
    done = subprocess.run(
        ["node", "tests/site/arrivals.mjs", str(folder), "--json", *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    said = json.loads(done.stdout)
    return {name.removesuffix(".html"): said[name] for name in names}


@pytest.fixture(scope="module")
def shifts(measured: dict[str, dict[str, float]]) -> dict[str, float]:
    """How far each of the pages above jumps."""
    return {name: found["sum"] for name, found in measured.items()}


@pytest.mark.parametrize("name", SHIFTY)
def test_a_late_part_that_moves_others_is_found(
    shifts: dict[str, float], name: str
) -> None:
    assert shifts[f"shifty-{name}"] > 0.002


@pytest.mark.parametrize("name", STEADY)
def test_a_late_part_with_its_room_is_no_fault(
    shifts: dict[str, float], name: str
) -> None:
    assert shifts[f"steady-{name}"] == 0


def test_what_comes_late_counts_for_the_page_in_use(
    measured: dict[str, dict[str, float]],
) -> None:
    assert measured["far"]["kilobytes"] < 5
    assert 300 < measured["far"]["awake"] < 400
