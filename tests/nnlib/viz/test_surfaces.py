"""The loss over two weights: what is drawn is what f says."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib import SGD, Dense, Sequential, losses
from nnlib.viz import plot_loss_surface


def bowl(w):
    return w[0] ** 2 + 3 * w[1] ** 2


STEPS = np.array([[2, 1], [1, 0.4], [0.5, 0.1]])


def test_the_map_is_f_over_the_grid():
    seen = []

    def f(w):
        seen.append(w.copy())
        return bowl(w)

    ax = plot_loss_surface(f, (-3, 3), (-2, 2), resolution=5)
    assert sorted({w[0] for w in seen}) == [-3, -1.5, 0, 1.5, 3]
    assert sorted({w[1] for w in seen}) == [-2, -1, 0, 1, 2]
    assert ax.get_xlim() == (-3, 3) and ax.get_ylim() == (-2, 2)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$w_1$", "$w_2$")


def test_the_lines_of_the_map_are_where_the_loss_has_their_level():
    ax = plot_loss_surface(bowl, (-3, 3), (-2, 2))
    bands, lines = ax.collections
    middle = len(lines.levels) // 2
    points = lines.get_paths()[middle].vertices
    heights = points[:, 0] ** 2 + 3 * points[:, 1] ** 2
    assert heights == pytest.approx(lines.levels[middle], abs=0.05)
    # equal areas between the lines: as many grid points in each band
    grid = [
        bowl(w)
        for w in np.random.default_rng(0).uniform([-3, -2], [3, 2], (4000, 2))
    ]
    shares = np.histogram(grid, bins=lines.levels)[0] / 4000
    assert shares == pytest.approx(1 / len(shares), abs=0.03)
    # the lower the darker
    light = bands.get_facecolor()[:, :3].sum(axis=1)
    assert np.all(np.diff(light) > 0)


def test_the_path_of_an_optimizer():
    w, optimizer = np.array([2.0, 1.0]), SGD(0.1)
    path = [w.copy()]
    for _ in range(5):
        optimizer.step([w], [np.array([2 * w[0], 6 * w[1]])])
        path.append(w.copy())
    ax = plot_loss_surface(bowl, (-3, 3), (-2, 2), path=path)
    line, start = ax.lines
    np.testing.assert_array_equal(line.get_xydata(), path)
    assert start.get_xydata().tolist() == [[2, 1]]
    assert ax.get_legend() is None


def test_several_paths_differ_by_more_than_color():
    paths = {"one": STEPS, "two": -STEPS, "three": STEPS / 2}
    ax = plot_loss_surface(bowl, (-3, 3), (-2, 2), path=paths)
    lines = ax.lines[::2]
    assert len({line.get_color() for line in lines}) == 3
    assert len({line.get_linestyle() for line in lines}) == 3
    assert len({line.get_marker() for line in lines}) == 3
    said = [text.get_text() for text in ax.get_legend().get_texts()]
    assert said == ["one", "two", "three"]


def test_a_landscape_with_its_path_upon_it():
    ax = plot_loss_surface(bowl, (-3, 3), (-2, 2), path=STEPS, projection="3d")
    assert ax.name == "3d" and ax.get_zlabel() == "loss"
    x, y, z = ax.lines[0].get_data_3d()
    np.testing.assert_array_equal(np.column_stack([x, y]), STEPS)
    assert z == pytest.approx([4 + 3, 1 + 0.48, 0.25 + 0.03])


def test_a_path_that_leaves_the_landscape_ends_at_its_edge():
    far = [[0, 0], [10, 0], [0, -10], [1, 1]]
    ax = plot_loss_surface(bowl, (-3, 3), (-2, 2), path=far, projection="3d")
    x = ax.lines[0].get_data_3d()[0]
    assert np.isnan(x).tolist() == [False, True, True, False]
    ax = plot_loss_surface(bowl, (-3, 3), (-2, 2), path=far)
    assert ax.get_xlim() == (-3, 3)


@pytest.mark.parametrize("projection", ["contour", "3d"])
def test_a_flat_loss_and_the_style_and_given_axes(projection):
    flat = plot_loss_surface(
        lambda w: 1.0, (0, 1), (0, 1), projection=projection
    )
    again = plot_loss_surface(
        bowl, (0, 1), (0, 1), projection=projection, ax=flat
    )
    assert again is flat
    flat.figure.canvas.draw()


def test_a_hole_in_the_map_is_left_white():
    ax = plot_loss_surface(
        lambda w: bowl(w) if w[0] > 0 else np.nan, (-1, 1), (-1, 1)
    )
    bands, _ = ax.collections
    assert min(path.vertices[:, 0].min() for path in bands.get_paths()) > 0


def test_the_loss_of_a_network_over_two_of_its_weights():
    X = np.array([[1.0, 2.0], [3.0, -1.0]])
    y = np.array([[1.0], [0.0]])
    model = Sequential([Dense(2, 1)], rng=0)
    loss = losses.MeanSquaredError()

    def f(w):
        model.layers[0].params["W"][:, 0] = w
        return loss(y, model.forward(X))

    ax = plot_loss_surface(f, (-1, 1), (-1, 1), resolution=11)
    assert len(ax.collections) == 2


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"projection": "3D"}, "projection='3D'; expected \"contour\" or"),
        ({"xlim": (2, 2)}, r"xlim=\(2, 2\); expected \(low, high\)"),
        ({"ylim": (2, 1)}, r"ylim=\(2, 1\)"),
        ({"path": [1, 2, 3]}, r"shape \(steps \+ 1, 2\), got \(3,\)"),
        ({"path": np.zeros((0, 2))}, r"got \(0, 2\)"),
        (
            {"path": {str(i): STEPS for i in range(7)}},
            "7 paths; at most 6 can be told apart",
        ),
        (
            {"f": lambda w: w},
            r"f must return one number .* got float64 of shape \(2,\)",
        ),
        ({"f": lambda w: "low"}, "must return one number"),
        ({"f": lambda w: np.nan}, "f is infinite or NaN everywhere"),
    ],
)
def test_errors(arguments, text):
    usual = {"f": bowl, "xlim": (-1, 1), "ylim": (-1, 1)}
    with pytest.raises(ValueError, match=f"plot_loss_surface: .*{text}"):
        plot_loss_surface(**usual | arguments)


def test_axes_of_the_wrong_kind():
    flat = plt.figure().add_subplot()
    with pytest.raises(ValueError, match='projection="3d" needs other axes'):
        plot_loss_surface(bowl, (0, 1), (0, 1), projection="3d", ax=flat)
    deep = plt.figure().add_subplot(projection="3d")
    with pytest.raises(ValueError, match="needs other axes"):
        plot_loss_surface(bowl, (0, 1), (0, 1), ax=deep)
