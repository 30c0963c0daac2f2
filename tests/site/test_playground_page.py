"""The playground in a browser: played with as a reader would play."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ipywidgets import embed

from nnlib.widgets import playground
from nnlib.widgets._playground_link import read_link

ROOT = Path(__file__).parents[2]
Seen = dict[str, Any]

# what the book's theme defines, and nothing else of it
THEMES = """
html {--pst-color-text-base: #1f2328; --pst-color-text-muted: #5b6470;
  --pst-color-background: #fff; --book-blue: #0072b2}
html[data-theme=dark] {--pst-color-text-base: #e8eaed;
  --pst-color-text-muted: #b3bac3; --pst-color-background: #121212;
  --book-blue: #62bdf0}
body {color: var(--pst-color-text-base);
  background: var(--pst-color-background)}
"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def write_page(folder: Path) -> Path:
    """A page with nothing but the playground and the book's bundle."""
    folder.mkdir(exist_ok=True)
    look = (ROOT / "assets" / "live.css").read_text("utf8")
    shutil.copytree(ROOT / "assets" / "vendor" / "widgets", folder / "widgets")
    box = playground()
    data = embed.embed_data(views=[box], drop_defaults=False)
    kind = "application/vnd.jupyter.widget"
    state = json.dumps(data["manager_state"]).replace("</", "<\\/")
    view = json.dumps(data["view_specs"][0])
    page = folder / "page.html"
    page.write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(box._name)}</title>"
        f"<style>{THEMES}{look}</style>"
        '<script defer src="widgets/live.js"></script></head>'
        "<body><main><h1>Playground</h1>"
        f'<script type="{kind}-state+json">{state}</script>'
        f'<script type="{kind}-view+json">{view}</script>'
        "</main></body></html>",
        encoding="utf8",
    )
    return page


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    for program in ("node", "chromium"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    page = write_page(tmp_path_factory.mktemp("playground") / "site")
    done = subprocess.run(
        ["node", "tests/site/playground.mjs", str(page)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode:
        pytest.fail(f"the player itself failed:\n{done.stderr}")
    return json.loads(done.stdout)


def points(link: str) -> list[list[float]]:
    return read_link(link)["points"]


def test_nothing_is_fetched_and_nothing_complains(seen: Seen) -> None:
    logs = [act["log"] for act in seen.values() if "log" in act]
    flat = [
        log
        for found in logs
        for log in (found if isinstance(found, list) else [found])
    ]
    assert len(flat) >= 12
    for log in flat:
        assert not any(log.values()), log


@pytest.mark.parametrize(("data", "goal"), [("circle", 0.03), ("spiral", 0.1)])
def test_it_learns(seen: Seen, data: str, goal: float) -> None:
    found = seen[data]
    assert found["loss"] < goal
    assert "Pause" in found["running"] and found["paused"]


def test_a_frame_of_training_fits_into_a_picture_of_the_screen(
    seen: Seen,
) -> None:
    assert 0 < seen["circle"]["frame"] < 16
    assert seen["pace"]["epochs"] >= 45  # of 91 pictures, on a busy machine
    assert seen["pace"]["gap"] < 34


def test_a_weight_can_be_set(seen: Seen) -> None:
    found = seen["editing"]
    assert found["autoplay"] == 0
    assert found["before"] != found["after"]
    assert found["before"] == found["back"]
    assert found["active"] == "false"


def test_the_update_rule_has_the_actual_numbers(seen: Seen) -> None:
    found = seen["updating"]
    assert found["chosen"] == ["x₁", "hidden layer 1, unit 4"]
    assert found["asked"].startswith("Predict:")
    where, slope, rule = found["written"].replace("−", "-").split("\n\n")
    assert where.startswith("Epoch 1, mini-batch 1 of 25 (mean over 10")
    (g,) = re.findall(r"= (-?[\d.e-]+)$", slope)
    before, rate, again, after = re.search(
        r"= (-?[\d.]+) - ([\d.]+) · \(?(-?[\d.e-]+)\)? = (-?[\d.]+)$", rule
    ).groups()
    assert again == g and rate == "0.03"
    step = float(before) - float(rate) * float(g)
    assert float(after) == pytest.approx(step, abs=2e-6)
    assert float(found["value"]) == pytest.approx(step, abs=1e-4)
    assert found["told"].startswith("Epoch 1, mini-batch 25 of 25")


def test_points_are_drawn_by_pointer_and_by_keys(seen: Seen) -> None:
    found = seen["drawing"]
    drawn = points(found["drawn"])
    assert drawn[0] == pytest.approx([-3, 3, 0], abs=0.1)
    assert drawn[2] == pytest.approx([-3, -3, 1], abs=0.1)
    assert len(drawn) > 6 and {p[2] for p in drawn[3:]} == {1}  # the stroke
    assert points(found["typed"]) == [*drawn, [0.5, 1, 2]]
    assert points(found["removed"]) == drawn
    assert found["trained"] == 1 and points(found["cleared"]) == []


def test_points_are_pasted(seen: Seen) -> None:
    found = seen["pasting"]
    assert found["wrong"].startswith("Line 2: x2 is “four”, which is not a")
    assert found["kept"] and found["yours"]
    assert found["right"].startswith("60 points read. Classes: blue is")
    assert found["loss"] < 0.1


def test_a_link_opens_the_same_state_from_the_disk(seen: Seen) -> None:
    found = seen["linking"]
    assert found["link"].startswith("file://")
    assert found["here"] == found["there"] and found["here"][0] == "3"
    assert found["samePlane"] and found["again"] and found["followed"]
    assert (found["rate"], found["noise"]) == ("0.01", 20)
    assert found["copied"].startswith("Copied")
    assert len(read_link(found["link"])["weights"]) == 54
    assert "state that the link holds" in found["notice"]


def test_nnlib_computes_the_loss_that_the_page_shows(seen: Seen) -> None:
    box = playground(link=seen["linking"]["link"])
    shown = seen["linking"]["here"]
    losses = box.view.losses()
    assert shown[1].startswith(f"{losses['train']:.3f}")
    assert shown[2].startswith(f"{losses['test']:.3f}")


def test_a_strangers_link_is_named_and_does_no_harm(seen: Seen) -> None:
    found = seen["strangers"]
    for part in ("noise must be", "weights must be", "points must be"):
        assert part in found["notice"]
    assert "unknown field “__proto__”" in found["notice"]
    assert found["told"][0] == "0" and found["epoch"] == 1


def test_everything_by_keyboard(seen: Seen) -> None:
    found = seen["keys"]
    assert found["sizes"] == ["3", "7"]
    assert found["focused"] == "units in hidden layer 3"
    assert found["ticked"]
    assert found["steps"] == [
        "hidden layer 3, unit 1",
        "hidden layer 3, unit 2",
        "hidden layer 2, unit 2",
        "hidden layer 3, unit 2",
    ]
    assert found["chosen"] == ["the bias", "hidden layer 3, unit 2"]
    assert found["trained"] >= 1


def test_those_who_want_rest_see_few_pictures(seen: Seen) -> None:
    assert 2 <= seen["calmly"]["pictures"] <= 6
    assert seen["calmly"]["epochs"] > seen["calmly"]["pictures"]


def test_on_a_phone_the_layers_are_rows(seen: Seen) -> None:
    found = seen["phone"]
    assert found["upright"] == 1 and found["units"] == "5"
    assert found["changed"] and found["wide"] == []
    assert found["points"].count(",") == 2


def test_both_themes_and_accessibility(seen: Seen) -> None:
    assert seen["themes"]["differ"]
    assert seen["themes"]["faults"] == []
