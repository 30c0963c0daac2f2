"""nnlib: a small neural-network library in NumPy, written to be read.

Samples are rows: `Z = X @ W + b`. Names are Keras's where Keras has the
thing. `import nnlib` loads NumPy and nothing heavier; data sets, plots and
explorables are loaded when they are named: `nnlib.datasets`, `nnlib.viz`,
`nnlib.widgets`, and the callback `Dashboard`, which draws.
"""

# ruff: noqa: F401 (what is imported here is there for those who import nnlib)

import importlib
from typing import Any

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
from nnlib._ewma import ewma
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
from nnlib.autodiff import Value
from nnlib.callbacks import (
    Callback,
    CSVLogger,
    EarlyStopping,
    History,
    LambdaCallback,
    LayerStatistics,
    LearningRateScheduler,
    MetricCallback,
    ModelCheckpoint,
    ProgressBar,
    TensorBoard,
)
from nnlib.gradcheck import gradient_check, numerical_gradient
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
    KFold,
    LogUniform,
    Uniform,
    UniformInteger,
    grid_search,
    random_search,
    successive_halving,
    train_test_split,
    train_val_test_split,
)
from nnlib.models import Sequential
from nnlib.optimizers import SGD, Adagrad, Adam, Optimizer, RMSprop
from nnlib.perceptron import Perceptron, half_adder, nand
from nnlib.preprocessing import (
    PCA,
    MinMaxScaler,
    StandardScaler,
    Whitening,
    one_hot,
)
from nnlib.regularizers import L1, L1L2, L2, Regularizer
from nnlib.schedules import (
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    Schedule,
    StepDecay,
)
from nnlib.training import minibatches, updates_per_run

# all that was imported here, the modules too
__all__ = [
    name
    for name in dir()
    if not name.startswith("_") and name not in ("Any", "importlib")
]


_LOADED_WHEN_NAMED = ("Dashboard", "datasets", "viz", "widgets")


def __getattr__(name: str) -> Any:
    """What is not loaded until somebody names it: it draws, or it is large."""
    if name == "Dashboard":
        return importlib.import_module("nnlib.viz").Dashboard
    if name in _LOADED_WHEN_NAMED:
        return importlib.import_module(f"nnlib.{name}")
    raise AttributeError(f"module 'nnlib' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What `dir` and the Tab key offer, loaded or not."""
    return sorted([*__all__, *_LOADED_WHEN_NAMED])
