"""nbgrader's own pipeline gives the points that `check` gives."""

import json

import pytest

import corpus
import exercises as tool
from nbgrader_course import autograded
from nncheck import catalog

pytestmark = [
    pytest.mark.slow,
    # nbgrader and SQLAlchemy warn about themselves
    pytest.mark.filterwarnings("ignore"),
]


@pytest.mark.parametrize("page", catalog.PAGES)
def test_nbgrader_gives_the_same_points(page, tmp_path, recording):
    number = corpus.how_many(page) // 2  # the middle: mistakes, by and large
    mistaken = corpus.checked(page, number, slow=False)
    assert any(name for _, names in mistaken.values() for name in names)

    answers = corpus.notebook(page, number, slow=False)
    committed = tool.RELEASE / f"{page}.ipynb"
    notebooks = {
        "reference": corpus.solved(page).encode(),
        "blank": committed.read_bytes(),
        "mistaken": json.dumps(answers).encode(),
    }
    points = dict(autograded(page, notebooks, tmp_path))
    exercises = catalog.exercises(page)
    full = {e.name: e.points for e in exercises}
    nothing = dict.fromkeys(full, 0)
    assert points["reference"] == full
    assert points["blank"] == nothing
    # what trains is left as a stub
    earned = {name: points for name, (points, _) in mistaken.items()}
    assert points["mistaken"] == nothing | earned
    assert not recording.parent.exists()  # a class is nobody's own results

    made = tmp_path / "release" / page / f"{page}.ipynb"
    same = [
        [cell["source"] for cell in json.loads(path.read_text())["cells"]]
        for path in (made, committed)
    ]
    assert same[0] == same[1]
