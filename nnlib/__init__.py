"""nnlib: a small neural-network library in NumPy, written to be read.

Samples are rows: `Z = X @ W + b`. Names are Keras's where Keras has the
thing. `import nnlib` loads NumPy and nothing heavier; data sets, plots and
explorables are loaded when they are named: `nnlib.datasets`, `nnlib.viz`,
`nnlib.widgets`.
"""

import importlib
from types import ModuleType

from nnlib import (
    activations,
    autodiff,
    callbacks,
    gradcheck,
    initializers,
    layers,
    losses,
    metrics,
    model_selection,
    models,
    optimizers,
    perceptron,
    preprocessing,
    regularizers,
    schedules,
    training,
)
from nnlib.activations import (
    absolute,
    absolute_prime,
    elu,
    elu_prime,
    identity,
    identity_prime,
    leaky_relu,
    leaky_relu_prime,
    log_softmax,
    logsumexp,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    softmax,
    softmax_jacobian,
    step,
    step_prime,
    tanh,
    tanh_prime,
)
from nnlib.autodiff import (
    Value,
)
from nnlib.callbacks import (
    Callback,
    History,
    LambdaCallback,
    ProgressBar,
)
from nnlib.gradcheck import (
    gradient_check,
    numerical_gradient,
)
from nnlib.initializers import (
    Constant,
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    Initializer,
    LecunNormal,
    RandomNormal,
    SparseNormal,
    Zeros,
)
from nnlib.layers import (
    ELU,
    Absolute,
    BatchNormalization,
    Dense,
    Dropout,
    Identity,
    Layer,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Step,
    Tanh,
)
from nnlib.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Hinge,
    Huber,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
    QuadraticCost,
    SparseCategoricalCrossentropy,
)
from nnlib.metrics import (
    accuracy,
    confusion_matrix,
    f1_score,
    precision,
    recall,
    roc_auc,
    roc_curve,
)
from nnlib.model_selection import (
    train_test_split,
    train_val_test_split,
)
from nnlib.models import (
    Sequential,
)
from nnlib.optimizers import (
    SGD,
    Adagrad,
    Adam,
    Optimizer,
    RMSprop,
)
from nnlib.perceptron import (
    Perceptron,
    half_adder,
    nand,
)
from nnlib.preprocessing import (
    PCA,
    MinMaxScaler,
    StandardScaler,
    Whitening,
    one_hot,
)
from nnlib.regularizers import (
    L1,
    L1L2,
    L2,
    Regularizer,
)
from nnlib.schedules import (
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    Schedule,
    StepDecay,
)
from nnlib.training import (
    minibatches,
    updates_per_run,
)

__all__ = [
    "Absolute",
    "Adagrad",
    "Adam",
    "BatchNormalization",
    "BinaryCrossentropy",
    "Callback",
    "CategoricalCrossentropy",
    "Constant",
    "CosineDecay",
    "Dense",
    "Dropout",
    "ELU",
    "ExponentialDecay",
    "GlorotNormal",
    "GlorotUniform",
    "HeNormal",
    "HeUniform",
    "Hinge",
    "History",
    "Huber",
    "Identity",
    "Initializer",
    "InverseTimeDecay",
    "L1",
    "L1L2",
    "L2",
    "LambdaCallback",
    "Layer",
    "LeakyReLU",
    "LecunNormal",
    "Loss",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "MinMaxScaler",
    "Optimizer",
    "PCA",
    "Perceptron",
    "ProgressBar",
    "QuadraticCost",
    "RMSprop",
    "RandomNormal",
    "ReLU",
    "Regularizer",
    "SGD",
    "Schedule",
    "Sequential",
    "Sigmoid",
    "Softmax",
    "SparseCategoricalCrossentropy",
    "SparseNormal",
    "StandardScaler",
    "Step",
    "StepDecay",
    "Tanh",
    "Value",
    "Whitening",
    "Zeros",
    "absolute",
    "absolute_prime",
    "accuracy",
    "activations",
    "autodiff",
    "callbacks",
    "confusion_matrix",
    "elu",
    "elu_prime",
    "f1_score",
    "gradcheck",
    "gradient_check",
    "half_adder",
    "identity",
    "identity_prime",
    "initializers",
    "layers",
    "leaky_relu",
    "leaky_relu_prime",
    "log_softmax",
    "logsumexp",
    "losses",
    "metrics",
    "minibatches",
    "model_selection",
    "models",
    "nand",
    "numerical_gradient",
    "one_hot",
    "optimizers",
    "perceptron",
    "precision",
    "preprocessing",
    "recall",
    "regularizers",
    "relu",
    "relu_prime",
    "roc_auc",
    "roc_curve",
    "schedules",
    "sigmoid",
    "sigmoid_prime",
    "softmax",
    "softmax_jacobian",
    "step",
    "step_prime",
    "tanh",
    "tanh_prime",
    "train_test_split",
    "train_val_test_split",
    "training",
    "updates_per_run",
]


def __getattr__(name: str) -> ModuleType:
    """The submodules that are not loaded until somebody names them."""
    if name in ("datasets", "viz", "widgets"):
        return importlib.import_module(f"nnlib.{name}")
    raise AttributeError(f"module 'nnlib' has no attribute {name!r}")
