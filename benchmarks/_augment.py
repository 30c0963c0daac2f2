"""Augmentation: new pictures of digits by turning and bending the old ones.

A distorted picture is read off the original: its pixel (r, c) shows what
the original shows at (r + down, c + right). An affine map of the plane
(turn, zoom, slant, shift) and an elastic field (random vectors on a coarse
grid, blurred by a Gaussian) add up to this displacement, one vector for each
pixel; between four pixels of the original the grey is interpolated.

Source: Simard, Steinkraus & Platt (2003), Best practices for convolutional
    neural networks applied to visual document analysis.
"""

from __future__ import annotations

import dataclasses

import numpy as np

SIDE = 28  # pixels
CENTER = (SIDE - 1) / 2
CHUNK = 250  # pictures distorted at a time: their arrays stay in cache


@dataclasses.dataclass(frozen=True)
class Distortion:
    """How strongly pictures are distorted; 0 everywhere: not at all.

    Turn, zoom, slant and shift are drawn uniformly between plus and minus
    the given strength, for each picture anew.

    Args:
        turn: degrees.
        zoom: fraction of the size, apart for height and width.
        slant: pixels sideways for each pixel of height.
        shift: pixels, apart for the two directions.
        elastic: standard deviation, in pixels, of each component of the
            elastic field.
        width: standard deviation, in pixels, of the Gaussian that blurs
            the field: small trembles, large bends.

    >>> X = np.eye(28, dtype=np.float32).reshape(1, 784)
    >>> np.array_equal(Distortion().distort(X, rng=0), X)
    True
    """

    turn: float = 0.0
    zoom: float = 0.0
    slant: float = 0.0
    shift: float = 0.0
    elastic: float = 0.0
    width: float = 4.0

    def distort(
        self, X: np.ndarray, rng: int | np.random.Generator
    ) -> np.ndarray:
        """A distorted copy of every row of ``X``.

        Args:
            X: pictures from 0 (paper) to 1 (ink); paper lies around them.
            rng: an int or a Generator that draws the distortions.

        Shapes:
            X: (n, 784), the result (n, 784), float32.
        """
        rng = np.random.default_rng(rng)
        Y = np.empty(X.shape, dtype=np.float32)
        for start in range(0, len(X), CHUNK):
            rows = slice(start, start + CHUNK)
            pictures = X[rows].reshape(-1, SIDE, SIDE)
            moved = move(pictures, *self.draw(len(pictures), rng))
            Y[rows] = moved.reshape(-1, SIDE * SIDE)
        return Y

    def draw(
        self, n: int, rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        """Displacements ``(down, right)`` for n pictures.

        Shapes:
            down, right: (n, 28, 28), float32, in pixels.
        """

        def uniform(strength: float) -> np.ndarray:
            drawn = rng.uniform(-strength, strength, (n, 1, 1))
            return drawn.astype(np.float32)

        angle = np.deg2rad(uniform(self.turn))
        cos, sin = np.cos(angle), np.sin(angle)
        height, breadth = 1 + uniform(self.zoom), 1 + uniform(self.zoom)
        slant = uniform(self.slant)
        r, c = np.mgrid[:SIDE, :SIDE].astype(np.float32) - CENTER
        # turn first, then stretch and slant; the place minus where it was
        down = height * (cos * r - sin * c) - r
        right = breadth * (sin * r + cos * c) + slant * r - c
        down += uniform(self.shift)
        right += uniform(self.shift)
        if self.elastic:
            down += self.elastic * smooth_noise(n, self.width, rng)
            right += self.elastic * smooth_noise(n, self.width, rng)
        return down, right


def smooth_noise(n: int, width: float, rng: np.random.Generator) -> np.ndarray:
    """Random fields of mean 0 and standard deviation 1 that change slowly.

    Independent normal numbers stand on a grid as fine as the blur can still
    tell; ``B @ noise @ B.T`` spreads each with a Gaussian over the pixels.

    Shapes:
        the result (n, 28, 28), float32.
    """
    reach = 2 * width  # grid points just outside reach into the picture
    grid = np.arange(-reach, SIDE - 1 + reach + width / 2, width)
    pixels = np.arange(SIDE)[:, None]
    B = np.exp(-((pixels - grid) ** 2) / (2 * width**2))
    B /= np.linalg.norm(B, axis=1, keepdims=True)  # variances add up to 1
    B = B.astype(np.float32)
    size = (n, len(grid), len(grid))
    return B @ rng.standard_normal(size, dtype=np.float32) @ B.T


def move(
    pictures: np.ndarray, down: np.ndarray, right: np.ndarray
) -> np.ndarray:
    """Pixel (r, c) of the result is the original at (r + down, c + right).

    Between pixels the grey is interpolated (bilinear); outside is paper.

    Shapes:
        pictures, down, right: (n, 28, 28), the result (n, 28, 28).
    """
    n, wide = len(pictures), SIDE + 3
    # one ring of paper, and a second one below and right for r + 1, c + 1
    padded = np.zeros((n, wide, wide), dtype=np.float32)
    padded[:, 1:-2, 1:-2] = pictures
    r, c = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    r = np.clip(down + (r + 1), 0, SIDE + 1)  # all farther away is paper
    c = np.clip(right + (c + 1), 0, SIDE + 1)
    top, left = r.astype(np.int32), c.astype(np.int32)
    r -= top  # now the fractions between two rows, two columns
    c -= left
    first = (np.arange(n, dtype=np.int32) * wide**2)[:, None, None]
    corner = first + top * wide + left
    grey = padded.ravel()
    upper = grey[corner] * (1 - c) + grey[corner + 1] * c
    corner += wide
    lower = grey[corner] * (1 - c) + grey[corner + 1] * c
    return upper * (1 - r) + lower * r
