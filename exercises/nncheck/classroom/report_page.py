"""The class report to read: for the teacher, and to share."""

from collections.abc import Iterable
from typing import Any

from nncheck.classroom import page
from nncheck.classroom.course import GRADED, Outcome
from nncheck.classroom.report import (
    ANY,
    BINS,
    ClassReport,
    ExerciseReport,
    Mistake,
)

MOST = 5  # mistakes of one exercise
HIDDEN = "few, or nearly all"


def report_page(
    report: ClassReport, outcomes: Iterable[Outcome], book: str = ""
) -> str:
    """The teacher's page: numbers, what to teach again, whom to ask."""
    title = _title(report.page)
    body = f"<h1>{title}</h1>\n{_summary(report)}"
    body += _again(report, book)
    body += "<h2>Points</h2>\n" + _distribution(report.bins)
    body += "<h2>Exercises, the hardest first</h2>\n"
    body += "".join(_exercise(e, report, book) for e in report.exercises)
    body += _unfinished(outcomes)
    return page.page(title, body)


def share_page(data: dict[str, Any], book: str = "") -> str:
    """The page to share, from ``sharing.shareable``."""
    title = _title(data["page"])
    body = (
        f"<h1>{title}</h1>\n<p>Mean: {_percent(data['mean'])} of the points. "
        "Shares are rounded to twentieths; groups of fewer than three "
        "students are not told.</p>\n<h2>Points</h2>\n"
    )
    rows = [(_bin(i), s) for i, s in enumerate(data["distribution"])]
    body += _table("share of the points", [(w, _percent(s)) for w, s in rows])
    body += "<h2>Exercises, the hardest first</h2>\n"
    for exercise in data["exercises"]:
        body += (
            f"<h3>{page.text(exercise['title'])}</h3>\n"
            f"<p>Mean: {_percent(exercise['mean'])} of the points; solved "
            f"by: {_percent(exercise['solved'])}.</p>\n"
        )
        for mistake in exercise["mistakes"]:
            where = page.link(
                book, mistake["page"], mistake["anchor"], mistake["title"]
            )
            body += (
                f"<p>{_percent(mistake['share'])}: "
                f"{page.marked(mistake['message'])} Section: {where}.</p>\n"
            )
    return page.page(title, body)


def _title(slug: str) -> str:
    return f"Class report: {slug.replace('_', ' ')}"


def _summary(report: ClassReport) -> str:
    counts = report.status
    words = ", ".join(f"{n} {status}" for status, n in counts.items())
    if not counts[GRADED]:
        return f"<p>{words}.</p>\n"
    return (
        f"<p>{words}. Of {report.out_of:g} points, the mean is "
        f"{report.mean:.1f} and the median {report.median:g}.</p>\n"
    )


def _again(report: ClassReport, book: str) -> str:
    body = "<h2>Teach again tomorrow</h2>\n"
    if not report.again:
        return body + "<p>No known mistake concerns much of the class.</p>\n"
    for name, mistake in report.again:
        body += (
            f"<p><strong>{mistake.count} students</strong>, in "
            f"<code>{page.text(name)}</code>: {page.marked(mistake.message)} "
            f"{_section(mistake, book)}</p>\n"
        )
    return body


def _exercise(exercise: ExerciseReport, whole: ClassReport, book: str) -> str:
    n = whole.status[GRADED]
    body = (
        f"<h3>{page.text(exercise.title)} "
        f"(<code>{page.text(exercise.name)}</code>)</h3>\n"
        f"<p>Mean {exercise.mean:.1f} of {exercise.out_of:g} points; "
        f"{exercise.begun} of {n} have begun it, {exercise.solved} have "
        "solved it.</p>\n"
    )
    for mistake in exercise.mistakes[:MOST]:
        body += (
            f"<p>{mistake.count} × {page.marked(mistake.message)} "
            f"{_section(mistake, book) if mistake.name != ANY else ''}</p>\n"
        )
    return body


def _section(mistake: Mistake, book: str) -> str:
    section = mistake.section
    where = page.link(book, section.page, section.anchor, section.title)
    chapter = page.text(section.page.replace("_", " "))
    return f"See chapter {chapter}, section “{where}”."


def _distribution(counts: tuple[int, ...]) -> str:
    most = max(counts) or 1
    rows = "".join(
        f'<tr><th scope="row">{_bin(i)}</th><td class="number">{count}</td>'
        f'<td class="wide"><div class="bar" style="width:'
        f'{100 * count / most:.0f}%"></div></td></tr>\n'
        for i, count in enumerate(counts)
    )
    head = (
        '<tr><th scope="col">share of the points</th>'
        '<th scope="col" class="number">students</th><td></td></tr>\n'
    )
    return f"<table>\n{head}{rows}</table>\n"


def _bin(i: int) -> str:
    step = 100 // BINS
    last = i == BINS - 1
    return f"{i * step} to {'' if last else 'under '}{(i + 1) * step} %"


def _table(head: str, rows: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<tr><th scope="row">{page.text(one)}</th>'
        f'<td class="number">{page.text(other)}</td></tr>\n'
        for one, other in rows
    )
    top = f'<tr><th scope="col">{page.text(head)}</th>'
    top += '<th scope="col" class="number">students</th></tr>\n'
    return f"<table>\n{top}{lines}</table>\n"


def _percent(share: float | None) -> str:
    return HIDDEN if share is None else f"{100 * share:.0f} %"


def _unfinished(outcomes: Iterable[Outcome]) -> str:
    rest = [o for o in outcomes if o.status != GRADED]
    if not rest:
        return ""
    rows = "".join(
        f"<tr><td><bdi>{page.text(o.student)}</bdi></td>"
        f'<td class="word">{page.text(o.status)}</td><td>'
        f"{page.marked(o.reason)}</td>"
        "</tr>\n"
        for o in sorted(rest, key=lambda o: o.student)
    )
    head = "".join(
        f'<th scope="col" class="word">{word}</th>'
        for word in ("student", "status", "reason")
    )
    return f"<h2>Not graded</h2>\n<table>\n<tr>{head}</tr>\n{rows}</table>\n"
