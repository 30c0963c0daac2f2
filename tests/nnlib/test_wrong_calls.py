"""What a beginner types wrong, and what the library answers.

Each row is one wrong call: what was done, the call, the kind of the error,
and three pieces of its message: what came, what was expected, what to type.
"""

import math
import pickle
import traceback
from pathlib import Path

import numpy as np
import pytest

import nnlib
from nnlib import (
    ELU,
    L1,
    L2,
    PCA,
    SGD,
    Adam,
    BatchNormalization,
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Constant,
    CosineDecay,
    CSVLogger,
    Dense,
    Dropout,
    EarlyStopping,
    GlorotUniform,
    HeNormal,
    Hinge,
    Huber,
    KFold,
    LambdaCallback,
    LearningRateScheduler,
    LogUniform,
    MeanAbsoluteError,
    MeanSquaredError,
    MetricCallback,
    MinMaxScaler,
    ModelCheckpoint,
    Perceptron,
    QuadraticCost,
    ReLU,
    RMSprop,
    Sequential,
    Sigmoid,
    Softmax,
    SparseCategoricalCrossentropy,
    SparseNormal,
    StandardScaler,
    StepDecay,
    Tanh,
    Uniform,
    UniformInteger,
    Value,
    Whitening,
    accuracy,
    activations,
    confusion_matrix,
    datasets,
    f1_score,
    gradient_check,
    grid_search,
    minibatches,
    nand,
    numerical_gradient,
    one_hot,
    precision,
    random_search,
    recall,
    roc_auc,
    roc_curve,
    successive_halving,
    train_test_split,
    train_val_test_split,
    updates_per_run,
)

X = np.arange(16.0).reshape(8, 2)  # 8 examples of 2 features
LABELS = np.array([0, 1] * 4)  # (n,)
ROWS = one_hot(LABELS)  # (n, 2)
COLUMN = LABELS[:, None].astype(float)  # (n, 1)
NAN = np.where(X == 5, np.nan, X)
PAIR = (X, COLUMN)
HALVES = [[0.5, 0.5]]


def net(loss="mse", last=Sigmoid, units=1):
    """A small compiled model."""
    model = Sequential([Dense(2, units), last()], rng=0)
    if loss is not None:
        model.compile("sgd", loss)
    return model


def fit(X=X, y=COLUMN, loss="mse", **how):
    """One silent epoch of `net`, unless `how` says otherwise."""
    softmax = "categorical" in loss
    model = net(loss, *((Softmax, 2) if softmax else (Sigmoid, 1)))
    return model.fit(X, y, **({"epochs": 1, "verbose": 0} | how))


def built(layer):
    """The layer with its weights, outside of any model."""
    layer.build(rng=0)
    return layer


def set_weight(name, values):
    """Assign to one parameter of a layer."""
    net().layers[0].params[name] = values


def build(rate, rng):
    """What a search wants."""
    model = Sequential([Dense(2, 1)], rng=rng)
    model.compile(SGD(rate), "mse")
    return model


def search(build=build, space=None, train=PAIR, validation=PAIR, **how):
    """A search of a grid with one point."""
    space = {"rate": [0.1]} if space is None else space
    return grid_search(build, space, train, validation, rng=0, **how)


def step(params, grads, optimizer=None):
    """One step of an optimizer."""
    (optimizer or SGD(0.1)).step(params, grads)


def twice(optimizer):
    """One optimizer for two models."""
    step([np.zeros(2)], [np.ones(2)], optimizer)
    step([np.zeros(3)], [np.ones(3)], optimizer)


NUMBERS = "must hold numbers", "dtype=float"

ACTIVATIONS = {
    "sigmoid of a word": (
        lambda: activations.sigmoid("hello"),
        TypeError,
        ("<U5", *NUMBERS),
    ),
    "relu of None": (
        lambda: activations.relu(None),
        TypeError,
        ("object", *NUMBERS),
    ),
    "tanh of a complex number": (
        lambda: activations.tanh(1j),
        TypeError,
        ("complex128", *NUMBERS),
    ),
    "relu of rows of different lengths": (
        lambda: activations.relu([[1, 2], [3]]),
        ValueError,
        ("different lengths", "equal", "Cut them"),
    ),
    "softmax of one number": (
        lambda: activations.softmax(3.0),
        ValueError,
        ("shape ()", "along an axis", "[z1, z2]"),
    ),
    "softmax of no scores": (
        lambda: activations.softmax([]),
        ValueError,
        ("shape (0,)", "scores along axis -1", "[0.0, 1.0]"),
    ),
    "softmax along an axis that is not there": (
        lambda: activations.softmax([1, 2], axis=1),
        ValueError,
        ("no axis 1", "along an axis", "axis=-1"),
    ),
    "log_softmax of no scores": (
        lambda: activations.log_softmax(np.zeros((3, 0))),
        ValueError,
        ("shape (3, 0)", "scores", "one for each class"),
    ),
    "logsumexp of one number": (
        lambda: activations.logsumexp(2.0),
        ValueError,
        ("shape ()", "logsumexp works along an axis", "[z1, z2]"),
    ),
    "softmax_jacobian of one number": (
        lambda: activations.softmax_jacobian(0.5),
        ValueError,
        ("shape ()", "along an axis", "[z1, z2]"),
    ),
    "leaky_relu with a word for a slope": (
        lambda: activations.leaky_relu([1.0], negative_slope="steep"),
        TypeError,
        ("'steep'", "negative_slope must be a number", "For example: 1"),
    ),
    "elu without alpha": (
        lambda: activations.elu([1.0], alpha=None),
        TypeError,
        ("None", "alpha must be a number", "For example: 1"),
    ),
}

INITIALIZERS = {
    "Constant of NaN": (
        lambda: Constant(np.nan),
        ValueError,
        ("got nan", "value must be in (-inf, inf)", "For example: 1"),
    ),
    "SparseNormal with k of 0": (
        lambda: SparseNormal(0),
        ValueError,
        ("got 0", "k must be at least 1", "Use 1 or more"),
    ),
    "SparseNormal with k above the fan-in": (
        lambda: SparseNormal(5)((2, 3), rng=0),
        ValueError,
        ("shape (2, 3)", "at least 5 rows", "Lower k"),
    ),
    "a number for a shape": (
        lambda: GlorotUniform()(5, rng=0),
        TypeError,
        ("got 5", "a shape such as (2, 3)", "write (3,)"),
    ),
    "a shape with a negative number": (
        lambda: HeNormal()((-2, 3), rng=0),
        ValueError,
        ("got -2", "must be at least 1", "Use 1 or more"),
    ),
    "a shape without inputs": (
        lambda: HeNormal()((0, 3), rng=0),
        ValueError,
        ("got 0", "must be at least 1", "Use 1 or more"),
    ),
    "a word for rng": (
        lambda: GlorotUniform()((2, 3), rng="seed"),
        TypeError,
        ("got str", "an int, a numpy Generator or None", "rng=0"),
    ),
    "the old RandomState for rng": (
        lambda: Sequential([Dense(1, 1)], rng=np.random.RandomState(0)),
        TypeError,
        ("got RandomState", "numpy Generator", "np.random.default_rng(0)"),
    ),
    "a negative rng": (
        lambda: Sequential([Dense(1, 1)], rng=-1),
        ValueError,
        ("got -1", "must not be negative", "rng=0"),
    ),
    "half a name of an initializer": (
        lambda: Dense(2, 3, weight_initializer="he"),
        ValueError,
        ("'he'", "Known: glorot_normal", "Did you mean 'he_normal'"),
    ),
    "an initializer without parentheses": (
        lambda: Dense(2, 3, weight_initializer=HeNormal),
        TypeError,
        ("a class", "must be a name or an object", "HeNormal()"),
    ),
}

LAYERS = {
    "Dense with a width of 2.0": (
        lambda: Dense(2.0, 3),
        TypeError,
        ("got 2.0", "in_features must be a whole number", "Use 2"),
    ),
    "Dense with a width in quotes": (
        lambda: Dense("2", 3),
        TypeError,
        ("got '2'", "must be a whole number", "Use 2"),
    ),
    "Dense without units": (
        lambda: Dense(2, 0),
        ValueError,
        ("got 0", "out_features must be at least 1", "Use 1 or more"),
    ),
    "forward before build": (
        lambda: Dense(2, 1).forward(X),
        RuntimeError,
        ("Dense(2, 1)", "has no weights yet", "layer.build(rng=0)"),
    ),
    "backward before build": (
        lambda: Dense(2, 1).backward(COLUMN),
        RuntimeError,
        ("'W'", "there is no", "layer.build(rng=0)"),
    ),
    "backward before forward": (
        lambda: built(Dense(2, 1)).backward(COLUMN),
        RuntimeError,
        ("Dense(2, 1)", "values of a forward pass", "forward(X) first"),
    ),
    "one example without a batch axis": (
        lambda: built(Dense(2, 1)).forward(X[0]),
        ValueError,
        ("one example of shape (2,)", "(n, 2)", "x[None, :]"),
    ),
    "samples as columns": (
        lambda: built(Dense(2, 1)).forward(X.T),
        ValueError,
        ("got (2, 8)", "(n, 2)", "X.T"),
    ),
    "pictures that are not flat": (
        lambda: built(Dense(4, 1)).forward(np.zeros((8, 2, 2))),
        ValueError,
        ("got (8, 2, 2)", "(n, 4)", "X.reshape(len(X), -1)"),
    ),
    "numbers in quotes for a batch": (
        lambda: built(Dense(2, 1)).forward([["1", "2"]]),
        TypeError,
        ("<U1", *NUMBERS),
    ),
    "weights of another shape": (
        lambda: set_weight("W", np.zeros((1, 2))),
        ValueError,
        ("got values of shape (1, 2)", "has shape (2, 1)", "values.T"),
    ),
    "weights by another name": (
        lambda: set_weight("w", np.zeros((2, 1))),
        ValueError,
        ("'w'", "the names are", "'W', 'b'"),
    ),
    "an unknown regularizer": (
        lambda: Dense(2, 1, kernel_regularizer="l3"),
        ValueError,
        ("'l3'", "unknown regularizer", "Known: l1, l2"),
    ),
    "a regularizer of negative strength": (
        lambda: L2(-1),
        ValueError,
        ("got -1", "l2 must be in [0, inf)", "For example: 0.1"),
    ),
    "a regularizer of a word": (
        lambda: L1()("weights"),
        TypeError,
        ("<U7", *NUMBERS),
    ),
    "ELU of a word": (
        lambda: ELU("big"),
        TypeError,
        ("'big'", "alpha must be a number", "For example: 1"),
    ),
    "Softmax of one example": (
        lambda: Softmax().forward(np.zeros(3)),
        ValueError,
        ("shape (3,)", "a batch of shape (n, d)", "x[None, :]"),
    ),
    "Dropout in percent": (
        lambda: Dropout(50),
        ValueError,
        ("got 50", "rate must be in [0, 1)", "For example: 0.5"),
    ),
    "Dropout with a negative rate": (
        lambda: Dropout(-0.1),
        ValueError,
        ("got -0.1", "rate must be in [0, 1)", "For example: 0.5"),
    ),
    "Dropout trained before build": (
        lambda: Dropout(0.5).forward(X, training=True),
        RuntimeError,
        ("Dropout(rate=0.5)", "no generator yet", "layer.build(rng=0)"),
    ),
    "BatchNormalization of one example": (
        lambda: built(BatchNormalization(2)).forward(X[:1], training=True),
        ValueError,
        ("one example", "two or more", "training=False"),
    ),
    "BatchNormalization of no examples": (
        lambda: built(BatchNormalization(2)).forward(X[:0], training=True),
        ValueError,
        ("no examples", "two or more", "training=False"),
    ),
    "BatchNormalization of another width": (
        lambda: Sequential([Dense(2, 3), BatchNormalization(2)]),
        ValueError,
        ("give 3", "expects 2 features", "BatchNormalization(3)"),
    ),
    "BatchNormalization with epsilon 0": (
        lambda: BatchNormalization(2, epsilon=0),
        ValueError,
        ("got 0", "epsilon must be in (0, inf)", "For example: 1e-08"),
    ),
}

LOSSES = {
    "(n,) targets for (n, 1) outputs": (
        lambda: MeanSquaredError()(np.zeros(3), np.zeros((3, 1))),
        ValueError,
        ("(3,)", "broadcast to (3, 3)", "y_true[:, None]"),
    ),
    "(n, 1) targets for (n,) outputs": (
        lambda: MeanAbsoluteError()(np.zeros((3, 1)), np.zeros(3)),
        ValueError,
        ("(3, 1)", "broadcast to (3, 3)", "y_true.ravel()"),
    ),
    "more targets than outputs": (
        lambda: MeanSquaredError()([1, 2, 3], [1.0, 2.0]),
        ValueError,
        ("(3,)", "must be the same", "one target for each"),
    ),
    "bare numbers for a batch": (
        lambda: QuadraticCost()(1.0, 2.0),
        ValueError,
        ("bare number 2.0", "one row per example", "[2.0]"),
    ),
    "the mean over no examples": (
        lambda: MeanSquaredError()([], []),
        ValueError,
        ("shape (0,)", "is undefined", "at least one example"),
    ),
    "no rows for a cross-entropy": (
        lambda: SparseCategoricalCrossentropy()([], np.zeros((0, 3))),
        ValueError,
        ("shape (0, 3)", "is undefined", "at least one example"),
    ),
    "scores where probabilities belong": (
        lambda: BinaryCrossentropy()([[1]], [[3.5]]),
        ValueError,
        ("3.5", "y_pred must lie in [0, 1]", "from_logits=True"),
    ),
    "labels -1 and 1 for a cross-entropy": (
        lambda: BinaryCrossentropy()([[-1]], [[0.5]]),
        ValueError,
        ("from -1", "y_true must lie in [0, 1]", "(y_true + 1) / 2"),
    ),
    "labels 0 and 1 for the hinge": (
        lambda: Hinge()([[0]], [[0.5]]),
        ValueError,
        ("got [0.0]", "targets -1 and 1", "2 * y_true - 1"),
    ),
    "integers where one-hot belongs": (
        lambda: CategoricalCrossentropy()([0, 1], HALVES * 2),
        ValueError,
        ("labels of shape (2,)", "one-hot targets", "one_hot(y_true, 2)"),
    ),
    "one-hot where integers belong": (
        lambda: SparseCategoricalCrossentropy()([[0, 1]], HALVES),
        ValueError,
        ("one-hot targets", "integer labels", "y_true.argmax(axis=1)"),
    ),
    "several classes in one row": (
        lambda: CategoricalCrossentropy()([[1, 1]], HALVES),
        ValueError,
        ("each row of y_true", "must sum to 1", "BinaryCrossentropy"),
    ),
    "a cross-entropy of one class": (
        lambda: CategoricalCrossentropy()([[1]], [[0.5]]),
        ValueError,
        ("(1, 1)", "k >= 2 classes", "BinaryCrossentropy"),
    ),
    "a label above the last": (
        lambda: SparseCategoricalCrossentropy()([2], HALVES),
        ValueError,
        ("label 2", "labels 0 to 1", "number the classes from 0"),
    ),
    "a negative label": (
        lambda: SparseCategoricalCrossentropy()([-1], HALVES),
        ValueError,
        ("label -1", "labels 0 to 1", "number the classes from 0"),
    ),
    "labels with a decimal point": (
        lambda: SparseCategoricalCrossentropy()([1.0], HALVES),
        ValueError,
        ("float64", "integer labels", "y_true.astype(int)"),
    ),
    "names for labels": (
        lambda: SparseCategoricalCrossentropy()(["cat"], HALVES),
        ValueError,
        ("<U3", "integer labels", "np.unique(names"),
    ),
    "a column of labels": (
        lambda: SparseCategoricalCrossentropy()([[1], [0]], HALVES * 2),
        ValueError,
        ("got (2, 1)", "shape (2,)", "y_true[:, 0]"),
    ),
    "a negative delta": (
        lambda: Huber(-1),
        ValueError,
        ("got -1", "delta must be in (0, inf)", "For example: 0.1"),
    ),
    "a word for from_logits": (
        lambda: BinaryCrossentropy("no"),
        TypeError,
        ("'no'", "must be True", "from_logits=True"),
    ),
}

OPTIMIZERS = {
    "a negative learning rate": (
        lambda: SGD(-0.1),
        ValueError,
        ("got -0.1", "learning_rate must be in (0, inf)", "example: 0.1"),
    ),
    "a learning rate of NaN": (
        lambda: Adam(np.nan),
        ValueError,
        ("got nan", "learning_rate must be in (0, inf)", "example: 0.1"),
    ),
    "a learning rate in quotes": (
        lambda: SGD("0.1"),
        TypeError,
        ("'0.1'", "must be a number", "For example: 0.1"),
    ),
    "momentum 1": (
        lambda: SGD(momentum=1.0),
        ValueError,
        ("got 1.0", "momentum must be in [0, 1)", "For example: 0.9"),
    ),
    "Nesterov without momentum": (
        lambda: SGD(nesterov=True),
        ValueError,
        ("got 0.0", "needs momentum > 0", "momentum=0.9"),
    ),
    "rho above 1": (
        lambda: RMSprop(rho=1.5),
        ValueError,
        ("got 1.5", "rho must be in [0, 1)", "For example: 0.9"),
    ),
    "two kinds of clipping": (
        lambda: SGD(clipnorm=1, clipvalue=2),
        ValueError,
        ("got 1 and 2", "clipnorm or clipvalue", "Leave one out"),
    ),
    "a schedule without parentheses": (
        lambda: SGD(StepDecay),
        TypeError,
        ("the class StepDecay", "a number or a schedule", "StepDecay("),
    ),
    "a schedule that returns None": (
        lambda: step([np.zeros(1)], [np.ones(1)], SGD(lambda t: None)),
        TypeError,
        ("got None", "must be a number", "For example: 0.1"),
    ),
    "a schedule that returns less than 0": (
        lambda: step([np.zeros(1)], [np.ones(1)], SGD(lambda t: -1)),
        ValueError,
        ("got -1", "schedule returns must be in [0, inf)", "example: 0.1"),
    ),
    "a step with bare arrays": (
        lambda: step(np.zeros(2), np.zeros(2)),
        TypeError,
        ("a bare array", "lists of arrays", "optimizer.step([w], [grad])"),
    ),
    "a step with nothing": (
        lambda: step(None, None),
        TypeError,
        ("NoneType", "two lists of arrays", "optimizer.step([w], [grad])"),
    ),
    "a step with whole-number parameters": (
        lambda: step([np.array([1])], [np.array([1.0])]),
        TypeError,
        ("int64", "changes arrays in place", "dtype=float"),
    ),
    "a step with a list for a gradient": (
        lambda: step([np.zeros(2)], [[1.0, 2.0]]),
        TypeError,
        ("grads[0] is list", "arrays of real numbers", "np.array(value"),
    ),
    "a gradient of another shape": (
        lambda: step([np.zeros((2, 1))], [np.zeros(2)]),
        ValueError,
        ("(2,)", "(2, 1)", "has the shape of its parameter"),
    ),
    "one optimizer for two models": (
        lambda: twice(Adam()),
        ValueError,
        ("got 3", "moving 2 parameters", "Use a new optimizer"),
    ),
    "a schedule without length": (
        lambda: StepDecay(0.1, 0, 0.5),
        ValueError,
        ("got 0", "decay_steps must be at least 1", "Use 1 or more"),
    ),
    "a warm-up without a target": (
        lambda: CosineDecay(0.1, 10, warmup_steps=5),
        ValueError,
        ("None and 5", "a warm-up needs both", "warmup_target"),
    ),
}

MODELS = {
    "no layers": (
        lambda: Sequential([]),
        ValueError,
        ("got []", "a list of layers", "Sequential([Dense(2, 1)"),
    ),
    "None for the layers": (
        lambda: Sequential(None),
        ValueError,
        ("got None", "a list of layers", "Sequential([Dense(2, 1)"),
    ),
    "a layer without parentheses": (
        lambda: Sequential([Dense(2, 1), Sigmoid]),
        TypeError,
        ("Sigmoid", "layer 1 is not a Layer", "with parentheses"),
    ),
    "the name of an activation for a layer": (
        lambda: Sequential([Dense(2, 1), "sigmoid"]),
        TypeError,
        ("'sigmoid'", "layer 1 is not a Layer", "such as Sigmoid()"),
    ),
    "sizes for layers": (
        lambda: Sequential([2, 3, 1]),
        TypeError,
        ("but 2", "layer 0 is not a Layer", "Write Dense(2"),
    ),
    "layers that do not fit": (
        lambda: Sequential([Dense(2, 3), ReLU(), Dense(4, 1)]),
        ValueError,
        ("give 3", "expects 4 features", "Dense(3, 1)"),
    ),
    "one layer in two places": (
        lambda: Sequential([built(Dense(2, 2))] * 2),
        ValueError,
        ("layer 1, Dense(2, 2)", "one place", "make a new one"),
    ),
    "a dtype of whole numbers": (
        lambda: Sequential([Dense(2, 1)], dtype=int),
        ValueError,
        ("int64", "dtype must be", "np.float64 or np.float32"),
    ),
    "a dtype that is none": (
        lambda: Sequential([Dense(2, 1)], dtype="double precision"),
        ValueError,
        ("double precision", "dtype must be", "np.float64 or np.float32"),
    ),
    "an optimizer misspelled": (
        lambda: net("mse").compile("rmsprob", "mse"),
        ValueError,
        ("'rmsprob'", "Known: adagrad", "Did you mean 'rmsprop'"),
    ),
    "an optimizer without parentheses": (
        lambda: net("mse").compile(Adam, "mse"),
        TypeError,
        ("a class", "a name or an object", "Adam()"),
    ),
    "a loss misspelled": (
        lambda: net("cross_entropy"),
        ValueError,
        ("'cross_entropy'", "Known: binary", "Did you mean"),
    ),
    "a bare metric": (
        lambda: net().compile("sgd", "mse", metrics="accuracy"),
        TypeError,
        ("'accuracy'", "metrics is a list", "metrics=['accuracy']"),
    ),
    "a bare function for the metrics": (
        lambda: net().compile("sgd", "mse", metrics=accuracy),
        TypeError,
        ("got <function", "metrics is a list", "metrics=[accuracy]"),
    ),
    "half a name of a metric": (
        lambda: net().compile("sgd", "mse", metrics=["acc"]),
        ValueError,
        ("'acc'", "Known: accuracy", "Did you mean 'accuracy'"),
    ),
    "a cross-entropy after Dense": (
        lambda: Sequential([Dense(2, 1)]).compile("sgd", BinaryCrossentropy()),
        ValueError,
        ("ends in Dense(2, 1)", "expects probabilities", "Add Sigmoid()"),
    ),
    "softmax twice": (
        lambda: net(CategoricalCrossentropy(from_logits=True), Softmax, 2),
        ValueError,
        ("ends in Softmax()", "applies softmax again", "leave the last"),
    ),
    "sigmoid where softmax belongs": (
        lambda: net("categorical_crossentropy", Sigmoid, 2),
        ValueError,
        ("ends in Sigmoid()", "belongs to a last Softmax()", "End it with"),
    ),
    "tanh before a cross-entropy": (
        lambda: net("binary_crossentropy", Tanh),
        ValueError,
        ("ends in Tanh()", "belongs to a last Sigmoid()", "End it with"),
    ),
}

FITTING = {
    "fit before compile": (
        lambda: net(None).fit(X, COLUMN, epochs=1),
        RuntimeError,
        ("fit", "needs a loss and an optimizer", "model.compile("),
    ),
    "evaluate before compile": (
        lambda: net(None).evaluate(X, COLUMN),
        RuntimeError,
        ("evaluate", "needs a loss and an optimizer", "model.compile("),
    ),
    "no epochs": (
        lambda: fit(epochs=0),
        ValueError,
        ("got 0", "epochs must be at least 1", "Use 1 or more"),
    ),
    "one and a half epochs": (
        lambda: fit(epochs=1.5),
        TypeError,
        ("got 1.5", "epochs must be a whole number", "Use 1"),
    ),
    "batch size 0": (
        lambda: fit(batch_size=0),
        ValueError,
        ("got 0", "batch_size must be at least 1", "Use 1 or more"),
    ),
    "(n,) targets in fit": (
        lambda: fit(y=LABELS),
        ValueError,
        ("(8,)", "broadcast to (8, 8)", "y_true[:, None]"),
    ),
    "one-hot targets for a sparse loss": (
        lambda: fit(y=ROWS, loss="sparse_categorical_crossentropy"),
        ValueError,
        ("one-hot targets", "integer labels", "argmax(axis=1)"),
    ),
    "labels for a categorical loss": (
        lambda: fit(y=LABELS, loss="categorical_crossentropy"),
        ValueError,
        ("labels of shape (8,)", "one-hot targets", "one_hot(y_true, 2)"),
    ),
    "labels from 1": (
        lambda: fit(y=LABELS + 1, loss="sparse_categorical_crossentropy"),
        ValueError,
        ("label 2", "labels 0 to 1", "number the classes from 0"),
    ),
    "targets of another length": (
        lambda: fit(y=COLUMN[:3]),
        ValueError,
        ("y has 3", "X has 8 rows", "the same examples"),
    ),
    "samples as columns in fit": (
        lambda: fit(X=X.T),
        ValueError,
        ("X has 2 rows", "y has 8", "X.T"),
    ),
    "too many features": (
        lambda: fit(X=np.zeros((8, 3))),
        ValueError,
        ("got (8, 3)", "(n, 2)", "Check the number of features"),
    ),
    "NaN in X": (
        lambda: fit(X=NAN),
        ValueError,
        ("1 NaN value", "row 2, column 1", "Clean or impute"),
    ),
    "infinity in y": (
        lambda: fit(y=COLUMN + np.inf),
        ValueError,
        ("y contains 8 infinite values", "row 0", "Clean or impute"),
    ),
    "words in X": (
        lambda: fit(X=[["a", "b"]] * 8),
        TypeError,
        ("<U1", *NUMBERS),
    ),
    "None for y": (
        lambda: fit(y=None),
        ValueError,
        ("y of shape ()", "one row per example", "y = [0, 1]"),
    ),
    "empty arrays": (
        lambda: fit(X=X[:0], y=COLUMN[:0]),
        ValueError,
        ("no rows", "X", "at least one example"),
    ),
    "validation data that is no pair": (
        lambda: fit(validation_data=X),
        TypeError,
        ("got ndarray", "must be a pair", "validation_data=(X_val, y_val)"),
    ),
    "a validation split in percent": (
        lambda: fit(validation_split=20),
        ValueError,
        ("got 20", "must be in [0, 1)", "For example: 0.2"),
    ),
    "two kinds of validation": (
        lambda: fit(validation_split=0.5, validation_data=PAIR),
        ValueError,
        ("validation_data", "validation_split", "not both"),
    ),
    "an unknown verbose": (
        lambda: fit(verbose="loud"),
        ValueError,
        ("'loud'", "verbose must be", "0 (silent)"),
    ),
    "a bare callback": (
        lambda: fit(callbacks=EarlyStopping()),
        TypeError,
        ("EarlyStopping", "callbacks is a list", "callbacks=["),
    ),
    "None for the callbacks": (
        lambda: fit(callbacks=None),
        TypeError,
        ("got None", "callbacks is a list", "Leave it out"),
    ),
    "a callback without parentheses": (
        lambda: fit(callbacks=[EarlyStopping]),
        TypeError,
        ("EarlyStopping", "is not a Callback", "with parentheses"),
    ),
    "EarlyStopping without validation": (
        lambda: fit(callbacks=[EarlyStopping()]),
        ValueError,
        ("only 'loss'", "no 'val_loss'", "validation_split"),
    ),
    "a scheduler without a function": (
        lambda: LearningRateScheduler(0.1),
        TypeError,
        ("got 0.1", "must be a function", "(epoch)"),
    ),
    "a hook that does not exist": (
        lambda: LambdaCallback(on_epoch=print),
        TypeError,
        ("'on_epoch'", "has no hook", "on_epoch_end"),
    ),
    "a hook that is no function": (
        lambda: LambdaCallback(on_epoch_end=3),
        TypeError,
        ("got 3", "must be a function", "lambda *args"),
    ),
    "a metric of X without y": (
        lambda: MetricCallback("auc", roc_auc, X),
        TypeError,
        ("got ndarray", "must be the pair", "(X, y)"),
    ),
    "a log without a file": (
        lambda: CSVLogger(None),
        TypeError,
        ("got None", "must be a file name", '"log.csv"'),
    ),
    "a checkpoint that is no .npz": (
        lambda: ModelCheckpoint("model.h5"),
        ValueError,
        ("model.h5", "use a path", '".npz"'),
    ),
}

USING = {
    "predict one example": (
        lambda: net().predict(X[0]),
        ValueError,
        ("one example of shape (2,)", "(n, 2)", "x[None, :]"),
    ),
    "predict one number": (
        lambda: net().predict(3.0),
        ValueError,
        ("got ()", "a batch of shape (n, 2)", "[[0.0, 1.0]"),
    ),
    "predict None": (
        lambda: net().predict(None),
        TypeError,
        ("object", *NUMBERS),
    ),
    "backward with targets of another shape": (
        lambda: (model := net()).forward(X) is model.backward(LABELS),
        ValueError,
        ("shape (8,)", "(8, 1)", "what it differentiates by"),
    ),
    "evaluate with (n,) targets": (
        lambda: net().evaluate(X, LABELS),
        ValueError,
        ("(8,)", "broadcast to (8, 8)", "y_true[:, None]"),
    ),
    "set_weights of nothing": (
        lambda: net().set_weights(None),
        TypeError,
        ("got NoneType", "a list of arrays", "get_weights"),
    ),
    "set_weights of one array too few": (
        lambda: net().set_weights([np.zeros((2, 1))]),
        ValueError,
        ("got [(2, 1)]", "[(2, 1), (1,)]", "get_weights"),
    ),
    "set_weights of words": (
        lambda: net().set_weights([[["a"], ["b"]], [0]]),
        TypeError,
        ("<U1", *NUMBERS),
    ),
    "save with another ending": (
        lambda: net().save("model.h5"),
        ValueError,
        ('got "model.h5"', "use a path", '".npz"'),
    ),
    "save to nowhere": (
        lambda: net().save(None),
        TypeError,
        ("got None", "must be a file name", '"model.npz"'),
    ),
    "save into a folder that is not there": (
        lambda: net().save("no_such_folder/model.npz"),
        FileNotFoundError,
        ("no_such_folder", "there is no folder", "os.makedirs("),
    ),
    "load a file that is not there": (
        lambda: Sequential.load("no_such_model.npz"),
        FileNotFoundError,
        ("no_such_model.npz", "there is no file", "model.save("),
    ),
    "load a model": (
        lambda: Sequential.load(net()),
        TypeError,
        ("Sequential([", "must be a file name", '"model.npz"'),
    ),
}

DATA = {
    "minibatches of 0": (
        lambda: minibatches(X, LABELS, 0, rng=0),
        ValueError,
        ("got 0", "batch_size must be at least 1", "Use 1 or more"),
    ),
    "minibatches of another length": (
        lambda: minibatches(X, LABELS[:3], 2, rng=0),
        ValueError,
        ("y has 3", "X has 8 rows", "the same examples"),
    ),
    "X where its length belongs": (
        lambda: updates_per_run(X, 1, 1),
        TypeError,
        ("array", "n must be a whole number", "Use 1"),
    ),
    "a test set in percent": (
        lambda: train_test_split(X, LABELS, test_size=20, rng=0),
        ValueError,
        ("got 20", "test_size must be in (0, 1)", "For example: 0.2"),
    ),
    "more than everything set aside": (
        lambda: train_val_test_split(
            X, LABELS, val_size=0.6, test_size=0.5, rng=0
        ),
        ValueError,
        ("1.1 of all rows", "nothing to train on", "Choose smaller"),
    ),
    "True for stratify": (
        lambda: train_test_split(X, LABELS, rng=0, stratify=True),
        ValueError,
        ("got shape ()", "one label for each", "8 rows"),
    ),
    "one fold": (
        lambda: KFold(1),
        ValueError,
        ("n_splits=1", "nothing to train on", "train_test_split"),
    ),
    "more folds than rows": (
        lambda: KFold(5).split(X[:3]),
        ValueError,
        ("3 rows", "5 parts", "Use fewer splits"),
    ),
    "folds of a number": (
        lambda: KFold(2).split(7),
        ValueError,
        ("got 7", "one a row", "range(n)"),
    ),
    "a search of nothing": (
        lambda: search(space={}),
        ValueError,
        ("space is empty", "at least one setting", "'learning_rate'"),
    ),
    "a search of a list": (
        lambda: search(space=[0.1]),
        TypeError,
        ("got list", "must be a dict", "{'learning_rate': ["),
    ),
    "a search of a bare number": (
        lambda: search(space={"rate": 0.1}),
        TypeError,
        ("got 0.1", "a list of values", "Write [0.1]"),
    ),
    "a search by another name": (
        lambda: search(space={"eta": [0.1]}),
        TypeError,
        ("missing a required argument: 'rate'", "by name", "def build(eta"),
    ),
    "a build without return": (
        lambda: search(build=lambda rate, rng: None),
        TypeError,
        ("NoneType", "must return the compiled model", "return model"),
    ),
    "a search without y": (
        lambda: search(train=X),
        TypeError,
        ("got ndarray", "a pair (X, y)", "(train_X, train_y)"),
    ),
    "no trials": (
        lambda: random_search(
            build, {"rate": [0.1]}, PAIR, PAIR, n_trials=0, rng=0
        ),
        ValueError,
        ("got 0", "n_trials must be at least 1", "Use 1 or more"),
    ),
    "halving that keeps all": (
        lambda: successive_halving(
            build, {"rate": [0.1]}, PAIR, PAIR, n_trials=2, factor=1, rng=0
        ),
        ValueError,
        ("factor=1", "keeps every model", "factor=2"),
    ),
    "a range upside down": (
        lambda: Uniform(2, 1),
        ValueError,
        ("2 and 1", "low must be", "below high"),
    ),
    "a logarithm from 0": (
        lambda: LogUniform(0, 1),
        ValueError,
        ("got 0", "low must be above 0", "1e-6"),
    ),
    "half a unit": (
        lambda: UniformInteger(1.5, 3),
        ValueError,
        ("got 1.5", "must be a whole number", "use Uniform"),
    ),
    "one-hot twice": (
        lambda: one_hot(ROWS),
        ValueError,
        ("shape (8, 2)", "integer labels", "y.argmax(axis=1)"),
    ),
    "one-hot of names": (
        lambda: one_hot(["cat"]),
        ValueError,
        ("<U3", "integer labels", "np.unique(names"),
    ),
    "one-hot of a negative label": (
        lambda: one_hot([-1]),
        ValueError,
        ("label -1", "out of range", "from 0"),
    ),
    "one-hot of a label above the last": (
        lambda: one_hot([3], 3),
        ValueError,
        ("label 3", "labels 0 to 2", "num_classes"),
    ),
    "a scaler that has not seen data": (
        lambda: StandardScaler().transform(X),
        RuntimeError,
        ("this StandardScaler", "is not fitted", "fit(X_train)"),
    ),
    "a scaler of one column": (
        lambda: StandardScaler().fit(X[:, 0]),
        ValueError,
        ("shape (8,)", "(n, d)", "x[:, None]"),
    ),
    "a scaler of no rows": (
        lambda: MinMaxScaler().fit(X[:0]),
        ValueError,
        ("(0, 2)", "no rows", "at least one example"),
    ),
    "a scaler of NaN": (
        lambda: StandardScaler().fit(NAN),
        ValueError,
        ("1 NaN value", "row 2, column 1", "Clean or impute"),
    ),
    "more components than features": (
        lambda: PCA(5).fit(X),
        ValueError,
        ("n_components=5", "only 2 features", "at most 2"),
    ),
    "a share of variance for components": (
        lambda: PCA(0.95),
        TypeError,
        ("got 0.95", "must be a whole number", "Use 1"),
    ),
    "whitening of what does not vary": (
        lambda: Whitening(0).fit(np.ones((4, 2))),
        ValueError,
        ("2 of 2 components", "no variance", "epsilon=1e-5"),
    ),
    "no points": (
        lambda: datasets.make_moons(0, rng=0),
        ValueError,
        ("got 0", "n_samples must be at least 1", "Use 1 or more"),
    ),
    "negative noise": (
        lambda: datasets.make_moons(10, noise=-1, rng=0),
        ValueError,
        ("got -1", "noise must be in [0, inf)", "For example: 0.1"),
    ),
    "a part of MNIST that is none": (
        lambda: datasets.load_mnist("tiny"),
        ValueError,
        ("'tiny'", "expected", '"full"'),
    ),
    "digits from a folder that is not there": (
        lambda: datasets.load_mnist("full", data_dir="no_such_folder"),
        NotADirectoryError,
        ("no_such_folder", "not a folder", "Name the folder"),
    ),
    "digits from a file that is not there": (
        lambda: datasets.read_idx("no_such_file"),
        FileNotFoundError,
        ("no_such_file", "there is no file", "train-labels"),
    ),
}

METRICS = {
    "predictions of another length": (
        lambda: accuracy([0, 1], [0]),
        ValueError,
        ("y_pred 1", "2 examples", "the same examples"),
    ),
    "accuracy of nothing": (
        lambda: accuracy([], []),
        ValueError,
        ("no examples", "undefined", "at least one"),
    ),
    "accuracy of names": (
        lambda: accuracy(["cat"], ["dog"]),
        ValueError,
        ("<U3", "must hold numbers", "np.unique(names"),
    ),
    "accuracy of probabilities": (
        lambda: accuracy([0, 1], [0.2, 0.8]),
        ValueError,
        ("0.2", "whole-number labels", "(y_pred >= 0.5).astype(int)"),
    ),
    "accuracy of NaN": (
        lambda: accuracy([0], [np.nan]),
        ValueError,
        ("1 NaN value", "y_pred", "Clean or impute"),
    ),
    "a label without an output": (
        lambda: accuracy([5], HALVES),
        ValueError,
        ("label 5", "classes 0 to 1", "an output for each"),
    ),
    "a label outside the confusion matrix": (
        lambda: confusion_matrix([0, 5], [0, 1], num_classes=3),
        ValueError,
        ("label 5", "classes are 0 to 2", "num_classes=6"),
    ),
    "precision of three classes": (
        lambda: precision([0, 2], [0, 1]),
        ValueError,
        ("3 classes", "is for two", "average='macro'"),
    ),
    "an unknown average": (
        lambda: f1_score([0, 1], [0, 1], average="micro"),
        ValueError,
        ("'micro'", "expected 'binary'", "'macro'"),
    ),
    "recall of -1 and 1": (
        lambda: recall([-1, 1], [1, 1]),
        ValueError,
        ("label -1", "numbered from 0", "(y > 0).astype(int)"),
    ),
    "a ROC curve of one class": (
        lambda: roc_curve([1, 1], [0.2, 0.3]),
        ValueError,
        ("only class 1", "undefined", "both classes"),
    ),
    "a ROC area of two columns": (
        lambda: roc_auc([0, 1], HALVES * 2),
        ValueError,
        ("got (2, 2)", "shape (n,)", "y_score[:, 1]"),
    ),
}

REST = {
    "a gradient of whole numbers": (
        lambda: numerical_gradient(np.sum, [1, 2]),
        TypeError,
        ("got int64", "floating-point x", "x.astype(float)"),
    ),
    "a gradient of float32": (
        lambda: numerical_gradient(np.sum, np.ones(2, np.float32)),
        TypeError,
        ("got float32", "needs float64", "x.astype(float)"),
    ),
    "a gradient of many numbers": (
        lambda: numerical_gradient(lambda x: x, np.ones(2)),
        ValueError,
        ("got shape (2,)", "return one number", "Sum it up"),
    ),
    "a gradient of nothing": (
        lambda: numerical_gradient(lambda x: None, np.ones(2)),
        TypeError,
        ("returned None", "one number", "return"),
    ),
    "a gradient of a number": (
        lambda: numerical_gradient(3.0, np.ones(2)),
        TypeError,
        ("got 3.0", "a function first", "lambda x: np.sum(x**2)"),
    ),
    "a check of a layer": (
        lambda: gradient_check(Dense(2, 1), MeanSquaredError(), X, COLUMN),
        TypeError,
        ("Dense(2, 1)", "checks a model", "Sequential([layer])"),
    ),
    "a check with the name of a loss": (
        lambda: gradient_check(net(), "mse", X, COLUMN),
        TypeError,
        ("'mse'", "a loss object", "MeanSquaredError()"),
    ),
    "a check with NaN": (
        lambda: gradient_check(net(), MeanSquaredError(), NAN, COLUMN),
        ValueError,
        ("1 NaN value", "row 2, column 1", "Clean or impute"),
    ),
    "a check whose loss is NaN": (
        lambda: gradient_check(
            net(), MeanSquaredError(), X, np.full((8, 1), np.nan)
        ),
        ValueError,
        ("the loss is nan", "no differences", "Check the weights and y"),
    ),
    "a check of no entries": (
        lambda: gradient_check(
            net(), MeanSquaredError(), X, COLUMN, max_entries=0
        ),
        ValueError,
        ("got 0", "max_entries must be at least 1", "Use 1 or more"),
    ),
    "a check with steps of 0": (
        lambda: gradient_check(net(), MeanSquaredError(), X, COLUMN, eps=0),
        ValueError,
        ("got 0", "eps must be in (0, inf)", "For example: 1e-05"),
    ),
    "a perceptron that has not learned": (
        lambda: Perceptron().predict(X),
        ValueError,
        ("this Perceptron", "has not learned yet", "fit(X, y)"),
    ),
    "a perceptron for -1 and 1": (
        lambda: Perceptron().fit(X, 2 * LABELS - 1),
        ValueError,
        ("got [-1, 1]", "the labels 0 and 1", "(y > 0).astype(int)"),
    ),
    "a perceptron with a column of labels": (
        lambda: Perceptron().fit(X, COLUMN),
        ValueError,
        ("got (8, 1)", "shape (8,)", "y.ravel()"),
    ),
    "a perceptron asked about NaN": (
        lambda: Perceptron().fit(X, LABELS).predict(NAN),
        ValueError,
        ("1 NaN value", "row 2, column 1", "Clean or impute"),
    ),
    "a gate of 2": (
        lambda: nand(2, 1),
        ValueError,
        ("x1 = 2.0", "the bits 0 and 1", ".astype(int)"),
    ),
    "a Value of an array": (
        lambda: Value([1, 2]),
        TypeError,
        ("shape (2,)", "one number", "[Value(x) for x in array]"),
    ),
    "a Value plus a word": (
        lambda: Value(1) + "a",
        TypeError,
        ("'a'", "must be a number", "For example: 1"),
    ),
    "a Value to the power of a Value": (
        lambda: Value(2) ** Value(3),
        TypeError,
        ("Value(3)", "a plain number", "(b * a.log()).exp()"),
    ),
    "a Value over 0": (
        lambda: Value(1) / 0,
        ZeroDivisionError,
        ("Value(0)", "division by zero", "x + 1e-8"),
    ),
    "the logarithm of 0": (
        lambda: Value(0).log(),
        ValueError,
        ("Value(0)", "only positive numbers", "(x + 1e-8).log()"),
    ),
    "a Value in a function of math": (
        lambda: math.exp(Value(1)),
        TypeError,
        ("Value(1)", "no plain number", "v.exp()"),
    ),
    "backward twice": (
        lambda: (v := Value(1) * 2).backward() or v.backward(),
        RuntimeError,
        ("Value(2)", "already called", "zero_grad()"),
    ),
    "a plot of a number": (
        lambda: nnlib.viz.plot_function(3),
        TypeError,
        ("got 3", "draws a function", "plot_function(np.tanh)"),
    ),
    "a plot of three features": (
        lambda: nnlib.viz.plot_data(np.zeros((2, 3)), [0, 1]),
        ValueError,
        ("got (2, 3)", "shape (n, 2)", "X[:, :2]"),
    ),
    "a plot of a history that is none": (
        lambda: nnlib.viz.plot_history(None),
        TypeError,
        ("NoneType", "expected", "what fit returned"),
    ),
    "a drawing of a plain number": (
        lambda: nnlib.viz.draw_graph(3.0),
        TypeError,
        ("got float", "draws a Value", "Value(2.0, 'x')"),
    ),
    "pictures that are not square": (
        lambda: nnlib.viz.plot_images(np.zeros((2, 5))),
        ValueError,
        ("got shape (2, 5)", "square pictures", "x[None]"),
    ),
}

TABLE = (
    ACTIVATIONS
    | INITIALIZERS
    | LAYERS
    | LOSSES
    | OPTIMIZERS
    | MODELS
    | FITTING
    | USING
    | DATA
    | METRICS
    | REST
)


@pytest.mark.parametrize(
    ("call", "kind", "pieces"), TABLE.values(), ids=TABLE.keys()
)
def test_a_wrong_call_is_answered(call, kind, pieces):
    with pytest.raises(kind) as caught:
        call()
    assert type(caught.value) is kind
    check_answer(caught.value, pieces)


def check_answer(error, pieces):
    """The pieces are there, in a message that no other error precedes."""
    for piece in pieces:
        assert piece in str(error)
    told = "".join(traceback.format_exception(error))
    assert "During handling of" not in told
    assert "The above exception" not in told


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def npz(path: Path, **arrays) -> Path:
    np.savez(path, **arrays)
    return path


def saved(path: Path) -> Path:
    net().save(path)
    return path


BAD_FILES = {
    "an empty file": (lambda p: written(p, b""), "No data left"),
    "a text": (lambda p: written(p, b"hello world"), "no .npz file"),
    "a pickle": (
        lambda p: written(p, pickle.dumps({"weights": [1, 2]})),
        "a pickle",
    ),
    "a pickled payload inside": (
        lambda p: npz(p, architecture=np.array([{"a": 1}], dtype=object)),
        "Python objects",
    ),
    "arrays of somebody else": (
        lambda p: npz(p, numbers=np.zeros(3)),
        "architecture",
    ),
    "half a model": (
        lambda p: written(p, saved(p).read_bytes()[:500]),
        "not a zip file",
    ),
}


@pytest.mark.parametrize(
    ("make", "reason"), BAD_FILES.values(), ids=BAD_FILES.keys()
)
def test_a_bad_file_is_refused(tmp_path, make, reason):
    path = make(tmp_path / "model.npz")
    with pytest.raises(ValueError, match="model.npz") as caught:
        Sequential.load(path)
    expected = "not a model saved by Sequential.save"
    check_answer(caught.value, (reason, expected, 'model.save("model.npz")'))
    assert "allow_pickle" not in str(caught.value)
