"""Find out which mistake an answer makes."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.drivers import DRIVERS
from nncheck.engine import (
    Exercise,
    Feedback,
    Misconception,
    Part,
    PartVerdict,
    Probe,
    Runner,
    Verdict,
)
from nncheck.observe import Failure, Observation, observe
from nncheck.words import call_words, changed_in_place, how_it_failed

MAX_PARAGRAPHS = 3
NOT_RUN = Observation(failure=Failure("NotRun"))


class Grading:
    """One exercise with the probes of one seed."""

    def __init__(self, exercise: Exercise, seed: int):
        self.exercise = exercise
        self.seed = seed
        rng = np.random.default_rng(seed)
        self.items: list[tuple[Part, Probe]] = [
            (part, probe)
            for part in exercise.parts
            for probe in sorted(part.probes(rng), key=lambda p: p.size)
        ]
        self.driver = DRIVERS[exercise.driver]

    @property
    def calls(self) -> list[tuple]:
        """The arguments of every probe."""
        return [probe.args for _, probe in self.items]

    def verdict(self, run: Runner) -> Verdict:
        """Run the answer on the probes and judge what it did."""
        return self.judge(list(run(self.calls)))

    def judge(self, seen: list[Observation]) -> Verdict:
        """Judge the observations, in the order of the calls."""
        missing = len(self.items) - len(seen)
        seen = seen[: len(self.items)] + [NOT_RUN] * missing
        complaints = [
            self.complain(probe, observation)
            for (_, probe), observation in zip(self.items, seen, strict=True)
        ]
        failed = {
            part.name
            for (part, _), complaint in zip(
                self.items, complaints, strict=True
            )
            if complaint
        }
        parts = tuple(
            PartVerdict(
                part.name,
                0.0 if part.name in failed else part.points,
                part.points,
            )
            for part in self.exercise.parts
        )
        state, feedback = self.explain(seen, complaints)
        if state == "none" and any(part.points for part in parts):
            state = "partial"
        return Verdict(
            self.exercise.name, parts, tuple(feedback), state, self.seed
        )

    def complain(
        self, probe: Probe, observation: Observation
    ) -> Complaint | None:
        """What is wrong with one observation, or None."""
        failure = observation.failure
        if failure and not (probe.may_fail and failure.kind != "NotRun"):
            return Complaint(how_it_failed(failure), self.expected(probe))
        complaint = self.measure(probe, observation)
        if complaint and observation.value is None and observation.printed:
            lines = observation.printed.strip().splitlines()
            came = f"printed {lines[0]!r} and gave None" if lines else ""
            return Complaint(came or complaint.came, complaint.expected)
        if complaint is None and observation.changed:
            return changed_in_place(self.exercise, observation)
        return complaint

    def measure(
        self, probe: Probe, observation: Observation
    ) -> Complaint | None:
        """The probe's own judge, or the comparison with the reference."""
        if probe.judge is None:
            return compare(self.reference(probe).value, observation.value)
        try:
            return probe.judge(observation)
        except Exception:
            # a value so strange that the judge stumbled over it
            came = f"gave {show(observation.value)}"
            return Complaint(came, self.expected(probe))

    def reference(self, probe: Probe) -> Observation:
        """What the reference does."""
        return observe(self.exercise.reference, self.driver, probe.args)

    def expected(self, probe: Probe) -> str:
        """What is expected of a probe, in words."""
        if probe.expects:
            return probe.expects
        return show(self.reference(probe).value)

    def explain(
        self, seen: list[Observation], complaints: list[Complaint | None]
    ) -> tuple[str, list[Feedback]]:
        """The state of the answer and the paragraphs to the learner."""
        if not any(complaints):
            return "full", []
        if all(_is_stub(observation) for observation in seen):
            return "stub", [self.stub()]
        everything = range(len(self.items))
        known = self.known(everything, seen, complaints)
        if known:
            return "none", [self.feedback(everything, complaints, known)]
        return "none", list(self.part_by_part(seen, complaints))

    def part_by_part(
        self, seen: list[Observation], complaints: list[Complaint | None]
    ) -> Iterable[Feedback]:
        """A paragraph for each failed part, the first few."""
        told: set[str] = set()
        mistakes: list[Misconception] = []
        paragraphs = 0
        for part in self.exercise.parts:
            where = [i for i, item in enumerate(self.items) if item[0] is part]
            failed = [c for i in where if (c := complaints[i])]
            # the same trouble everywhere is told once, and so is a mistake
            if not failed or failed[0].came in told:
                continue
            told.add(failed[0].came)
            known = self.known(where, seen, complaints)
            if known in mistakes:
                continue
            if known:
                mistakes.append(known)
            paragraphs += 1
            yield self.feedback(where, complaints, known)
            if paragraphs == MAX_PARAGRAPHS:
                return

    def known(
        self,
        where: Iterable[int],
        seen: list[Observation],
        complaints: list[Complaint | None],
    ) -> Misconception | None:
        """The known mistake that behaves as the answer does."""
        # the failing probes first: there the mistakes differ
        order = sorted(where, key=lambda i: complaints[i] is None)
        if all(seen[i] is NOT_RUN for i in order if complaints[i]):
            return None
        for wrong in self.exercise.misconceptions:
            if all(self.alike(wrong, i, seen[i]) for i in order):
                return wrong
        return None

    def alike(
        self, wrong: Misconception, i: int, observation: Observation
    ) -> bool:
        """Whether a known mistake does the same on one probe."""
        probe = self.items[i][1]
        if observation is NOT_RUN:
            return True  # no evidence against it
        if observation.failure and observation.failure.kind in _UNTELLING:
            return False
        if wrong.symptoms is not None:
            mine = _symptom(probe, observation)
            return agree(wrong.symptoms[i], mine)
        other = observe(wrong.answer, self.driver, probe.args)
        if probe.may_fail:
            verdicts = (
                self.complain(probe, other),
                self.complain(probe, observation),
            )
            if None in verdicts:
                return verdicts == (None, None)
        if other.failure or observation.failure:
            return _alike_failures(
                other.failure, observation.failure, probe.exact_failure
            )
        if other.changed != observation.changed:
            return False
        return agree(_symptom(probe, other), _symptom(probe, observation))

    def feedback(
        self,
        where: Iterable[int],
        complaints: list[Complaint | None],
        known: Misconception | None,
    ) -> Feedback:
        """The paragraph for the first complaint at these probes."""
        i, complaint = next((i, c) for i in where if (c := complaints[i]))
        part, probe = self.items[i]
        call = probe.words or call_words(self.exercise, probe.args)
        evidence = f"`{call}` {complaint.came}; expected {complaint.expected}."
        if known:
            return Feedback(
                known.message, evidence, known.section, known.hint, known.name
            )
        headline = f"Not there yet: {part.name}."
        return Feedback(headline, evidence, self.exercise.section)

    def stub(self) -> Feedback:
        """The kind word for an exercise that was not begun."""
        name = self.exercise.name
        return Feedback(
            f"`{name}` is still the empty stub, so there is nothing to grade.",
            self.exercise.begin,
            self.exercise.section,
            f"For a first step type `ex.{name}.hint()`.",
        )


_UNTELLING = {"KeyboardInterrupt", "MemoryError", "Died", "Unreadable"}


def agree(one: Any, other: Any) -> bool:
    """Whether two values are the same, each measured by the other."""
    return compare(one, other) is None and compare(other, one) is None


def _symptom(probe: Probe, observation: Observation) -> Any:
    if probe.symptom is None or observation.failure:
        return observation.value
    try:
        return probe.symptom(observation.value)
    except Exception:
        return observation.value  # too strange to be a known mistake


def _alike_failures(
    one: Failure | None, other: Failure | None, exact: bool
) -> bool:
    if one is None or other is None:
        return False
    if one.kind == "TimeUp" or not exact:
        return one.kind == other.kind
    return (one.kind, one.text) == (other.kind, other.text)


def _is_stub(observation: Observation) -> bool:
    failure = observation.failure
    return failure is not None and failure.kind == "NotImplementedError"
