"""What a class is and what grading one notebook comes to: plain data."""

from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from nncheck.sandbox import Limits

GRADED, RETURNED, FAILED = "graded", "returned", "failed"


@dataclass(frozen=True)
class Course:
    """One chapter's exercises, handed in by a class.

    Plain text and numbers only: a course can be sent to another process or
    another computer, which needs nothing else than the folder and the
    gradebook.

    Attributes:
        folder: nbgrader's course folder; the notebooks are in
            ``submitted/<student>/<page>``.
        page: the chapter or hall of the museum.
        gradebook: an SQLAlchemy URL; empty: ``gradebook.db`` in the folder.
        seed: the secret of the class; the same seed gives the same probes.
        unboxed: run the notebooks without a box. Only for students whom
            you would lend your computer, unlocked.
        cell, answer, total: limits in seconds, see ``sandbox.Limits``.
        memory: gigabytes for one notebook.
        grace: seconds of silence beyond a limit before the end.
    """

    folder: str
    page: str
    gradebook: str = ""
    seed: str = ""
    unboxed: bool = False
    cell: float = Limits.cell
    answer: float = Limits.answer
    total: float = Limits.total
    memory: float = Limits.memory
    grace: float = Limits.grace

    @property
    def url(self) -> str:
        """The gradebook's URL."""
        if self.gradebook:
            return self.gradebook
        return f"sqlite:///{Path(self.folder).resolve()}/gradebook.db"

    @property
    def limits(self) -> Limits:
        """The limits of one notebook."""
        return Limits(
            self.cell, self.answer, self.total, self.memory, self.grace
        )

    @property
    def probe_seed(self) -> int:
        """The number behind the probes; tells nothing about the secret.

        >>> Course("course", "losses", seed="blue").probe_seed
        435930019
        >>> Course("course", "mnist", seed="blue").probe_seed
        2412997823
        """
        words = f"{self.seed}\n{self.page}".encode()
        return int.from_bytes(sha256(words).digest()[:4], "big")

    def submission(self, student: str) -> Path:
        """The folder with what a student handed in."""
        return Path(self.folder) / "submitted" / student / self.page


@dataclass(frozen=True)
class Outcome:
    """What became of one submission.

    Attributes:
        student: the folder's name.
        page: the chapter.
        status: "graded"; "returned": there is nothing to grade, the student
            has to act; "failed": the teacher has to look.
        reason: why it was returned or failed, in words; else empty.
        points: the sum of the exercises' points; None unless graded.
        out_of: the points to earn.
        report: the verdicts as JSON (``grading.Report.to_json``).
        fingerprint: of the notebook and all that decides on its grade.
        seconds: how long it took; 0 if it was known already.
    """

    student: str
    page: str
    status: str
    reason: str = ""
    points: float | None = None
    out_of: float = 0.0
    report: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The outcome as JSON."""
        return asdict(self)
