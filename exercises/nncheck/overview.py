"""Where a learner stands: points, the best results, and what to do next.

    from nncheck import status

    status()

or ``nncheck status`` on the command line. In a notebook the tables follow
every later check.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nncheck import catalog
from nncheck.engine import Exercise
from nncheck.results import Answer, Records, Result

WORDS = {
    "full": "solved",
    "partial": "partly solved",
    "none": "not solved yet",
    "new": "not begun",
}
MARKS = {"full": "✓", "partial": "◐", "none": "✗", "new": "·"}


@dataclass(frozen=True)
class Row:
    """An exercise and the best result in it, if there is one."""

    exercise: Exercise
    result: Result | None

    @property
    def points(self) -> float:
        """Points earned, of those that the exercise has today.

        A later version may give an exercise other points; what was solved
        stays solved.
        """
        share = self.result.share if self.result else 0.0
        return round(share * self.exercise.points, 2)

    @property
    def state(self) -> str:
        """As in a verdict, or "new" if nothing was tried."""
        return self.result.state if self.result else "new"

    @property
    def mistakes(self) -> list[str]:
        """The mistakes that were recognized in the best result."""
        return self.result.misconceptions.split() if self.result else []

    def to_json(self) -> dict[str, Any]:
        """The row as JSON."""
        section = self.exercise.section
        return {
            "page": self.exercise.page,
            "exercise": self.exercise.name,
            "title": self.exercise.title,
            "points": self.points,
            "out_of": float(self.exercise.points),
            "state": self.state,
            "misconceptions": self.mistakes,
            "time": self.result.time if self.result else None,
            "minutes": self.exercise.minutes,
            "section": {
                "page": section.page,
                "title": section.title,
                "anchor": section.anchor,
            },
        }


@dataclass(frozen=True)
class Chapter:
    """The exercises of a chapter."""

    page: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The chapter in words."""
        return self.page.replace("_", " ")

    @property
    def points(self) -> float:
        """Points earned."""
        return sum(row.points for row in self.rows)

    @property
    def out_of(self) -> float:
        """Points to earn."""
        return float(sum(row.exercise.points for row in self.rows))

    @property
    def solved(self) -> int:
        """How many exercises are solved."""
        return sum(row.state == "full" for row in self.rows)

    @property
    def minutes(self) -> int:
        """An estimate of the work that is left."""
        return sum(r.exercise.minutes for r in self.rows if r.state != "full")

    @property
    def begun(self) -> bool:
        """Whether anything was tried."""
        return any(row.state != "new" for row in self.rows)

    def to_json(self) -> dict[str, Any]:
        """The chapter as JSON."""
        return {
            "page": self.page,
            "points": self.points,
            "out_of": self.out_of,
            "minutes_left": self.minutes,
            "exercises": [row.to_json() for row in self.rows],
        }


@dataclass(frozen=True)
class Quizzed:
    """The answers to a chapter's questions."""

    page: str
    right: int
    answered: int

    @property
    def text(self) -> str:
        """The answers in words.

        >>> Quizzed("losses", 4, 5).text
        'losses: 4 of 5 answers right'
        """
        noun = "answer" if self.answered == 1 else "answers"
        name = self.page.replace("_", " ")
        return f"{name}: {self.right} of {self.answered} {noun} right"


@dataclass(frozen=True)
class Overview:
    """All chapters in the book's order; shows itself in a notebook.

    Attributes:
        chapters: the exercises, with the best results.
        quizzes: what was answered of the chapters' questions.
        unknown: results in exercises that this version does not have.
    """

    chapters: tuple[Chapter, ...]
    quizzes: tuple[Quizzed, ...] = ()
    unknown: int = 0

    @property
    def points(self) -> float:
        """Points earned."""
        return sum(chapter.points for chapter in self.chapters)

    @property
    def out_of(self) -> float:
        """Points to earn."""
        return sum(chapter.out_of for chapter in self.chapters)

    @property
    def next(self) -> Row | None:
        """What to do next, or None if all is solved.

        First what was begun and is not solved, then what is new; both in
        the book's order.
        """
        rows = [row for chapter in self.chapters for row in chapter.rows]
        begun = [row for row in rows if row.state in ("partial", "none")]
        new = [row for row in rows if row.state == "new"]
        return next(iter(begun + new), None)

    def to_json(self) -> dict[str, Any]:
        """The overview as JSON."""
        return {
            "points": self.points,
            "out_of": self.out_of,
            "next": self.next.to_json() if self.next else None,
            "chapters": [chapter.to_json() for chapter in self.chapters],
            "quiz": [vars(quizzed) for quizzed in self.quizzes],
            "unknown": self.unknown,
        }

    def __repr__(self) -> str:
        from nncheck.overview_text import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from nncheck.overview_html import as_html

        return as_html(self)

    def _ipython_display_(self) -> None:
        from nncheck.live import show

        show(self)


def overview(records: Records) -> Overview:
    """The standing that the records tell of."""
    chapters = tuple(
        Chapter(
            page,
            tuple(
                Row(exercise, records.exercises.get((page, exercise.name)))
                for exercise in catalog.exercises(page)
            ),
        )
        for page in catalog.PAGES
    )
    known = {
        (chapter.page, row.exercise.name)
        for chapter in chapters
        for row in chapter.rows
    }
    quizzes = tuple(_quizzed(records.quiz.values()))
    return Overview(chapters, quizzes, len(set(records.exercises) - known))


def _quizzed(answers: Iterable[Answer]) -> list[Quizzed]:
    by_page: dict[str, list[Answer]] = {}
    for answer in answers:
        by_page.setdefault(answer.page, []).append(answer)
    return [
        Quizzed(page, sum(a.correct for a in mine), len(mine))
        for page, mine in sorted(by_page.items())
    ]
