"""What everything has in common that learns from data how to change data."""

from typing import Self

from numpy.typing import ArrayLike

from nnlib._validation import (
    Array,
    as_float_array,
    check_batch,
    check_finite,
)


class Transformer:
    """Base of the scalers and rotations: `fit` once, then `transform`.

    Fit it on the training data alone, and use the same numbers for the
    validation and the test data.
    """

    _features: int | None = None  # until fit

    def learn(self, X: Array) -> None:
        """Take from X, already checked, what `transform` needs."""
        raise NotImplementedError(f"{type(self).__name__} needs a learn")

    def transform(self, X: ArrayLike) -> Array:
        """The changed data."""
        raise NotImplementedError(f"{type(self).__name__} needs a transform")

    def fit(self, X: ArrayLike) -> Self:
        """Learn the numbers from X, and return the object itself.

        Shapes:
            X: (n, d).
        """
        who = type(self).__name__
        X = as_float_array(X, "X")
        check_batch(X, who)
        check_finite(X, who, "X")
        if not X.size:
            what = "rows" if not len(X) else "columns"
            raise ValueError(
                f"{who}: X has no {what}, its shape is {X.shape}. "
                "Pass at least one example with one feature."
            )
        self.learn(X)
        self._features = X.shape[1]
        return self

    def fit_transform(self, X: ArrayLike) -> Array:
        """`fit(X)`, then `transform(X)`: for the training data."""
        return self.fit(X).transform(X)

    def _check(self, X: ArrayLike, width: int | None = None) -> Array:
        """X as an array of rows of this width; that of `fit` without it."""
        who = type(self).__name__
        if self._features is None:
            raise RuntimeError(
                f"this {who} is not fitted. Call fit(X_train) first."
            )
        X = as_float_array(X, "X")
        check_batch(X, who, self._features if width is None else width)
        check_finite(X, who, "X")
        return X

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"
