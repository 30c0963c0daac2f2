"""The learners' notebooks: made from the text, and nothing leaks."""

import inspect
import json

import pytest

import exercises as tool
from nncheck import catalog

PAGES = catalog.PAGES


def cells(page):
    path = tool.RELEASE / f"{page}.ipynb"
    return json.loads(path.read_text())["cells"]


def graded(page):
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: cell
        for cell in cells(page)
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }


def test_releases_are_what_the_texts_give():
    assert tool.stale() == []


def test_every_chapter_with_exercises_has_a_text():
    assert {path.stem for path in tool.sources()} == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_the_readme_tells_the_points(page):
    readme = (tool.ROOT / "README.md").read_text(encoding="utf8")
    (row,) = [
        line
        for line in readme.splitlines()
        if line.startswith(f"| `release/{page}.ipynb` |")
    ]
    points = sum(e.points for e in catalog.exercises(page))
    assert row.endswith(f"| {points:g} |")


def test_the_changelog_counts_the_exercises():
    changes = (tool.ROOT.parent / "CHANGELOG.md").read_text(encoding="utf8")
    every = sum(len(catalog.exercises(page)) for page in PAGES)
    assert f"{every} in all" in changes


def test_a_changed_release_is_noticed(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tool, "RELEASE", tmp_path)
    for path in tool.sources():
        content = tool.as_bytes(tool.release(path))
        (tmp_path / f"{path.stem}.ipynb").write_bytes(content)
    assert tool.main(["--check"]) == 0
    (tmp_path / "perceptron.ipynb").write_text("{}")
    (tmp_path / "mnist.ipynb").unlink()
    (tmp_path / "other.ipynb").write_text("{}")
    assert tool.main(["--check"]) == 1
    problems = capsys.readouterr().err
    assert "perceptron.ipynb is not what perceptron.md gives" in problems
    assert "mnist.ipynb is missing" in problems
    assert "other.ipynb has no source" in problems
    assert "make exercises" in problems


@pytest.mark.parametrize("page", PAGES)
def test_no_solution_in_the_release(page, solved):
    text = (tool.RELEASE / f"{page}.ipynb").read_text()
    assert "BEGIN SOLUTION" not in text
    assert "HIDDEN" not in text
    released = "\n".join("".join(cell["source"]) for cell in cells(page))
    secret, shown = set(), set()
    for cell in solved(page)["cells"]:
        inside = False
        for line in "".join(cell["source"]).splitlines():
            if "### BEGIN SOLUTION" in line:
                inside = True
            elif "### END SOLUTION" in line:
                inside = False
            elif inside and len(line.strip()) > 12:
                secret.add(line.strip())
            elif not inside:
                shown.add(line.strip())
    assert len(secret) > 10
    # a broken program shows most of its lines; those of the repair are secret
    secret -= shown
    assert [line for line in secret if line in released] == []


@pytest.mark.parametrize("page", PAGES)
def test_cells_and_points_are_those_of_the_specs(page):
    expected = {f"{e.name}_check": e for e in catalog.exercises(page)}
    found = graded(page)
    assert list(found) == list(expected)
    for name, cell in found.items():
        exercise = expected[name]
        assert cell["metadata"]["nbgrader"]["points"] == exercise.points
        source = "".join(cell["source"])
        assert source == f"ex.{exercise.name}.check({exercise.name})"


@pytest.mark.parametrize("page", PAGES)
def test_texts_announce_the_right_points_and_minutes(page):
    exercises = catalog.exercises(page)
    text = "\n".join("".join(cell["source"]) for cell in cells(page))
    for number, e in enumerate(exercises, start=1):
        assert f"\n## {number}. " in text
        assert f"({e.points:g} points, {e.minutes} minutes)" in text
        assert e.section.title in text
    assert f"{sum(e.points for e in exercises):g} points" in text
    assert 20 <= sum(e.minutes for e in exercises) <= 40


@pytest.mark.parametrize("page", PAGES)
def test_stubs_have_signatures_docstrings_and_say_not_implemented(page):
    for exercise in catalog.exercises(page):
        if exercise.driver == "prediction":
            continue  # a table that is filled from cell to cell
        stub = next(
            "".join(cell["source"])
            for cell in cells(page)
            if cell["metadata"].get("nbgrader", {}).get("grade_id")
            == exercise.name
        )
        compile(stub, exercise.name, "exec")
        assert "raise NotImplementedError()" in stub
        assert '"""' in stub
        if not inspect.isclass(exercise.reference):
            # defaults too
            signature = inspect.signature(exercise.reference)
            assert f"def {exercise.name}{signature}:" in stub


@pytest.mark.parametrize("page", PAGES)
def test_cell_ids_are_stable_and_outputs_empty(page):
    ids = [cell["id"] for cell in cells(page)]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(page.replace("_", "-")) for name in ids)
    for cell in cells(page):
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
