"""nnlib's layers, losses and regularizers, written again with PyTorch.

The formulas are PyTorch's own functions wherever it has them, so that nothing
of nnlib computes here but the masks of dropout.
"""

from typing import Any

import numpy as np
import pytest

from nnlib.layers import Layer
from nnlib.losses import Loss
from nnlib.regularizers import Regularizer

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
F = torch.nn.functional
Tensor = Any


def tensor(values: np.ndarray) -> Tensor:
    """A copy whose gradient PyTorch will find."""
    return torch.tensor(values, requires_grad=values.dtype.kind == "f")


def layer_in_torch(layer: Layer, X: Tensor, w: dict, training: bool) -> Tensor:
    """The layer's output; `w` holds its parameters by name."""
    name = type(layer).__name__
    if name == "Dense":
        return F.linear(X, w["W"].T, w.get("b"))
    if name == "BatchNormalization":
        mean, variance = map(torch.tensor, layer.state.values())
        return F.batch_norm(
            X,
            mean,
            variance,
            w["gamma"],
            w["beta"],
            training=training,
            eps=layer.epsilon,
        )
    if name == "Dropout":
        if not training or not layer.rate:
            return X
        kept = torch.tensor(layer.mask > 0)
        return torch.where(kept, X / (1 - layer.rate), 0.0)
    if name == "Step":
        return torch.heaviside(X.detach(), torch.zeros((), dtype=X.dtype))
    functions = {
        "Identity": lambda: X,
        "Sigmoid": lambda: torch.sigmoid(X),
        "Tanh": lambda: torch.tanh(X),
        "ReLU": lambda: F.relu(X),
        "LeakyReLU": lambda: F.leaky_relu(X, layer.negative_slope),
        "ELU": lambda: F.elu(X, layer.alpha),
        "Absolute": lambda: torch.abs(X),
        "Softmax": lambda: F.softmax(X, dim=1),
    }
    return functions[name]()


def regularizer_in_torch(regularizer: Regularizer | None, W: Tensor) -> Tensor:
    """The penalty on W."""
    if regularizer is None:
        return 0.0
    l1, l2 = (getattr(regularizer, name, 0.0) for name in ("l1", "l2"))
    return l1 * torch.linalg.vector_norm(W, 1) + l2 / 2 * W.square().sum()


def loss_in_torch(loss: Loss, y_true: np.ndarray, y: Tensor) -> Tensor:
    """The loss of the predictions y."""
    t, n = torch.tensor(y_true), len(y)
    logits = getattr(loss, "from_logits", False)
    functions = {
        "MeanSquaredError": lambda: F.mse_loss(y, t),
        "QuadraticCost": lambda: F.mse_loss(y, t, reduction="sum") / 2 / n,
        "MeanAbsoluteError": lambda: F.l1_loss(y, t),
        "Huber": lambda: F.huber_loss(y, t, delta=loss.delta),
        "Hinge": lambda: F.relu(1 - t * y).sum() / n,
        "BinaryCrossentropy": lambda: (
            (
                F.binary_cross_entropy_with_logits(y, t, reduction="sum")
                if logits
                else F.binary_cross_entropy(y, t, reduction="sum")
            )
            / n
        ),
        # of probabilities: PyTorch's takes scores, and log p is a score
        "CategoricalCrossentropy": lambda: (
            F.cross_entropy(y, t) if logits else -(t * y.log()).sum() / n
        ),
        "SparseCategoricalCrossentropy": lambda: (
            F.cross_entropy(y, t) if logits else F.nll_loss(y.log(), t)
        ),
    }
    return functions[type(loss).__name__]()
