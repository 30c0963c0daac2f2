"""Grids of pictures: which pixel is where, labels, frames, scales."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.viz import COLORS, plot_images, plot_weights


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_images_keep_their_pixels_and_their_order():
    flat = np.arange(3 * 16).reshape(3, 16) / 48
    ax = plot_images(flat, n_columns=2)
    assert len(ax.images) == 3
    for i, picture in enumerate(ax.images):
        assert np.array_equal(picture.get_array(), flat[i].reshape(4, 4))
    places = [
        (image.get_extent()[0], image.get_extent()[3]) for image in ax.images
    ]
    (x0, y0), (x1, y1), (x2, y2) = places
    assert x0 == x2 < x1  # the third starts the second row
    assert y0 == y1 < y2
    bottom, top = ax.get_ylim()
    assert bottom > top  # rows run downward, and row 0 of a picture is on top
    assert ax.images[0].get_extent()[2] > ax.images[0].get_extent()[3]


def test_images_share_one_scale_from_white_paper_to_black_ink():
    pictures = np.stack([np.full((2, 2), 0.1), np.full((2, 2), 0.8)])
    ax = plot_images(pictures)
    assert {image.get_clim() for image in ax.images} == {(0, 0.8)}
    assert ax.images[0].get_cmap()(0.0)[:3] == (1, 1, 1)
    assert ax.images[0].get_cmap()(1.0)[:3] == (0, 0, 0)


def test_an_empty_picture_is_white_without_a_warning():
    ax = plot_images(np.zeros((1, 784)))
    assert ax.images[0].get_clim()[0] == 0


def test_labels_and_highlight():
    ax = plot_images(
        np.ones((3, 4)), ["7→1", 2, 3], highlight=[True, False, False]
    )
    assert texts(ax) == ["7→1", "2", "3"]
    weights = [text.get_fontweight() for text in ax.texts]
    assert weights == ["bold", "normal", "normal"]
    frames = [line.get_color() for line in ax.lines]
    assert frames[0] == COLORS["negative"] != frames[1]


@pytest.mark.parametrize(
    ("n", "columns"), [(1, 1), (7, 7), (10, 10), (12, 6), (25, 5), (100, 10)]
)
def test_columns_without_being_told(n, columns):
    ax = plot_images(np.ones((n, 4)))
    starts = {image.get_extent()[0] for image in ax.images}
    assert len(starts) == columns


def test_a_new_figure_is_no_higher_than_needed_and_a_given_one_is_kept():
    one_row = plot_images(np.ones((10, 4))).figure.get_figheight()
    four_rows = plot_images(np.ones((40, 4))).figure.get_figheight()
    assert one_row < 1 < 2 < four_rows
    figure, ax = plt.subplots(figsize=(3, 3))
    assert plot_images(np.ones((10, 4)), ax=ax) is ax
    assert figure.get_figheight() == 3


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"images": np.ones(784)}, r"got shape \(784,\).*x\[None\]"),
        ({"images": np.ones((2, 783))}, "square pictures"),
        ({"images": np.ones((0, 784))}, "square pictures"),
        (
            {"images": np.ones((2, 4)), "labels": [1]},
            "2 pictures but 1 labels",
        ),
        (
            {"images": np.ones((2, 4)), "highlight": [True] * 3},
            "2 pictures but 3 highlight",
        ),
    ],
)
def test_image_errors(arguments, text):
    with pytest.raises(ValueError, match=text):
        plot_images(**arguments)


def test_weights_show_one_column_each_on_a_symmetric_scale():
    W = np.random.default_rng(0).normal(size=(9, 4))
    ax = plot_weights(W, labels=range(4))
    assert len(ax.images) == 4
    assert np.array_equal(ax.images[2].get_array(), W[:, 2].reshape(3, 3))
    limit = np.abs(W).max()
    assert {image.get_clim() for image in ax.images} == {(-limit, limit)}
    assert texts(ax) == ["0", "1", "2", "3"]
    white = ax.images[0].get_cmap()(0.5)
    assert min(white[:3]) > 0.97


def test_weights_limit_and_colorbar():
    ax = plot_weights(np.ones((9, 2)), limit=2.5)
    assert ax.images[0].get_clim() == (-2.5, 2.5)
    bar = next(other for other in ax.figure.axes if other is not ax)
    names = [text.get_text() for text in bar.get_yticklabels()]
    assert names == ["−2.5", "0", "+2.5"]


def test_weights_draw_in_the_figure_of_their_axes():
    figure, ax = plt.subplots()
    other = plt.figure()
    plot_weights(np.ones((9, 2)), ax=ax)
    assert len(figure.axes) == 2
    assert other.axes == []


def test_weights_errors():
    with pytest.raises(ValueError, match=r'layer.params\["W"\]'):
        plot_weights(np.ones(784))
    with pytest.raises(ValueError, match="square pictures"):
        plot_weights(np.ones((10, 30)))
    with pytest.raises(ValueError, match="4 pictures but 2 labels"):
        plot_weights(np.ones((9, 4)), labels=[1, 2])
