"""Mutation testing: what is planted where, and how it is counted."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import mutation
import mutation_copy
import mutation_score
import mutation_survey
from mutation_places import functions_that_count, leave_out_the_rest
from mutation_sample import draw, weighted, wilson
from mutation_score import Mutant, changed, plain, report
from mutation_survey import Survey


def test_settings_are_read_as_written() -> None:
    for subject in mutation.SUBJECTS.values():
        words = tomllib.loads(mutation_copy.settings(subject))["tool"][
            "mutmut"
        ]
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
    assert core.part("layers").files == ("nnlib/layers/*.py",)
    assert len(core.part("").files) == len(core.modules)
    with pytest.raises(SystemExit, match="No module loses; there are: losse"):
        core.part("loses")
    chapter = mutation.SUBJECTS["specs"].part("perceptron")
    assert chapter.files == ("nncheck/specs/perceptron/*.py",)
    assert chapter.tests == ("-k", "[perceptron-")
    spec = Mutant("nncheck/specs/losses/trail.py", "f", "", "", "")
    assert chapter.stratum(spec) == "nncheck/specs/losses"
    assert core.part("").stratum(spec) == "nncheck/specs/losses/trail.py"


def test_results_of_an_older_copy_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = mutation.SUBJECTS["core"]
    mutants = tmp_path / "core" / "mutants" / "nnlib"
    mutants.mkdir(parents=True)
    for name in ("losses.py", "losses.py.meta", "book.css"):
        (mutants / name).touch()
    (tmp_path / "core" / "README.md").touch()
    mutation_copy.forget_all_but_results(core, tmp_path / "core")
    left = {file.name for file in tmp_path.rglob("*") if file.is_file()}
    assert left == {"losses.py", "losses.py.meta"}
    assert (mutants / "losses.py").exists()
    monkeypatch.setenv("FRESH", "1")
    mutation_copy.forget_all_but_results(core, tmp_path / "core")
    assert not list(tmp_path.rglob("*.py"))


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


def good_enough(seen: list[Mutant], size: int = 0) -> bool:
    sizes = Counter({"nnlib/losses.py": size or len(seen)})
    return report(seen, sizes, lambda mutant: mutant.module)


def test_score_counts_what_was_caught(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen = [mutant("killed")] * 8 + [mutant("timeout"), mutant("survived")]
    assert good_enough(seen)
    said = capsys.readouterr().out
    assert "survived: f\n  - a = 1\n  + a = 2\n" in said
    assert said.splitlines()[-1].split()[-2:] == ["90.0", "%"]
    assert not good_enough([*seen, mutant("no tests")])


def test_score_of_nothing_is_not_enough() -> None:
    assert not good_enough([])


def test_a_sample_says_so_and_how_sure_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert good_enough(
        [mutant("killed")] * 90 + [mutant("survived")] * 10, 999
    )
    said = capsys.readouterr().out
    assert "This is a sample: 100 of 999 mutants." in said
    assert "90.0 % (95 % interval 82.6 to 94.5 %)" in said
    good_enough([mutant("killed")] * 9)
    assert "sample" not in capsys.readouterr().out


def test_equivalents_are_left_out_of_the_second_score(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {mutant("survived").key: "nothing changes"}
    monkeypatch.setattr(mutation_score, "known_equivalents", lambda: known)
    assert good_enough([mutant("killed"), mutant("survived")])
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert last[-4:] == ["50.0", "%", "100.0", "%"]
    assert good_enough([mutant("killed"), mutant("survived")], 9)
    said = capsys.readouterr().out.splitlines()
    assert "about 50.0 %" in said[-2] and "100.0 %" in said[-1]


def test_texts_are_told_from_the_rest() -> None:
    assert mutant("survived", 'say("no")', 'say("NO")').is_text
    assert mutant("killed", 'say("no")', 'say("XXnoXX")').is_text
    assert not mutant("killed").is_text


def test_a_diff_is_read() -> None:
    before = ["def f():", "    x = (", "        1)", "    return x"]
    after = ["def f():", "    x = None", "    return x"]
    assert changed(before, after) == ("x = ( / 1)", "x = None")


def test_a_function_has_its_own_name_again() -> None:
    assert plain("x_mean__mutmut_1") == "mean"
    assert plain("xǁDenseǁforward__mutmut_orig") == "forward"
    assert plain("xǁDenseǁ_x__mutmut_orig") == "_x"


def drawn(size: int) -> list[str]:
    things = [f"big {i}" for i in range(900)] + [
        f"small {i}" for i in range(9)
    ]
    return draw(things, size, lambda thing: thing.split()[0], str)


def test_a_sample_has_some_of_every_module() -> None:
    sample = drawn(100)
    counts = Counter(thing.split()[0] for thing in sample)
    assert counts == {"big": 99, "small": 9}  # 25 of the small, were there
    assert sample == drawn(100)
    assert len(set(sample)) == len(sample)


def test_a_larger_sample_holds_the_smaller() -> None:
    assert set(drawn(40)) < set(drawn(41)) < set(drawn(300))
    assert len(drawn(10_000)) == 909


def test_a_sample_is_not_the_beginning() -> None:
    numbers = [int(thing.split()[1]) for thing in drawn(100)[:99]]
    assert 300 < sum(numbers) / len(numbers) < 600


def test_modules_count_by_their_size() -> None:
    # 100 mutants at 90 % and 300 at 100 %; those not tried do not count
    share, worth = weighted([(100, 10, 9), (300, 10, 10), (50, 0, 0)])
    assert share == pytest.approx((100 * 0.9 + 300) / 400)
    # 400 squared over (100 squared + 300 squared) / 10
    assert worth == pytest.approx(16)
    assert weighted([(100, 10, 9), (300, 30, 30)])[1] == pytest.approx(40)


def test_the_interval_is_wilsons() -> None:
    # nobody of 10: from 0 to z squared / (10 + z squared) = 3.8416 / 13.8416
    low, high = wilson(0.0, 10)
    assert low == pytest.approx(0)
    assert high == pytest.approx(3.8416 / 13.8416)
    assert wilson(0.5, 100) == pytest.approx((0.4038, 0.5962), abs=1e-4)


def test_notes_on_a_test_hold_until_its_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "core").mkdir()
    monkeypatch.chdir(tmp_path / "core")
    file, module = tmp_path / "test_one.py", tmp_path / "losses.py"
    file.write_text("assert True")
    module.write_text("one = 1")
    first = Survey([module])
    assert not first.know("test_one", file)
    first.put("test_one", 0.5, {"x_mean", "x_add"})
    first.save()
    again = Survey([module])
    assert again.know("test_one", file)
    assert again.cost("test_one") == 0.5
    assert again.functions("test_one") == ["x_add", "x_mean"]
    module.write_text("one = 2")
    assert not Survey([module]).know("test_one", file)
    module.write_text("one = 1")
    mutation_survey.digest_of.cache_clear()
    file.write_text("assert 1")
    assert not Survey([module]).know("test_one", file)


def test_every_equivalent_names_a_line_that_is_there() -> None:
    reasons = mutation_score.known_equivalents()
    for (module, before, after), why in reasons.items():
        path = mutation.ROOT / module.replace(
            "nncheck", "exercises/nncheck", 1
        )
        lines = {line.strip() for line in path.read_text("utf8").splitlines()}
        # a quotient stands in one line, or lines were joined
        for line in [before] if before in lines else before.split(" / "):
            assert line in lines, f"{module}: {line}"
        assert after != before and why
