"""Loss functions: how far predictions are from the truth, and the gradient.

`loss(y_true, y_pred)` is a number, the mean over the n examples of the batch;
`loss.gradient(y_true, y_pred)` has the shape of `y_pred` and contains the
1/n. The order (y_true, y_pred) is Keras's and scikit-learn's; PyTorch's is the
other way round.

Regression first, then classification. A cross-entropy takes probabilities,
or with `from_logits=True` the scores before softmax or sigmoid, where it is
exact for any score.
"""

from nnlib._validation import lookup
from nnlib.losses.base import Loss
from nnlib.losses.crossentropy import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SparseCategoricalCrossentropy,
)
from nnlib.losses.hinge import Hinge
from nnlib.losses.regression import (
    Huber,
    MeanAbsoluteError,
    MeanSquaredError,
    QuadraticCost,
)

__all__ = [
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "Hinge",
    "Huber",
    "Loss",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "QuadraticCost",
    "SparseCategoricalCrossentropy",
]

ALIASES: dict[str, type[Loss]] = {
    "mean_squared_error": MeanSquaredError,
    "mse": MeanSquaredError,
    "quadratic_cost": QuadraticCost,
    "mean_absolute_error": MeanAbsoluteError,
    "mae": MeanAbsoluteError,
    "huber": Huber,
    "hinge": Hinge,
    "binary_crossentropy": BinaryCrossentropy,
    "categorical_crossentropy": CategoricalCrossentropy,
    "sparse_categorical_crossentropy": SparseCategoricalCrossentropy,
}


def get(loss: str | Loss) -> Loss:
    """A loss from its name, or the object itself.

    >>> get("mse")
    MeanSquaredError()
    """
    if isinstance(loss, Loss):
        return loss
    return lookup(loss, ALIASES, "loss")()
