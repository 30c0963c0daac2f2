"""Mutation testing: what is planted where, and how it is counted."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import mutation
import mutation_score
from mutation_places import functions_that_count, leave_out_the_rest
from mutation_score import Mutant, report


def test_settings_are_read_as_written() -> None:
    for subject in mutation.SUBJECTS.values():
        words = tomllib.loads(mutation.settings(subject))["tool"]["mutmut"]
        assert words["only_mutate"]
        assert words["source_paths"][0] not in words["also_copy"]


@pytest.mark.parametrize("name", ["engine", "core"])
def test_modules_and_tests_exist(name: str) -> None:
    subject = mutation.SUBJECTS[name]
    for module in subject.modules:
        assert list((mutation.ROOT / subject.package).glob(module)), module
    for test in subject.tests:
        assert not test.startswith("tests/") or (mutation.ROOT / test).exists()


def test_one_module_or_chapter_may_be_named() -> None:
    core = mutation.SUBJECTS["core"]
    assert core.narrowed("layers").modules == ("layers/*.py",)
    with pytest.raises(SystemExit, match="No module loses; there are: losse"):
        core.narrowed("loses")
    chapter = mutation.SUBJECTS["specs"].narrowed("perceptron")
    assert chapter.modules == ("specs/perceptron/*.py",)
    assert chapter.tests[-1] == "[perceptron-"


def test_subject_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert mutation.main([]) == 2
    assert "NAME= one of: engine, specs, core" in capsys.readouterr().out


def test_judges_and_right_answers_count() -> None:
    found = functions_that_count()
    spec = "nncheck.specs.perceptron."
    distance = {f for m, f in found if m == spec + "distance"}
    assert distance == {"unit_normal", "with_loop", "from_foot_point"}
    gates = {f for m, f in found if m == spec + "gates"}
    assert {"_judge", "_symptom", "_sums", "by_negation"} <= gates
    assert "gates" not in gates  # the reference


def test_the_rest_is_marked(tmp_path: Path) -> None:
    file = tmp_path / "spec.py"
    file.write_text(
        "def answer():\n    return 1\n\n\ndef judge():\n    pass\n"
    )
    leave_out_the_rest(file, {"judge"})
    assert file.read_text().splitlines()[:4] == [
        "# pragma: no mutate start",
        "def answer():",
        "    return 1",
        "# pragma: no mutate end",
    ]
    assert file.read_text().count("pragma") == 2


def test_the_words_of_a_complaint_are_marked(tmp_path: Path) -> None:
    code = """\
def judge(seen):
    if seen:
        return Complaint("gave", "none")
    complaint = Complaint(
        "gave nothing",
    )
    return None if seen else Complaint("gave", "none")
"""
    file = tmp_path / "spec.py"
    file.write_text(code)
    leave_out_the_rest(file, {"judge"})
    marked = ["pragma" in line for line in file.read_text().splitlines()]
    assert marked == [False, False, True, False, True, True, False]


def mutant(status: str, before: str = "a = 1", after: str = "a = 2") -> Mutant:
    return Mutant("nnlib/losses.py", "f", status, before, after)


def test_score_counts_what_was_caught(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen = [mutant("killed")] * 8 + [mutant("timeout"), mutant("survived")]
    assert report(seen, texts=True)
    said = capsys.readouterr().out
    assert "survived: f\n  - a = 1\n  + a = 2\n" in said
    assert said.splitlines()[-1].split()[-2:] == ["90.0", "%"]
    assert not report([*seen, mutant("no tests")], texts=True)


def test_score_of_nothing_is_not_enough() -> None:
    assert not report([], texts=True)


def test_equivalents_are_left_out_of_the_second_score(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {mutant("survived").key: "nothing changes"}
    monkeypatch.setattr(mutation_score, "known_equivalents", lambda: known)
    assert report([mutant("killed"), mutant("survived")], texts=True)
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert last[-4:] == ["50.0", "%", "100.0", "%"]


def test_texts_may_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    shouted = mutant("survived", 'say("no")', 'say("NO")')
    marked = mutant("killed", 'say("no")', 'say("XXnoXX")')
    assert shouted.is_text and marked.is_text
    assert not mutant("killed").is_text
    assert report([mutant("killed"), shouted, marked], texts=False)
    assert "2 mutants of mere texts" in capsys.readouterr().out


def test_every_equivalent_names_a_line_that_is_there() -> None:
    reasons = mutation_score.known_equivalents()
    for (module, before, after), why in reasons.items():
        path = mutation.ROOT / module.replace(
            "nncheck", "exercises/nncheck", 1
        )
        lines = {line.strip() for line in path.read_text("utf8").splitlines()}
        for line in before.split(" / "):
            assert line in lines, f"{module}: {line}"
        assert after != before and why
