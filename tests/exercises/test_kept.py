"""A long run that was stopped goes on, and never with stale results."""

import pytest

import kept
from nncheck import catalog


def test_results_are_there_again(tmp_path):
    path = tmp_path / "folder" / "page.jsonl"
    results = kept.Results(path, "one")
    assert results.keep("a", ("x", 1)) == ["x", 1]
    again = kept.Results(path, "one")
    assert again.all == {"a": ["x", 1]}
    again.keep("b", [])
    assert list(kept.Results(path, "one").all) == ["a", "b"]


def test_results_of_other_sources_are_dropped(tmp_path):
    path = tmp_path / "page.jsonl"
    kept.Results(path, "one").keep("a", [])
    assert kept.Results(path, "two").all == {}
    assert kept.Results(path, "one").all == {}


def test_a_line_that_was_cut_short_is_dropped(tmp_path):
    path = tmp_path / "page.jsonl"
    results = kept.Results(path, "one")
    results.keep("a", [])
    results.keep("b", ["a long sentence"])
    path.write_text(path.read_text()[:-8])
    results = kept.Results(path, "one")
    assert list(results.all) == ["a"]
    results.keep("c", [])
    assert list(kept.Results(path, "one").all) == ["a", "c"]


@pytest.mark.parametrize("change", ["text", "name"])
def test_a_change_is_another_state(change, tmp_path):
    path = tmp_path / "a.py"
    path.write_text("1")
    before = kept.digest([path])
    assert before == kept.digest([path, path])
    if change == "text":
        path.write_text("2")
    else:
        path = path.rename(tmp_path / "b.py")
    assert kept.digest([path]) != before


@pytest.mark.parametrize("page", catalog.PAGES)
def test_all_that_a_spec_is_made_of_counts(page):
    modules = {
        catalog.__name__,
        *(type(e).__module__ for e in catalog.exercises(page)),
        *(e.reference.__module__ for e in catalog.exercises(page)),
    }
    names = {
        path.relative_to(kept.ROOT / "exercises").with_suffix("").as_posix()
        for path in kept.sources(page)
        if path.is_relative_to(kept.ROOT / "exercises")
    }
    assert {module.replace(".", "/") for module in modules} <= names
