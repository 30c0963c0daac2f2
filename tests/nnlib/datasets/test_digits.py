"""A drawing as an MNIST image: scaled to 20, centered by its mass."""

import numpy as np
import pytest

from nnlib.datasets import load_mnist, normalize_digit


def test_real_mnist_digits_stay_as_they_are():
    # the makers of MNIST did to these digits what the function does: a second
    # time must change nothing
    (X, _), (X_test, _) = load_mnist()
    images = np.vstack([X[:400], X_test[:100]]).reshape(-1, 28, 28)
    changed = [
        i
        for i, image in enumerate(images)
        if np.abs(normalize_digit(image) - image).max() > 1e-9
    ]
    assert changed == []


def test_the_original_comes_back_from_a_corner_and_tenfold():
    (X, _), _ = load_mnist()
    image = X[7].reshape(28, 28)
    corner = np.zeros((60, 90))
    corner[32:, 62:] = image
    np.testing.assert_allclose(normalize_digit(corner), image, atol=1e-12)
    tenfold = np.kron(image, np.ones((10, 10)))
    np.testing.assert_allclose(normalize_digit(tenfold), image, atol=1e-12)


def test_center_of_mass_comes_to_pixel_14():
    rng = np.random.default_rng(3)
    for _ in range(30):
        ink = np.zeros((50, 40))
        ink[5:45, 5:35] = rng.random((40, 30)) * (rng.random((40, 30)) < 0.2)
        image = normalize_digit(ink)
        rows, columns = np.indices(image.shape)
        for place in (rows, columns):
            assert abs((place * image).sum() / image.sum() - 14) <= 0.5 + 1e-9
        inked = [np.ptp(np.nonzero(image.any(axis=k))[0]) + 1 for k in (0, 1)]
        assert max(inked) == 20


def test_proportions_are_kept_and_thin_ink_survives():
    ink = np.zeros((300, 300))
    ink[10:290, 150] = 1.0  # 280 by 1
    image = normalize_digit(ink)
    assert image.any(axis=1).sum() == 20 and image.any(axis=0).sum() == 1
    assert image.max() == pytest.approx(1)
    ink[10:290, 100:200] = 1.0  # 280 by 100
    assert normalize_digit(ink).any(axis=0).sum() == 7


def test_a_pixel_becomes_a_block_and_nothing_stays_nothing():
    dot = np.zeros((112, 112))
    dot[111, 0] = 0.5
    image = normalize_digit(dot)
    np.testing.assert_allclose(image[4:24, 4:24], 0.5, atol=1e-12)
    assert image.sum() == pytest.approx(200)
    assert not normalize_digit(np.zeros((5, 9))).any()


def test_no_ink_is_pushed_over_the_edge():
    ink = np.zeros((100, 100))
    ink[:, 0] = 1.0  # heavy left
    ink[50, :] = 0.05  # a faint arm far to the right
    image = normalize_digit(ink)
    assert image.any(axis=0).sum() == 20
    assert image[:, 27].any() and not image[:, 7].any()


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (np.zeros(784), r"x.reshape\(28, 28\)"),
        (np.zeros((0, 3)), r"got shape \(0, 3\)"),
        (np.full((3, 3), 255), "image / 255"),
        (np.full((3, 3), -0.1), "from 0 .paper. to 1, got values from -0.1"),
        (np.array([[np.nan, 0.0]]), "got values from nan"),
    ],
)
def test_bad_images_are_refused_in_words(image, message):
    with pytest.raises(ValueError, match=message):
        normalize_digit(image)
