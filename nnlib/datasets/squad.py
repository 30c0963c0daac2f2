"""The college squad: who is tall and old enough to play?"""

import numpy as np

from nnlib._validation import as_generator
from nnlib.datasets._points import Points, Rng, check


def make_squad(
    n_samples: int = 200,
    *,
    margin: float = 0.3,
    noise: float = 0.0,
    rng: Rng = None,
) -> Points:
    """Candidates for a college squad: height in cm, age in years, accepted?

    Heights are normal with mean 175 and standard deviation 12, ages with
    17 and 2.5. A candidate is accepted (1) when the score
    ``(height - 170) / 12 + (age - 16.5) / 2.5`` is positive.

    Args:
        n_samples: how many candidates are drawn, before the close calls
            are removed.
        margin: candidates whose score is this close to 0 are removed, so
            that a line separates the rest with room to spare.
        noise: standard deviation of the coach's mood, added to the score
            after the close calls are gone; above 0 no line is perfect.
        rng: seed or Generator.

    Shapes:
        X ``(n, 2)``, y ``(n,)`` with ``n <= n_samples``.

    Raises:
        ValueError: for a count below 1, a negative margin or noise.

    Example:
        >>> X, y = make_squad(rng=0)
        >>> len(y), int(y.sum())
        (163, 110)

    Book: Perceptron.
    """
    check("make_squad", n_samples, noise=noise, margin=margin)
    rng = as_generator(rng)
    height = rng.normal(175, 12, n_samples)
    age = rng.normal(17, 2.5, n_samples)
    score = (height - 170) / 12 + (age - 16.5) / 2.5
    clear = np.abs(score) > margin
    if not clear.any():
        raise ValueError(
            f"make_squad: margin={margin} leaves none of {n_samples} players."
            " Take a smaller margin, such as 0.3, or more players."
        )
    X = np.column_stack([height, age])[clear]
    mood = noise * rng.normal(size=len(X))
    return X, (score[clear] + mood > 0).astype(int)
