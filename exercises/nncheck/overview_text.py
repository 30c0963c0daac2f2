"""The overview as plain text, at most 79 columns."""

import textwrap

from nncheck.overview import MARKS, WORDS, Chapter, Overview, Row

WIDTH = 30


def as_text(overview: Overview) -> str:
    """Points by chapter, the best results of those begun, the next step."""
    lines = [f"Score: {overview.points:g} of {overview.out_of:g} points", ""]
    for chapter in overview.chapters:
        lines += _chapter(chapter)
    if overview.quizzes:
        lines += ["", "Questions of the chapters"]
        lines += [f"  {quizzed.text}" for quizzed in overview.quizzes]
    lines += ["", *next_lines(overview.next)]
    if overview.unknown:
        lines += ["", unknown_words(overview.unknown)]
    return "\n".join(map(_folded, lines))


def _folded(line: str) -> str:
    return textwrap.fill(line, 79, subsequent_indent="    ") or line


def _chapter(chapter: Chapter) -> list[str]:
    score = f"{chapter.points:g} of {chapter.out_of:g}"
    count = f"{chapter.solved} of {len(chapter.rows)} solved"
    left = f"  {chapter.minutes} min left" if chapter.minutes else ""
    lines = [f"{chapter.name:<{WIDTH}}{score:>12}  {count:>15}{left}"]
    if chapter.begun:
        lines += map(_row, chapter.rows)
    return lines


def _row(row: Row) -> str:
    name = f"  {MARKS[row.state]} {row.exercise.name}"
    score = f"{row.points:g} of {row.exercise.points:g}"
    return f"{name:<{WIDTH}}{score:>12}  {WORDS[row.state]}"


def next_lines(row: Row | None) -> list[str]:
    """What to do next, where, and what to read for it."""
    if row is None:
        return ["Every exercise is solved."]
    exercise = row.exercise
    begun = f"begun, {row.points:g} of {exercise.points:g} points so far"
    if row.state == "new":
        begun = f"new, {exercise.points:g} points"
    return [
        f"Next: {exercise.name} ({exercise.title})",
        f"  {begun}; about {exercise.minutes} minutes",
        f"  notebook: {exercise.page}.ipynb",
        f"  read: {exercise.section.text}",
    ]


def unknown_words(count: int) -> str:
    """That results are kept which belong to no exercise of this version."""
    if count == 1:
        return "1 more result is kept; this version has no such exercise."
    return (
        f"{count} more results are kept; this version has no such exercises."
    )
