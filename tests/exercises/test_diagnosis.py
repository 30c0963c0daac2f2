"""Which mistake an answer is said to make, and what earns its points."""

import numpy as np
import pytest

from nncheck.compare import Complaint
from nncheck.diagnosis import MAX_PARAGRAPHS, Grading
from nncheck.engine import Exercise, Misconception, Part, Probe, Section
from nncheck.observe import Failure, Observation

SECTION = Section("perceptron", "Learning from mistakes")
ELSEWHERE = Section("mnist", "How good is good?")


def part(name, *probes):
    return Part(name, 1, lambda rng: list(probes))


def mistake(answer, **changes):
    words = {"message": f"It is {answer.__name__}.", "hint": "Why?"}
    return Misconception(answer, **{"section": ELSEWHERE, **words, **changes})


def exercise(reference, *parts, mistakes=(), arguments=("x",)):
    return Exercise(
        page="perceptron",
        name="twice",
        title="Twice",
        minutes=1,
        section=SECTION,
        reference=reference,
        alternatives=(),
        misconceptions=mistakes,
        parts=parts,
        hints=("Think.",),
        arguments=arguments,
    )


def judge(made, *seen, seed=0):
    """The verdict on what was seen, probe by probe."""
    observations = [
        Observation(failure=item) if isinstance(item, Failure) else item
        for item in seen
    ]
    return Grading(made, seed).judge(
        [
            item if isinstance(item, Observation) else Observation(item)
            for item in observations
        ]
    )


def twice(x):
    return 2 * x


def square(x):
    return x * x


def three(x):
    return 3


SMALL = exercise(
    twice,
    part("small", Probe((1,)), Probe((3,))),
    part("large", Probe((5,))),
    mistakes=(mistake(square), mistake(three)),
)


def test_a_right_answer():
    verdict = judge(SMALL, 2, 6, 10, seed=7)
    assert (verdict.exercise, verdict.state, verdict.seed) == (
        "twice",
        "full",
        7,
    )
    assert [(p.name, p.points, p.out_of) for p in verdict.parts] == [
        ("small", 1, 1),
        ("large", 1, 1),
    ]
    assert verdict.feedback == ()


def test_a_known_mistake_everywhere():
    verdict = judge(SMALL, 1, 9, 25)
    assert verdict.state == "none"
    assert [p.points for p in verdict.parts] == [0, 0]
    (paragraph,) = verdict.feedback
    assert paragraph.headline == "It is square."
    assert paragraph.evidence == "`twice(1)` gave 1; expected 2."
    assert (paragraph.section, paragraph.hint) == (ELSEWHERE, "Why?")
    assert paragraph.misconception == "square"


def test_all_parts_together_decide_between_mistakes():
    def nine(x):
        return 9

    parts = [part(str(x), Probe((x,))) for x in (3, 5)]
    made = exercise(twice, *parts, mistakes=[mistake(nine), mistake(square)])
    (paragraph,) = judge(made, 9, 25).feedback
    assert paragraph.misconception == "square"


def test_an_unknown_mistake_in_one_part():
    verdict = judge(SMALL, 2, 6, 11)
    assert verdict.state == "partial"
    (paragraph,) = verdict.feedback
    assert paragraph.headline == "Not there yet: large."
    assert paragraph.evidence == "`twice(5)` gave 11; expected 10."
    assert (paragraph.section, paragraph.hint) == (SECTION, "")


def test_points_that_are_not_whole_are_no_full_verdict():
    assert judge(SMALL, 1, 6, 10).state == "partial"


def test_the_stub():
    verdict = judge(SMALL, *[Failure("NotImplementedError")] * 3)
    assert verdict.state == "stub"
    (paragraph,) = verdict.feedback
    assert paragraph.headline == (
        "`twice` is still the empty stub, so there is nothing to grade."
    )
    assert paragraph.evidence == (
        "It raised NotImplementedError; expected is your own code in its "
        "place."
    )
    assert paragraph.section == SECTION
    assert paragraph.hint == "For a first step type `ex.twice.hint()`."


def test_each_part_has_its_paragraph():
    parts = [part(str(x), Probe((x,))) for x in range(1, 6)]
    verdict = judge(exercise(twice, *parts), 11, 12, 13, 14, 15)
    assert MAX_PARAGRAPHS == 3
    assert [f.evidence for f in verdict.feedback] == [
        "`twice(1)` gave 11; expected 2.",
        "`twice(2)` gave 12; expected 4.",
        "`twice(3)` gave 13; expected 6.",
    ]


def test_the_same_trouble_is_told_once():
    parts = [part(str(x), Probe((x,))) for x in (1, 2)]
    verdict = judge(exercise(twice, *parts), 7, 7)
    assert len(verdict.feedback) == 1


def test_the_same_mistake_is_told_once():
    parts = [part(str(x), Probe((x,))) for x in (3, 4, 5)]
    made = exercise(twice, *parts, mistakes=(mistake(square),))
    verdict = judge(made, 9, 16, 0)
    assert [f.misconception for f in verdict.feedback] == ["square", ""]


def test_the_seed_decides_the_probes():
    def random(rng):
        return [Probe((float(rng.normal()),))]

    made = exercise(twice, Part("random", 1, random))
    assert Grading(made, 1).calls == Grading(made, 1).calls
    assert Grading(made, 1).calls != Grading(made, 2).calls


def test_calls_that_were_not_run():
    verdict = judge(SMALL, 2)
    assert verdict.points == 0
    assert "`twice(3)` was not run" in verdict.text
    assert judge(SMALL, 2, 6).points == 1


def test_what_was_not_run_speaks_for_no_mistake():
    assert judge(SMALL).feedback[0].misconception == ""
    # what was run decides
    assert judge(SMALL, 1, 9).feedback[0].misconception == "square"
    assert judge(SMALL, 3).feedback[0].misconception == "three"


def test_an_interrupted_call_is_no_known_mistake():
    def stops(x):
        raise KeyboardInterrupt

    made = exercise(twice, part("one", Probe((1,))), mistakes=[mistake(stops)])
    verdict = judge(made, Failure("KeyboardInterrupt"))
    assert verdict.feedback[0].misconception == ""


@pytest.mark.parametrize(
    ("printed", "came"),
    [
        ("\n 6\n7\n", "printed '6' and gave None"),
        ("  \n", "gave None (is there a `return`?)"),
    ],
)
def test_printed_instead_of_returned(printed, came):
    made = exercise(twice, part("one", Probe((3,))))
    verdict = judge(made, Observation(None, printed=printed))
    assert verdict.feedback[0].evidence == f"`twice(3)` {came}; expected 6."


def test_printing_beside_a_value_is_welcome():
    made = exercise(twice, part("one", Probe((3,))))
    assert judge(made, Observation(6, printed="6")).full
    wrong = judge(made, Observation(7, printed="7"))
    assert "gave 7" in wrong.text


def test_none_may_be_right_even_with_printing():
    made = exercise(lambda x: None, part("one", Probe((3,))))
    assert judge(made, Observation(None, printed="6")).full


def test_a_failure_says_what_was_expected():
    made = exercise(twice, part("one", Probe((3,))))
    verdict = judge(made, Failure("ValueError", "bad"))
    assert verdict.feedback[0].evidence == (
        "`twice(3)` raised ValueError: bad; expected 6."
    )


# ---------------------------------------------------------- probes with judges


def is_even(observation):
    if observation.failure or observation.value % 2:
        return Complaint("is odd", "an even number")
    return None


EVEN = exercise(
    twice, part("even", Probe((3,), judge=is_even, expects="an even number"))
)


def test_a_judge_decides():
    assert judge(EVEN, 8).full
    assert judge(EVEN, 7).feedback[0].evidence == (
        "`twice(3)` is odd; expected an even number."
    )


def test_a_judge_may_stumble():
    assert judge(EVEN, {"a": 1}).feedback[0].evidence == (
        "`twice(3)` gave {'a': 1}; expected an even number."
    )


def test_a_failure_before_the_judge():
    assert judge(EVEN, Failure("ValueError")).feedback[0].evidence == (
        "`twice(3)` raised ValueError; expected an even number."
    )


def fails(observation):
    if observation.failure:
        return None
    return Complaint("did not complain", "a ValueError")


REFUSAL = Probe((-1,), judge=fails, may_fail=True, expects="a ValueError")


def test_a_failure_may_be_right():
    made = exercise(twice, part("refusal", REFUSAL))
    assert judge(made, Failure("ValueError")).full
    assert "did not complain; expected a ValueError" in judge(made, 2).text
    assert "was not run" in judge(made).text


# ---------------------------------------------------------- alike or not alike


def known(probe, wrong, seen, reference=twice, **changes):
    """The name of the mistake that is recognized at one probe."""
    made = exercise(
        reference, part("one", probe), mistakes=[mistake(wrong, **changes)]
    )
    return judge(made, seen).feedback[0].misconception


def raises(x):
    raise ValueError("bad")


def endless(x):
    from nncheck.observe import TimeUp

    raise TimeUp("10")


@pytest.mark.parametrize(
    ("wrong", "seen", "is_known"),
    [
        (three, 3, True),
        (three, 4, False),
        (three, Failure("ValueError", "bad"), False),
        (raises, 3, False),
        (raises, Observation(None), False),
        (raises, Failure("ValueError", "bad"), True),
        (raises, Failure("ValueError", "other"), False),
        (raises, Failure("KeyError", "bad"), False),
        (endless, Failure("TimeUp", "0.5"), True),
        (endless, Failure("ValueError", "10"), False),
    ],
)
def test_values_and_failures_are_compared(wrong, seen, is_known):
    assert bool(known(Probe((1,)), wrong, seen)) == is_known


def test_the_text_of_a_failure_may_not_matter():
    probe = Probe((1,), exact_failure=False)
    assert known(probe, raises, Failure("ValueError", "other"))
    assert not known(probe, raises, Failure("KeyError", "bad"))


def test_agreeing_goes_both_ways():
    def fewer(x):
        return {}

    # each is measured by the other: an empty dictionary asks for nothing
    assert not known(Probe((1,)), fewer, {"a": 1})


def test_changed_arguments_are_part_of_the_mistake():
    def spoils(x):
        x[0] = 9.0
        return 0

    probe = Probe((np.ones(2),))
    assert known(probe, spoils, Observation(0, changed=(0,)))
    assert not known(probe, spoils, Observation(0))


def test_only_the_symptom_is_compared():
    probe = Probe((1,), symptom=lambda value: value > 2)
    assert known(probe, three, 4) == "three"
    assert not known(probe, three, 1)
    # what the symptom cannot be taken of is no known mistake
    assert not known(probe, three, "3")


def test_symptoms_that_were_written_down():
    def never_run(x):
        raise AssertionError

    assert known(Probe((1,)), never_run, 3, symptoms=(3,))
    assert not known(Probe((1,)), never_run, 4, symptoms=(3,))
    probe = Probe((1,), symptom=lambda value: value > 2)
    assert known(probe, never_run, 5, symptoms=(True,))


def test_a_failure_has_no_symptom():
    def never_run(x):
        raise AssertionError

    probe = Probe((1,), symptom=bool)  # of None, too
    assert known(probe, never_run, 0, symptoms=(False,))
    seen = Failure("ValueError")
    assert not known(probe, never_run, seen, symptoms=(False,))


def test_mistakes_are_run_first_where_the_answer_fails():
    calls = []

    def counts(x):
        calls.append(x)
        return 2

    parts = part("both", Probe((1,)), Probe((3,)))
    judge(exercise(twice, parts, mistakes=[mistake(counts)]), 2, 7)
    assert set(calls) == {3}  # which settles it


def test_failing_as_expected_is_alike_in_all_who_do():
    def refuses_differently(x):
        if x < 0:
            raise TypeError("no")
        return 3

    made = exercise(
        twice,
        part("both", Probe((1,)), REFUSAL),
        mistakes=[mistake(refuses_differently)],
    )
    other_words = Failure("ValueError", "yes")
    assert judge(made, 3, other_words).feedback[0].misconception
    assert not judge(made, 3, 4).feedback[0].misconception
