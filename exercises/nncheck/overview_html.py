"""The overview as HTML for a notebook: tables that fold, in both themes.

The state of an exercise is a word, never a color alone; the tables have
captions and header cells; folding is the browser's own ``<details>``.
"""

from html import escape
from pathlib import Path

from nncheck.overview import MARKS, WORDS, Chapter, Overview, Row
from nncheck.overview_text import next_lines, unknown_words

LEFT = 'style="text-align:left"'
CELL = ("chapter", "points", "solved", "minutes left")


def as_html(overview: Overview) -> str:
    """The next step, the points by chapter, and every exercise, folded."""
    title = f"Score: {overview.points:g} of {overview.out_of:g} points"
    parts = [
        f'<div class="nncheck-status"><p><strong>{title}</strong></p>',
        _next(overview.next),
        _table("Points by chapter", CELL, map(_total, overview.chapters)),
        *map(_chapter, overview.chapters),
    ]
    if overview.quizzes:
        items = "".join(f"<li>{escape(q.text)}</li>" for q in overview.quizzes)
        parts.append(f"<p>Questions of the chapters</p><ul>{items}</ul>")
    if overview.unknown:
        parts.append(f"<p>{unknown_words(overview.unknown)}</p>")
    return "".join([*parts, "</div>"])


def _next(row: Row | None) -> str:
    first, *others = next_lines(row)
    if row is not None:
        name = f"{row.exercise.page}.ipynb"
        others[1] = f"notebook: {name}"
        lines = [escape(line.strip()) for line in others]
        if Path(name).exists():  # a link only where it leads somewhere
            lines[1] = f'notebook: <a href="{name}">{name}</a>'
        others = lines
    body = "".join(f"<br>{line}" for line in others)
    return f"<p><strong>{escape(first)}</strong>{body}</p>"


def _total(chapter: Chapter) -> tuple[str, ...]:
    return (
        chapter.name,
        f"{chapter.points:g} of {chapter.out_of:g}",
        f"{chapter.solved} of {len(chapter.rows)}",
        f"{chapter.minutes}",
    )


def _chapter(chapter: Chapter) -> str:
    names = ("exercise", "title", "points", "best result", "minutes", "read")
    table = _table(
        f"Exercises of {chapter.name}", names, map(_row, chapter.rows)
    )
    state = " open" if 0 < chapter.solved < len(chapter.rows) else ""
    summary = (
        f"{chapter.name}: {chapter.points:g} of {chapter.out_of:g} points"
    )
    return (
        f"<details{state}><summary>{escape(summary)}</summary>{table}"
        "</details>"
    )


def _row(row: Row) -> tuple[str, ...]:
    exercise = row.exercise
    return (
        exercise.name,
        exercise.title,
        f"{row.points:g} of {exercise.points:g}",
        f"{MARKS[row.state]} {WORDS[row.state]}",
        f"{exercise.minutes}",
        exercise.section.text,
    )


def _table(caption: str, names: tuple[str, ...], rows) -> str:
    head = "".join(
        f'<th scope="col" {LEFT}>{escape(name)}</th>' for name in names
    )
    body = ""
    for first, *others in rows:
        cells = "".join(f"<td {LEFT}>{escape(text)}</td>" for text in others)
        body += f'<tr><th scope="row" {LEFT}>{escape(first)}</th>{cells}</tr>'
    return (
        f"<table><caption {LEFT}>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
