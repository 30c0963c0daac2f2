"""The harness finds what it is there to find: a page with every fault."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.node, pytest.mark.browser, pytest.mark.slow]

# a view whose slider and button do nothing, beside one that was never made
BAD = """<!doctype html>
<html data-widgets="ready"><title>Bad</title><body><main><article>
<img src="https://example.org/a.png"><img src="missing.png">
<script>console.error("a complaint"); nowhere();</script>
<span class="math">x^2</span>
<div style="width: 500px">wide</div>
<div class="widget-subarea" style="height: 90px">
  <div class="widget-slider noUi-target" style="width: 200px; height: 30px">
    <div class="noUi-handle" tabindex="0" role="slider" aria-label="weight"
         aria-valuemin="0" aria-valuemax="1" aria-valuenow="0"
         style="width: 20px; height: 20px"></div>
    <div class="widget-readout" contenteditable="true">0.00</div>
  </div>
  <button>Nothing</button>
</div>
<script type="application/vnd.jupyter.widget-view+json">{}</script>
<script type="application/vnd.jupyter.widget-view+json">{}</script>
<div class="widget-subarea" style="height: 90px">
  <div class="nn-view"><p class="nn-heard" role="status">It stays the same.</p>
  <canvas class="moving"></canvas></div>
  <button class="bare" aria-label="More">More</button></div>
<style>.bare:focus { outline: none } .moving { transition: all 9s }</style>
</article></main></body>
<script>setTimeout(() => {
  document.querySelector("article").style.paddingTop = "400px";
}, 900);
let sum = 0; // work, not time: the processor may be busy with other things
addEventListener("keydown", () => {
  for (let k = 0; k < 2e7; k++) sum += Math.sqrt(k);
});</script>
<!-- ballast --></html>"""
# numbers that no compression makes small
BALLAST = "".join(f"{k * 2654435761 % 2**32:08x}" for k in range(400_000))

FOUND = {
    "outside requests": "https://example.org/a.png",
    "failed requests": "404 missing.png",
    "console messages": "error: a complaint",
    "page errors": "nowhere is not defined",
    "views": "view 2 of 2 is missing",
    "formulas": "not typeset: x^2",
    "sliders": 'view 1, slider "weight": a typed number changes nothing',
    "buttons": 'view 1, button "Nothing": the Enter key does nothing',
    "weight": "more than 800",
    "weight awake": "more than 800",
    "layout shift": "more than 0.002",
    "spoken state": "view 2 says only",
    "visible focus": 'class="bare"> "More" shows no ring',
    "less motion": 'class="moving"> fades or slides',
    "redraws": 'slider "weight"',
    "accessibility": "image-alt",
    "sideways scrolling": "at 390 px: 5",
    "from disk": "view 2 of 2 is missing",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("bad")
    page = BAD.replace("ballast", BALLAST)
    (folder / "bad.html").write_text(page, "utf-8")
    done = subprocess.run(
        ["node", "tests/site/harness.mjs", str(folder), "bad.html"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return json.loads(done.stdout)["bad.html"]


@pytest.mark.parametrize("check", FOUND)
def test_fault_is_found(report: dict[str, list[str]], check: str) -> None:
    assert any(FOUND[check] in finding for finding in report[check]), report
