"""What a page says at its foot, and what git is asked for it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from notebook_files import ROOT, chapters
from page_comments import comments
from page_foot import guards, report_link, versions
from page_history import NOTHING, history, last_changes

WHO = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def git(folder: Path, *words: str, day: str = "2020-01-01") -> str:
    """Run git in a folder, on a given day."""
    moment = f"{day}T12:00:00+0000"
    when = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env=os.environ | WHO | when,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with two pages, of which one was changed later."""
    folder = tmp_path / "tree"
    (folder / "book").mkdir(parents=True)
    git(folder, "init", "--quiet")
    for day, name in (("2020-01-01", "old"), ("2020-02-02", "new")):
        (folder / "book" / f"{name}.md").write_text(name)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", name, day=day)
    return folder


def test_each_page_has_its_own_last_change(tree: Path) -> None:
    found = history(tree)
    assert {p: c.day for p, c in found.pages.items()} == {
        "book/old.md": "2020-01-01",
        "book/new.md": "2020-02-02",
    }
    assert found.built == found.pages["book/new.md"]
    assert found.built.commit == git(tree, "rev-parse", "HEAD")
    assert found.built.commit.startswith(found.built.short)
    assert not found.changed


def test_a_changed_tree_says_so(tree: Path) -> None:
    (tree / "book" / "old.md").write_text("new words")
    assert history(tree).changed


def test_without_a_repository_of_its_own_a_tree_says_nothing(
    tree: Path, tmp_path: Path
) -> None:
    assert history(tree / "book") == NOTHING  # inside somebody else's
    outside = tmp_path / "archive"
    outside.mkdir()
    assert history(outside) == NOTHING


def test_a_shallow_clone_does_not_guess_when_pages_changed(
    tree: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", tree.as_uri(), str(clone))
    found = history(clone)
    assert found.built and found.pages == {}


def test_only_the_newest_change_of_a_file_counts() -> None:
    log = "commit b 2021-01-01\n\na.md\ncommit a 2020-01-01\n\na.md\n"
    assert last_changes(log)["a.md"].commit == "b"


def test_versions_are_those_of_the_pins() -> None:
    pins = "numpy==2.4.6\nmatplotlib==3.11.2 ; x\nipywidgets==8.1.9\n"
    assert versions(pins) == [
        "NumPy 2.4.6",
        "Matplotlib 3.11.2",
        "ipywidgets 8.1.9",
    ]


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_the_foot_of_a_chapter_names_commit_packages_and_checks(
    path: Path, built_book: Path
) -> None:
    html = (built_book / "book" / f"{path.stem}.html").read_text("utf8")
    foot = BeautifulSoup(html, "html.parser").select_one(".page-foot")
    text = foot.get_text()
    for package in versions((ROOT / "requirements.txt").read_text()):
        assert package in text
    assert "code cells run again and compared" in text
    change = history(ROOT).pages.get(f"book/{path.name}")
    if change:  # no archive, no shallow clone
        assert change.day in text
    for guard in list(guards(path, 0, ROOT / "tests" / "book")):
        assert guard in text


def test_a_page_without_equation_tests_claims_none(tmp_path: Path) -> None:
    said = " ".join(guards(ROOT / "book" / "losses.ipynb", 4, tmp_path))
    assert "equation" not in said


def test_a_mistake_is_reported_where_the_repository_is() -> None:
    assert report_link("", "book/a.md", "A", "") == ""
    assert report_link("https://example.org/a/b", "book/a.md", "A", "") == ""
    link = report_link("https://github.com/a/b/", "book/c.md", "C & D", "12ab")
    parts = urlsplit(link)
    assert parts.path == "/a/b/issues/new"
    fields = parse_qs(parts.query)
    assert fields["title"] == ["Mistake in “C & D”"]
    assert "Page: book/c.md" in fields["body"][0]
    assert "Built from: 12ab" in fields["body"][0]


def test_comments_are_off_until_they_are_set_wholly() -> None:
    assert comments({}) == ""
    with pytest.raises(ValueError, match="lacks repo_id, category, category_"):
        comments({"repo": "a/b"})
    whole = dict.fromkeys(("repo", "repo_id", "category"), "x")
    html = comments(whole | {"category_id": '"y"'})
    assert 'src="https://giscus.app/client.js"' in html
    assert 'data-category-id="&quot;y&quot;"' in html
