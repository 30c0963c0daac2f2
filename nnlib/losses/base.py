"""Loss: what every loss can do."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._loss_checks import check_some, refuse_shapes
from nnlib._validation import Array, as_float_array

__all__ = ["Loss"]


class Loss:
    """Base of all losses. A subclass gives `__call__` and `gradient`."""

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        """The mean loss over the batch."""
        raise NotImplementedError(f"{type(self).__name__} needs a __call__")

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """The derivative of the mean loss by each entry of `y_pred`."""
        raise NotImplementedError(f"{type(self).__name__} needs a gradient")

    def with_gradient(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[float, Array]:
        """The loss and its gradient, which training needs together.

        >>> from nnlib import MeanSquaredError
        >>> MeanSquaredError().with_gradient([0.0, 0.0], [1.0, -1.0])
        (1.0, array([ 1., -1.]))
        """
        y_true, y_pred = self.check(y_true, y_pred)
        gradient = np.empty_like(y_pred)
        return self.fill_gradient(y_true, y_pred, gradient), gradient

    def fill_gradient(self, y_true: Array, y_pred: Array, out: Array) -> float:
        """The loss; its gradient goes into `out`. Both as `check` left them.

        A subclass may compute at once what both are made of; the numbers are
        those of `__call__` and `gradient`, to the last bit.
        """
        out[...] = self.gradient(y_true, y_pred)
        return self(y_true, y_pred)

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        """Both as arrays of one shape, or an error that says what to do."""
        if (
            isinstance(y_true, np.ndarray)
            and isinstance(y_pred, np.ndarray)
            and _alike(y_true, y_pred)
        ):
            return y_true, y_pred
        y_pred = as_float_array(y_pred, "y_pred")
        check_some(type(self).__name__, y_pred)
        # whole-number targets take the precision of the predictions
        y_true = as_float_array(y_true, "y_true").astype(
            y_pred.dtype, copy=False
        )
        if y_true.shape != y_pred.shape:
            refuse_shapes(type(self).__name__, y_true, y_pred)
        return y_true, y_pred

    def targets(self, y_true: Array, dtype: Any) -> Array:
        """The targets as `check` returns them, for predictions of `dtype`."""
        return y_true.astype(dtype, copy=False)

    def config(self) -> dict[str, Any]:
        """The constructor's arguments, for `repr` and for saving."""
        return dict(vars(self))

    def __repr__(self) -> str:
        arguments = ", ".join(f"{k}={v}" for k, v in self.config().items())
        return f"{type(self).__name__}({arguments})"


def _alike(a: Array, b: Array) -> bool:
    """Whether these are full arrays of one shape and one floating type."""
    same = a.shape == b.shape and a.dtype == b.dtype
    return same and a.dtype.kind == "f" and a.size > 0 and a.ndim > 0
