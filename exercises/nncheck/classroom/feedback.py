"""One page for every student: points, and what to look at again."""

from pathlib import Path
from typing import Any

from nncheck import catalog
from nncheck.classroom import page
from nncheck.classroom.course import FAILED, GRADED, RETURNED, Course, Outcome
from nncheck.engine import Exercise

WORDS = {
    RETURNED: "This could not be graded and comes back to you.",
    FAILED: "This could not be graded; your teacher looks after it.",
}
STATES = {
    "full": "solved",
    "partial": "partly solved",
    "none": "not solved yet",
    "stub": "not begun",
    "missing": "not found",
}


def write_feedback(course: Course, outcome: Outcome, book: str) -> Path:
    """Write a student's page where nbgrader releases it from."""
    folder = Path(course.folder, "feedback", outcome.student, outcome.page)
    path = folder / f"{outcome.page}.html"
    page.write(path, feedback(outcome, book))
    return path


def feedback(outcome: Outcome, book: str = "") -> str:
    """A student's page.

    Args:
        outcome: what was found out.
        book: where the book is, for links to its sections.
    """
    chapter = outcome.page.replace("_", " ")
    title = f"Exercises: {chapter}"
    who = f"<bdi>{page.text(outcome.student)}</bdi>"
    body = f'<h1>{page.text(title)}</h1>\n<p class="soft">{who}</p>\n'
    if outcome.status == GRADED:
        body += _graded(outcome, book)
    else:
        body += f"<p><strong>{WORDS[outcome.status]}</strong></p>\n"
        if outcome.status == RETURNED:
            body += f"<p>{page.marked(outcome.reason)}</p>\n"
    return page.page(f"{title}: {outcome.student}", body)


def _graded(outcome: Outcome, book: str) -> str:
    score = f"{outcome.points:g} of {outcome.out_of:g} points"
    body = f"<p><strong>{score}</strong></p>\n"
    exercises = {e.name: e for e in catalog.exercises(outcome.page)}
    for verdict in outcome.report["exercises"]:
        body += _exercise(exercises[verdict["exercise"]], verdict, book)
    notes = outcome.report["notes"]
    if notes:
        body += "<h2>About the notebook</h2>\n"
        body += "".join(f"<p>{page.marked(note)}</p>\n" for note in notes)
    return body


def _exercise(exercise: Exercise, verdict: dict[str, Any], book: str) -> str:
    full = verdict["points"] == verdict["out_of"]
    kind, mark = ("full", "✓") if full else ("less", "✗")
    score = f"{verdict['points']:g} of {verdict['out_of']:g}"
    body = (
        f'<article class="{kind}">\n<h2><span class="{kind}" '
        f'aria-hidden="true">{mark}</span> '
        f"{page.text(exercise.title)}</h2>\n"
        f"<p><code>{page.text(exercise.name)}</code>: "
        f"{STATES[verdict['state']]}, {score} points</p>\n"
    )
    for paragraph in verdict["feedback"]:
        body += f"<p>{page.marked(paragraph['text'])}</p>\n"
        if book:
            where = page.link(
                book, paragraph["page"], paragraph["anchor"], "Read on"
            )
            body += f"<p>{where}</p>\n"
    return body + "</article>\n"
