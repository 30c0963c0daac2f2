"""The verbs explain themselves, and the server serves this machine alone."""

from __future__ import annotations

import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import environment
import make
import serve


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that passes for a project with an environment."""
    for name in ("requirements.txt", "pyproject.toml", "python"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(environment, "STAMP", tmp_path / "installed.txt")
    return tmp_path


def test_environment_is_made_once(project: Path) -> None:
    assert not environment.is_current()
    environment.STAMP.write_text(environment.wanted())
    assert environment.is_current()
    environment.prepare()  # returns at once: there is no pip here to call


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_changed_pins_make_it_anew(name: str, project: Path) -> None:
    environment.STAMP.write_text(environment.wanted())
    (project / name).write_text("changed")
    assert not environment.is_current()


def test_failed_installation_is_explained(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: failed)
    with pytest.raises(SystemExit, match="needs a network connection"):
        environment.prepare()
    assert not environment.STAMP.exists()


def test_old_python_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        environment.require_python()


def test_commands_use_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("MPLBACKEND", "TkAgg")
    variables = environment.environment()
    assert variables["OPENBLAS_NUM_THREADS"] == "1"
    assert "MPLBACKEND" not in variables


def test_missing_program_is_named(capfd) -> None:
    assert environment.call("no-such-program") == 127
    assert "no-such-program is not installed" in capfd.readouterr().err


def test_options_are_words_and_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CH", "mnist")
    assert make.read_options([])["CH"] == "mnist"
    assert make.read_options(["CH=tensors", "SERVE=0"]) == {
        "CH": "tensors",
        "SERVE": "0",
    }


def test_unknown_verb_lists_the_known_ones(capsys) -> None:
    assert make.main(["boook"]) == 2
    said = capsys.readouterr().out
    assert "Cannot read 'boook'" in said
    assert all(f"make {verb}" in said for verb in make.VERBS)


def test_chapter_must_be_named() -> None:
    with pytest.raises(SystemExit, match="Say CH=slug, one of: "):
        make.chapter({})


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Return the address of a served folder with one page and one module."""
    (tmp_path / "index.html").write_text("hello")
    (tmp_path / "a.mjs").write_text("export {}")
    with serve.server_for(tmp_path) as server:
        assert server.server_address[0] == "127.0.0.1"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_pages_and_modules_are_served(address: str) -> None:
    with urllib.request.urlopen(f"{address}/") as answer:
        assert answer.read() == b"hello"
        assert answer.headers["Cache-Control"] == "no-cache"
    with urllib.request.urlopen(f"{address}/a.mjs") as answer:
        assert answer.headers["Content-Type"] == "text/javascript"
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{address}/none.html")
    assert caught.value.code == 404
    caught.value.close()


def test_taken_port_is_replaced_by_a_free_one(tmp_path: Path) -> None:
    with serve.server_for(tmp_path) as one, serve.server_for(tmp_path) as two:
        assert one.server_port != two.server_port


def test_another_port_is_told_because_it_has_another_memory() -> None:
    usual = serve.greeting(serve.PREFERRED_PORT)
    assert usual.startswith("The book is at http://127.0.0.1:8017/")
    other = serve.greeting(41253)
    assert "Port 8017 is taken" in other and "remembers of you" in other
    assert other.endswith("http://127.0.0.1:41253/ (Ctrl-C ends it)")


def test_no_browser_opens_without_a_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not serve.has_desktop()
    monkeypatch.setenv("DISPLAY", ":0")
    assert serve.has_desktop()


def test_a_file_stays_in_one_worker(request: pytest.FixtureRequest) -> None:
    # a notebook's cells fail one by one when they are dealt out singly
    in_groups = request.config.getoption("loadgroup", False)
    group = f"@{request.node.path}"
    assert request.node.nodeid.endswith(group) == in_groups
