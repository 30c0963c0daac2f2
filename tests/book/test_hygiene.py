"""Every chapter keeps the rules, and every rule is one that can be broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode, from_dict
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
)

from hygiene import REASON, RULES, Chapter, complaints
from hygiene_prose import spoken
from notebook_files import STATE, VIEW, chapters

MODEL = "0" * 32
ALT = "A red line falls from five to zero, steeply at first, then slowly."
PROSE = "a neuron adds what it hears and then it says yes or no again " * 160


def good_chapter() -> Chapter:
    """Return a small chapter that keeps every rule."""
    closing = "## Common misconceptions\n\n## What we learned\n\n"
    closing += "## Check yourself\n\n## Further reading"
    nb = new_notebook(
        cells=[
            new_markdown_cell("(ch-demo)=\n# Demo\n\n*In this chapter*"),
            new_code_cell("print('0.333')", execution_count=1),
            new_markdown_cell(PROSE),
            plot_cell(),
            new_markdown_cell("Predict first: what does the slider do?"),
            widget_cell(),
            new_markdown_cell("It moved the line.\n\n" + closing),
        ]
    )
    nb.cells[1].outputs = [new_output("stream", text="0.333\n")]
    page = {"html_meta": {"description": "What a demo chapter shows. " * 3}}
    nb.metadata["myst"] = page
    nb.metadata["widgets"] = {STATE: {"state": {MODEL: {"state": {}}}}}
    return Chapter(from_dict(nb), "demo", size=1000)


def plot_cell() -> NotebookNode:
    """Return a cell that shows a plot with everything it needs."""
    figure = {"caption": "**It falls.** A line.", "name": "fig-demo-fall"}
    data = {"image/png": "", "text/plain": "<Figure size 1x1 with 1 Axes>"}
    return new_code_cell(
        "plt.plot(x)\nplt.show()",
        execution_count=2,
        outputs=[new_output("display_data", data)],
        metadata={"mystnb": {"image": {"alt": ALT}, "figure": figure}},
    )


def widget_cell() -> NotebookNode:
    """Return a cell that shows a widget."""
    data = {VIEW: {"model_id": MODEL}, "text/plain": "Slider()"}
    shown = new_output("execute_result", data, execution_count=3)
    return new_code_cell("slider", execution_count=3, outputs=[shown])


def broken(change: Callable[[Chapter], object]) -> str:
    """Return what the rules say about the good chapter after `change`."""
    ch = good_chapter()
    change(ch)
    return "\n".join(text for rule in RULES for text in rule(ch))


def set_figure(ch: Chapter, **values: str) -> None:
    """Change the figure metadata of the plot."""
    ch.nb.cells[3].metadata["mystnb"]["figure"].update(values)


def set_source(ch: Chapter, i: int, source: str) -> None:
    """Change the text of a cell."""
    ch.nb.cells[i].source = source


def add_prose(ch: Chapter, text: str) -> None:
    """Add text to the prose of the chapter."""
    ch.nb.cells[2].source += "\n\n" + text


def add_output(ch: Chapter, kind: str, **content: object) -> None:
    """Add an output to the first code cell."""
    ch.nb.cells[1].outputs.append(new_output(kind, **content))


def set_tags(ch: Chapter, *tags: str) -> None:
    """Give tags to the first code cell."""
    ch.nb.cells[1].metadata["tags"] = list(tags)


def repeat_figure(ch: Chapter) -> None:
    """Show the plot a second time, under the same name."""
    again = plot_cell()
    again.execution_count = 4
    ch.nb.cells.append(again)


def error(name: str = "ValueError") -> dict[str, object]:
    """Return the content of an error output."""
    return {"ename": name, "evalue": "no", "traceback": []}


FIGURE = "```{figure} figures/a.svg\n:name: %s\n:alt: %s\n\n%s\n```"

BREAKAGES: dict[str, tuple[Callable[[Chapter], object], str]] = {
    "count missing": (
        lambda ch: ch.nb.cells[1].update(execution_count=None),
        "numbered [None, 2, 3]",
    ),
    "count out of order": (
        lambda ch: ch.nb.cells[1].update(execution_count=7),
        "numbered [7, 2, 3]",
    ),
    "empty cell": (lambda ch: set_source(ch, 1, " "), "is empty"),
    "unknown tag": (lambda ch: set_tags(ch, "hide-inputs"), "unknown tag"),
    "ignored without reason": (
        lambda ch: set_tags(ch, "nbval-ignore-output"),
        "needs a reason",
    ),
    "long cell": (lambda ch: set_source(ch, 1, "x = 1\n" * 26), "26 lines"),
    "wide cell": (
        lambda ch: set_source(ch, 1, "x = " + "1" * 76),
        "over 79 columns",
    ),
    "large file": (lambda ch: setattr(ch, "size", 1_500_001), "1,500,001"),
    "no alt": (
        lambda ch: ch.nb.cells[3].metadata["mystnb"].pop("image"),
        "alt has 0",
    ),
    "long alt": (
        lambda ch: (
            ch.nb.cells[3].metadata["mystnb"].update(image={"alt": "a" * 251})
        ),
        "alt has 251",
    ),
    "thin caption": (
        lambda ch: set_figure(ch, caption="A line."),
        "open in bold",
    ),
    "no caption": (lambda ch: set_figure(ch, caption=""), "open in bold"),
    "foreign name": (
        lambda ch: set_figure(ch, name="fig-fall"),
        "must be fig-demo-",
    ),
    "name twice": (repeat_figure, "used twice"),
    "two pictures": (
        lambda ch: ch.nb.cells[3].outputs.append(ch.nb.cells[3].outputs[0]),
        "several pictures",
    ),
    "svg": (
        lambda ch: (
            ch.nb.cells[3].outputs[0].data.update({"image/svg+xml": "<svg/>"})
        ),
        "SVG",
    ),
    "plot without show": (
        lambda ch: set_source(ch, 3, "plt.plot(x)"),
        "plt.show()",
    ),
    "address": (
        lambda ch: add_output(ch, "stream", text="at 0x7f3a2c9d10\n"),
        "memory address",
    ),
    "default repr": (
        lambda ch: add_output(ch, "stream", text="<a.B object at here>"),
        "memory address",
    ),
    "path": (
        lambda ch: add_output(ch, "stream", text="in /tmp/x.csv\n"),
        "path of one machine",
    ),
    "seconds": (
        lambda ch: add_output(ch, "stream", text="took 2.31 s\n"),
        "a time",
    ),
    "progress bar": (
        lambda ch: add_output(ch, "stream", text="10/10 [00:03, 3.1it/s]"),
        "a time",
    ),
    "version": (
        lambda ch: add_output(ch, "stream", text="numpy 2.4.6\n"),
        "a version",
    ),
    "bare float": (
        lambda ch: add_output(ch, "stream", text="0.3333333333\n"),
        "bare float",
    ),
    "stderr": (
        lambda ch: add_output(ch, "stream", name="stderr", text="careful"),
        "stderr",
    ),
    "unexpected error": (
        lambda ch: add_output(ch, "error", **error()),
        "without raises-exception",
    ),
    "error that does not come": (
        lambda ch: set_tags(ch, "raises-exception"),
        "but ran",
    ),
    "dead widget": (
        lambda ch: ch.nb.metadata.pop("widgets"),
        "without stored state",
    ),
    "widget without question": (
        lambda ch: ch.nb.cells.pop(4),
        "what to try",
    ),
    "widget without answer": (
        lambda ch: ch.nb.cells.pop(6),
        "what the widget showed",
    ),
    "second title": (lambda ch: add_prose(ch, "# Again"), "2 titles"),
    "no label": (
        lambda ch: set_source(ch, 0, "# Demo\n\n*In this chapter*"),
        "(ch-demo)=",
    ),
    "wrong label": (
        lambda ch: set_source(ch, 0, "(ch-dmeo)=\n# Demo\n\nIn this chapter"),
        "(ch-demo)=",
    ),
    "part missing": (
        lambda ch: set_source(ch, 6, "Done.\n\n## What we learned"),
        "closing sections",
    ),
    "no overview": (
        lambda ch: set_source(ch, 0, "(ch-demo)=\n# Demo"),
        "In this chapter",
    ),
    "too short": (lambda ch: set_source(ch, 2, "Short."), "words, not"),
    "too long": (lambda ch: add_prose(ch, PROSE * 2), "words, not"),
    "no description": (
        lambda ch: ch.nb.metadata.pop("myst"),
        "description has 0",
    ),
    "pointing up": (
        lambda ch: add_prose(ch, "As the figure above shows, it falls."),
        "points by place",
    ),
    "pointing down": (
        lambda ch: add_prose(ch, "Run the code below: it falls."),
        "points by place",
    ),
    "number by hand": (
        lambda ch: add_prose(ch, "Look at Figure 3."),
        "by hand",
    ),
    "equation by hand": (
        lambda ch: add_prose(ch, "This follows from Eq. (4)."),
        "by hand",
    ),
    "drawn without alt": (
        lambda ch: add_prose(ch, FIGURE % ("fig-demo-a", "no", "**A.**")),
        "fig-demo-a: alt has 2",
    ),
    "drawn without name": (
        lambda ch: add_prose(ch, FIGURE % ("a", ALT, "**A.**")),
        "must be fig-demo-",
    ),
    "drawn without message": (
        lambda ch: add_prose(ch, FIGURE % ("fig-demo-a", ALT, "A.")),
        "open in bold",
    ),
    "image without alt": (
        lambda ch: add_prose(ch, "![](figures/a.png)"),
        "alt text is ''",
    ),
}


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_chapter_keeps_every_rule(path: Path) -> None:
    assert complaints(path) == []


def test_good_chapter_has_no_complaint() -> None:
    assert broken(lambda ch: None) == ""


@pytest.mark.parametrize("name", BREAKAGES)
def test_broken_rule_is_found(name: str) -> None:
    change, expected = BREAKAGES[name]
    assert expected in broken(change)


def test_every_rule_is_broken_at_least_once() -> None:
    silent = set(RULES)
    for change, _ in BREAKAGES.values():
        ch = good_chapter()
        change(ch)
        silent -= {rule for rule in RULES if list(rule(ch))}
    assert silent == set()


@pytest.mark.parametrize(
    "text",
    [
        "The loss falls below 0.1, and points above the line are blue.",
        "Everything above zero passes through.",
        "See Chapter 6 of {cite:t}`goodfellow2016deep`.",
        "The value $f(x)$ of `Figure 3` is code.",
        "$$ x \\text{ see above: } y $$ (eq-demo)",
        FIGURE % ("fig-demo-a", ALT, "**It falls.** Slowly."),
    ],
)
def test_fair_sentence_passes(text: str) -> None:
    assert broken(lambda ch: add_prose(ch, text)) == ""


def test_ignored_output_with_reason_passes() -> None:
    def change(ch: Chapter) -> None:
        set_tags(ch, "nbval-ignore-output")
        ch.nb.cells[1].metadata[REASON] = "draws from the system's entropy"

    assert broken(change) == ""


def test_words_between_roles_and_code_are_spoken() -> None:
    text = "See {eq}`eq-a-b`, as {cite:t}`author2000` wrote in `x = 1`, twice."
    said = " ".join(spoken(text).split())
    assert said == "See {eq} , as {cite:t} wrote in , twice."


def test_code_and_formulas_are_not_spoken() -> None:
    text = "One $x$ two.\n\n$$\ny above: z\n$$\n\n% four\n\n"
    text += "```python\nthree = 3\n```\n\n```{note}\nsix\n```\n\n"
    text += "```{math}\n:label: eq-a\nfive\n```\n"
    said = spoken(text).lower()
    words = ["one", "two", "three", "four", "five", "six", "above"]
    assert [word for word in words if word in said] == ["one", "two", "six"]


def as_page(ch: Chapter) -> None:
    """Make the chapter a page beside the chapters: short, of its own shape."""
    set_source(ch, 0, "(page-demo)=\n# Demo")
    set_source(ch, 2, "A short report.")
    set_source(ch, 6, "It moved the line.")


def test_a_page_beside_the_chapters_has_its_own_shape() -> None:
    assert broken(as_page) == ""


def test_all_other_rules_hold_for_such_a_page() -> None:
    def change(ch: Chapter) -> None:
        as_page(ch)
        set_source(ch, 0, "(page-other)=\n# Demo")
        add_prose(ch, "The figure above shows it.")

    said = broken(change)
    assert "must begin with (page-demo)=" in said
    assert "points by place" in said
