"""What a judgment says: points, paragraphs, and where to read on."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A section of the book.

    Attributes:
        page: the chapter's slug.
        title: the heading, letter for letter.
    """

    page: str
    title: str

    @property
    def anchor(self) -> str:
        """The heading's anchor on the rendered page.

        >>> Section("mnist", "How good is good?").anchor
        'how-good-is-good'
        """
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")

    @property
    def text(self) -> str:
        """Where to look, in words."""
        chapter = self.page.replace("_", " ")
        return f"chapter {chapter}, section “{self.title}”"


@dataclass(frozen=True)
class Feedback:
    """One paragraph to the learner."""

    headline: str
    evidence: str
    section: Section
    hint: str = ""
    misconception: str = ""

    @property
    def text(self) -> str:
        """The whole paragraph."""
        pieces = [self.headline, self.evidence]
        pieces += [self.hint, f"See {self.section.text}."]
        return " ".join(piece for piece in pieces if piece)


@dataclass(frozen=True)
class PartVerdict:
    """The points of one part."""

    name: str
    points: float
    out_of: float


@dataclass(frozen=True)
class Verdict:
    """The judgment of one answer; shows itself in a notebook.

    Attributes:
        exercise: the name, as in ``ex.<name>``.
        parts: points by part.
        feedback: what went wrong, empty if nothing did.
        state: "full", "partial", "none", "stub" or "missing".
        seed: repeats the random probes.
    """

    exercise: str
    parts: tuple[PartVerdict, ...]
    feedback: tuple[Feedback, ...] = ()
    state: str = "none"
    seed: int | None = None

    @property
    def points(self) -> float:
        """Points earned."""
        return sum(part.points for part in self.parts)

    @property
    def out_of(self) -> float:
        """Points to earn."""
        return sum(part.out_of for part in self.parts)

    @property
    def full(self) -> bool:
        """Whether every point was earned."""
        return self.points == self.out_of

    @property
    def was_probed(self) -> bool:
        """Whether there are failed probes that the seed would repeat."""
        return bool(self.feedback) and self.state not in ("stub", "missing")

    @property
    def score(self) -> str:
        """Points earned and to earn, as in ``2/3``."""
        return f"{self.points:g}/{self.out_of:g}"

    @property
    def text(self) -> str:
        """The verdict as plain text."""
        mark = "✓" if self.full else "✗"
        lines = [f"{mark} {self.exercise}: {self.score} points"]
        lines += [item.text for item in self.feedback]
        if self.was_probed:
            lines.append(f"(To repeat these probes: seed={self.seed})")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from nncheck.notebook import verdict_html

        return verdict_html(self)

    def to_json(self) -> dict:
        """The verdict as JSON."""
        return {
            "exercise": self.exercise,
            "points": self.points,
            "out_of": self.out_of,
            "state": self.state,
            "seed": self.seed,
            "parts": [vars(part) for part in self.parts],
            "feedback": [
                {
                    "text": item.text,
                    "misconception": item.misconception,
                    "page": item.section.page,
                    "anchor": item.section.anchor,
                }
                for item in self.feedback
            ],
        }
