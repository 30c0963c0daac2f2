"""The stored outputs of every chapter are what its code makes now."""

from pathlib import Path

import pytest

from compare_notebooks import compare_notebook
from notebook_files import chapters


@pytest.mark.slow
@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_outputs_are_reproduced(path: Path) -> None:
    assert compare_notebook(path) == []
