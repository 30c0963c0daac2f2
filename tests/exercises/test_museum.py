"""The bug museum: predictions come first, and detectors know their bug."""

import importlib
import inspect
import re

import numpy as np
import pytest

import exercises as tool
from nncheck import exhibit as engine
from nncheck.diagnosis import Grading
from nncheck.exhibit import LETTERS, NotApplicable, Reveal, normalized
from nncheck.observe import observe_all
from nncheck.specs.museum.edits import edit

HALLS = ("museum_backward", "museum_numbers", "museum_training")
MODULES = {hall: importlib.import_module(f"nncheck.{hall}") for hall in HALLS}
EXHIBITS = [e for module in MODULES.values() for e in module.EXHIBITS]
ROOT = tool.ROOT.parent
BUGS = """
    forgotten mean; summed twice; wrong transpose; log(0); dead ReLU;
    update inside the backward loop; σ′ of the activation; saturated start;
    leaked test data; sorted labels; wrong axis; integer overflow;
    aliasing of the history; learning rate too high; learning rate too low;
    dropout at test time; batch statistics at test time;
    weight decay on the biases; ascent; broadcasting (n,) with (n, 1);
    best weights kept by reference; shuffled apart; decimals lost
"""


def every(exhibits):
    return pytest.mark.parametrize("exhibit", exhibits, ids=lambda e: e.name)


@pytest.fixture(autouse=True)
def no_predictions(monkeypatch):
    monkeypatch.setattr(engine, "RECORDS", {})


def grade(exercise, answer, seed=0):
    grading = Grading(exercise, seed)
    return grading.verdict(
        lambda calls: observe_all(answer, grading.driver, calls)
    )


def test_every_bug_is_exhibited_once():
    names = [" ".join(bug.split()) for bug in BUGS.split(";")]
    assert len(EXHIBITS) == len(names) == 23
    for name in names:
        assert sum(name in e.bug for e in EXHIBITS) == 1, name


# ------------------------------------------------------------------ detectors


@pytest.mark.parametrize("detecting", EXHIBITS, ids=lambda e: e.name)
@every(EXHIBITS)
def test_a_detector_fires_on_its_own_bug_only(detecting, exhibit):
    def fires(program):
        with np.errstate(all="ignore"):
            return detecting.detector(program, exhibit.bench)

    right = (exhibit.reference, *exhibit.alternatives)
    try:
        assert fires(exhibit.program) is (detecting is exhibit)
        assert not any(fires(program) for program in right)
    except NotApplicable as reason:
        assert detecting is not exhibit
        assert len(str(reason)) > 20


def test_detectors_look_at_more_than_their_own_exhibit():
    looked = 0
    for detecting in EXHIBITS:
        for exhibit in EXHIBITS:
            try:
                with np.errstate(all="ignore"):
                    detecting.detector(exhibit.program, exhibit.bench)
            except NotApplicable:
                continue
            looked += detecting is not exhibit
    assert looked >= 50


def test_what_does_not_apply_says_why():
    one, other = EXHIBITS[0], EXHIBITS[-1]
    with pytest.raises(NotApplicable, match="scales with the batch.*step"):
        one.detector(other.program, other.bench)
    # and each kind of program can be named in that sentence
    for exhibit in EXHIBITS:
        first = type(exhibit.bench).__doc__.splitlines()[0]
        assert re.fullmatch(r"programs that [\w ,-]+\.", first)


# ----------------------------------------------------- predictions and reveal


@every(EXHIBITS)
def test_nothing_is_revealed_before_a_prediction(exhibit):
    for early in (exhibit.reveal(), exhibit.reveal({exhibit.name: "?"})):
        assert not isinstance(early, Reveal)
        assert "First your prediction" in repr(early)
        assert exhibit.bug not in repr(early)
    assert not exhibit.record.revealed


@every(EXHIBITS)
def test_the_reveal_shows_numbers_and_explains_every_choice(exhibit):
    wrong = LETTERS.replace(exhibit.symptom, "")[0]
    assert f": {wrong}" in repr(exhibit.predict(wrong))
    shown = exhibit.reveal()
    text, page = repr(shown), shown._repr_html_()
    assert f"You predicted {wrong}; what is seen is {exhibit.symptom}" in text
    assert len(re.findall(r"\d+(?:\.\d+)?", exhibit.measured())) >= 2
    assert exhibit.measured() in text
    for choice in exhibit.choices:
        assert choice.text in text
        assert choice.comment in text
    assert exhibit.bug in text
    assert exhibit.misconceptions[0].section.text in text
    assert page.count("<li") == 4
    assert "Measured:" in page


def test_a_prediction_changes_before_the_reveal_but_not_after_it():
    exhibit = EXHIBITS[0]
    exhibit.predict("a")
    exhibit.predict("(D) ")
    assert exhibit.record.letter == "d"
    predictions = {exhibit.name: "B"}
    assert exhibit.reveal(predictions).predicted == "b"
    assert "stays b" in repr(exhibit.predict("c"))
    predictions[exhibit.name] = "c"
    assert exhibit.reveal(predictions).predicted == "b"
    assert predictions == {exhibit.name: "b"}
    assert exhibit.reveal().predicted == "b"


@pytest.mark.parametrize("letter", ["", "e", "ab", 1, None, ["a"]])
def test_what_is_no_letter_is_not_recorded(letter):
    note = EXHIBITS[0].predict(letter)
    assert "is no prediction" in repr(note)
    assert "a, b, c, d" in repr(note)
    assert EXHIBITS[0].record.letter == ""


def test_a_right_prediction_is_told_so():
    exhibit = EXHIBITS[0]
    exhibit.predict(exhibit.symptom)
    assert f"and {exhibit.symptom} is what is seen" in repr(exhibit.reveal())


@every(EXHIBITS)
def test_there_are_four_plausible_symptoms(exhibit):
    assert len({choice.text for choice in exhibit.choices}) == 4
    assert normalized(exhibit.symptom) == exhibit.symptom


@pytest.mark.parametrize("hall", HALLS)
def test_no_letter_is_right_much_more_often_than_others(hall):
    letters = [e.symptom for e in MODULES[hall].EXHIBITS]
    assert set(letters) == set(LETTERS)
    assert max(map(letters.count, LETTERS)) <= 3


@pytest.mark.parametrize("hall", HALLS)
def test_predictions_earn_the_same_right_or_wrong(hall):
    module = MODULES[hall]
    truth = {e.name: e.symptom for e in module.EXHIBITS}
    wrong = {n: LETTERS.replace(s, "")[0] for n, s in truth.items()}
    for letters in (truth, wrong):
        assert grade(module.predictions, letters).full
    name = module.EXHIBITS[2].name
    del truth[name]
    verdict = grade(module.predictions, truth)
    assert verdict.points == verdict.out_of - 0.5
    assert f'predictions["{name}"]' in verdict.text
    assert "there is no entry" in verdict.text
    empty = grade(module.predictions, {})
    assert empty.state == "stub"
    assert "holds no letter yet" in empty.text
    # and the solution would say what only a reveal should say
    assert not re.search(r'"[abcd]"', repr(module.predictions.solution()))


# ----------------------------------------------------------- a learner's way


def released(hall):
    return tool.release(tool.ROOT / hall / f"{hall}.md").cells


def begun(source):
    """An answer's cell after the two lines of the stub were deleted."""
    lines = source.splitlines()
    return "\n".join(
        line
        for line in lines
        if line.strip()
        not in ("# YOUR CODE HERE", "raise NotImplementedError()")
    )


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("hall", HALLS)
def test_whoever_goes_through_a_hall_sees_every_bug(hall, capsys):
    """Predict, run the untouched programs, check: every bug is named."""
    module, namespace = MODULES[hall], {}
    for cell in released(hall):
        if cell.cell_type != "code":
            continue
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name.endswith("_prediction"):
            name = name.removesuffix("_prediction")
            namespace["predictions"][name] = "a"
        elif name.endswith("_check"):
            verdict = eval(cell.source, namespace)
            if name == "predictions_check":
                assert verdict.full
                continue
            (feedback,) = verdict.feedback
            assert feedback.misconception == "untouched"
        elif ".reveal(" in cell.source:
            shown = eval(cell.source.splitlines()[-1], namespace)
            assert isinstance(shown, Reveal)
        else:
            exec(begun(cell.source), namespace)
    assert capsys.readouterr().out.count("\n") >= len(module.EXHIBITS)


@pytest.mark.parametrize("hall", HALLS)
def test_the_notebook_shows_the_programs_and_choices_of_the_specs(hall):
    cells = released(hall)
    text = "\n".join(cell.source for cell in cells)
    for exhibit in MODULES[hall].EXHIBITS:
        shown = next(
            begun(cell.source)
            for cell in cells
            if cell.metadata.get("nbgrader", {}).get("grade_id")
            == exhibit.name
        )
        assert shown == inspect.getsource(exhibit.program).rstrip()
        assert 8 <= len(shown.splitlines()) <= 20
        for letter, choice in zip(LETTERS, exhibit.choices, strict=True):
            assert f"- **{letter}** {choice.text}" in text
        assert f'predictions["{exhibit.name}"] = "{exhibit.symptom}"' not in (
            text
        )
        # neither the room nor its name gives the bug away
        for word in ("forgotten", "transpose", "leak", "alias", "dead"):
            assert word not in f"{exhibit.name} {exhibit.title}".lower()


def test_a_room_that_was_not_begun_says_how_to_begin():
    def stub(*args):
        raise NotImplementedError

    for exhibit in EXHIBITS:
        verdict = grade(exhibit, stub)
        assert verdict.state == "stub"
        assert "two lines below YOUR CODE HERE" in verdict.text


@pytest.mark.parametrize("losses", [3, "text", None, [[1], [2, 3]]])
def test_losses_that_are_none_are_named(losses):
    (exhibit,) = (e for e in EXHIBITS if e.name == "fit_wave")

    def answer(X, y, seed):
        return exhibit.reference(X, y, seed)[0], losses

    text = grade(exhibit, answer).text
    kind = type(losses).__name__
    assert f"returned a {kind} where the list of losses belongs" in text


@every(EXHIBITS)
def test_the_first_wrong_answer_is_the_untouched_program(exhibit):
    first = exhibit.misconceptions[0]
    assert first.name == "untouched"
    assert inspect.getsource(first.answer) == inspect.getsource(
        exhibit.program
    )


def double(x):
    return x + x


def test_an_edit_needs_a_text_that_occurs_once():
    twice = edit(double, "twice", ("x + x", "2 * x"))
    assert twice.__name__ == "twice"
    assert twice(3) == 6
    assert "2 * x" in inspect.getsource(twice)
    with pytest.raises(ValueError, match="no: 'y' occurs 0 times in double"):
        edit(double, "no", ("y", "z"))
    with pytest.raises(ValueError, match="'x' occurs 3 times"):
        edit(double, "many", ("x", "z"))


def test_the_page_lists_every_room():
    page = (ROOT / "book" / "museum.md").read_text("utf8")
    for hall in HALLS:
        assert f"../exercises/release/{hall}.ipynb" in page
    for exhibit in EXHIBITS:
        assert f"`{exhibit.name}`" in page
        assert exhibit.title in page
        # what is seen stays hidden
        assert exhibit.bug not in page
