"""The quiz files: what is accepted, what is refused and how."""

from __future__ import annotations

import re
import textwrap

import pytest
import yaml

import nncheck.quiz
from nncheck.quiz import quiz
from nncheck.quiz_data import FOLDER, check, load
from nncheck.quiz_text import as_html, as_plain, pieces, plain_math

DOC = nncheck.quiz.__doc__
EXAMPLE = DOC[DOC.index("    questions:") : DOC.index("Texts know")]


def example():
    """The questions that the module's documentation shows."""
    return yaml.safe_load(textwrap.dedent(EXAMPLE))


def question(kind):
    (found,) = [q for q in example()["questions"] if q["kind"] == kind]
    return found


def checked(*questions):
    return check({"questions": list(questions)}, "test.yml")


def test_the_documented_example_is_valid():
    ready = check(example(), "example.yml")
    kinds = [each["kind"] for each in ready]
    assert kinds == ["choose-one", "several", "number", "order"]
    assert as_plain(ready[2]["because"]).startswith("−2 − 2 + 3 = −1")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=str)
def test_every_chapter_quiz_can_be_shown(path):
    view = quiz(path.stem)
    count = len(load(path.stem))
    assert repr(view) == f"Quiz({path.stem!r}): {count} questions"
    bundle, _ = view._repr_mimebundle_()
    assert set(bundle) == {
        "text/plain",
        "text/html",
        "application/vnd.jupyter.widget-view+json",
    }
    assert "<img" not in bundle["text/html"]
    assert bundle == bundle | quiz(path.stem).fallbacks()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=str)
def test_every_chapter_asks_enough_in_several_ways(path):
    questions = load(path.stem)
    assert len(questions) >= 8
    assert len({each["kind"] for each in questions}) >= 3


def test_there_is_a_quiz_to_look_at():
    assert (FOLDER / "perceptron.yml").is_file()


def test_the_text_form_asks_first_and_answers_at_the_end(tmp_path):
    text = quiz("perceptron").fallbacks()["text/plain"]
    asked, answered = text.split("\nAnswers\n")
    first = load("perceptron")[0]
    assert as_plain(first["question"]) in asked
    assert as_plain(first["because"]) not in asked
    assert as_plain(first["because"]) in answered


def test_steps_are_mixed_but_the_same_each_time():
    (ready,) = checked(question("order"))
    assert sorted(ready["shown"]) == [0, 1, 2]
    assert ready["shown"] != [0, 1, 2]
    assert checked(question("order")) == [ready]


def test_unknown_chapter():
    with pytest.raises(ValueError, match="no quiz 'perzeptron'.*perceptron"):
        quiz("perzeptron")


def test_broken_yaml(tmp_path):
    (tmp_path / "bad.yml").write_text("questions: [", encoding="utf8")
    with pytest.raises(ValueError, match="bad.yml is not valid YAML"):
        load("bad", folder=tmp_path)


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        ("number", {"kind": "nmber"}, "did you mean 'number'"),
        ("number", {"kind": None}, "known: choose-one, several, number"),
        ("number", {"tolerence": 1}, "did you mean 'tolerance'"),
        ("number", {"tolerance": -1}, "tolerance must be at least 0"),
        ("number", {"answer": "one"}, "answer must be a number, got 'one'"),
        ("number", {"answer": True}, "answer must be a number, got True"),
        ("number", {"hint": ""}, "hint must be a sentence"),
        ("number", {"because": r"$\foo$"}, r"\\foo has no plain form"),
        (
            "number",
            {"mistakes": [{"answer": -1, "because": "no"}]},
            "lies within the tolerance",
        ),
        ("order", {"steps": ["a", "b"]}, "at least three"),
        ("order", {"steps": ["a", "b", "a"]}, "same text"),
        ("several", {"options": []}, "at least two answers"),
        ("several", {"options": ["a", "b"]}, "mapping with text and because"),
        (
            "several",
            {"options": [{"text": "a", "because": "b"}] * 2},
            "no option has `correct: true`",
        ),
        (
            "choose-one",
            {"options": [{"text": "a", "because": "b", "correct": True}] * 2},
            "exactly one option .* found 2; use `kind: several`",
        ),
        (
            "choose-one",
            {"options": [{"text": "a", "correct": True}] * 2},
            "because missing",
        ),
        (
            "choose-one",
            {"options": [{"text": "a", "because": "b", "correct": "yes"}] * 2},
            "correct must be true or false, got 'yes'",
        ),
    ],
)
def test_malformed_questions_are_refused(kind, change, message):
    broken = question(kind) | change
    with pytest.raises(ValueError, match=message) as caught:
        checked(broken)
    name = f"test.yml, question 1 ({broken['id']})"
    assert str(caught.value).startswith(name)


def test_missing_keys_are_named():
    short = question("number")
    del short["hint"], short["answer"]
    with pytest.raises(ValueError, match="answer and hint missing"):
        checked(short)


def test_two_questions_with_one_id():
    with pytest.raises(ValueError, match="question 2 .* used twice"):
        checked(question("order"), question("order"))


@pytest.mark.parametrize("data", [None, [], {"question": []}, "text"])
def test_a_file_needs_its_key(data):
    with pytest.raises(ValueError, match="one key, `questions:`"):
        check(data, "test.yml")


@pytest.mark.parametrize("data", [{"questions": None}, {"questions": []}])
def test_a_file_needs_questions(data):
    with pytest.raises(ValueError, match="non-empty list"):
        check(data, "test.yml")


def test_yaml_truth_values_become_words():
    options = [
        {"text": True, "because": "so", "correct": True},
        {"text": 0.5, "because": "not so"},
    ]
    (ready,) = checked(question("choose-one") | {"options": options})
    texts = [as_plain(option["text"]) for option in ready["options"]]
    assert texts == ["True", "0.5"]


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"\hat y = H(z)", "ŷ = H(z)"),
        (r"w_1 x_1 + w_2 x_2 > \theta", "w₁ x₁ + w₂ x₂ > θ"),
        (r"\sum_i w_i x_i", "∑ᵢ wᵢ xᵢ"),
        (r"\frac{a + b}{2}", "(a + b)/2"),
        (r"e^{-z}", "e^(−z)"),
        (r"28^2 \times 10", "28² × 10"),
        (r"\lVert w \rVert", "‖ w ‖"),
        (r"x \le 0", "x ≤ 0"),
    ],
)
def test_formulas_without_mathjax(tex, plain):
    assert plain_math(tex) == plain


def test_markup_is_cut_and_escaped():
    parts = pieces("If `a < b`, *then* $x_1$ & 2*3*4.")
    assert as_plain(parts) == "If a < b, then x₁ & 2*3*4."
    assert as_html(parts) == (
        "If <code>a &lt; b</code>, <em>then</em> <i>x₁</i> &amp; 2*3*4."
    )
    assert re.findall(r"[`$]", as_plain(parts)) == []
