"""This book's library, as a reader would call it."""

from itertools import pairwise

import numpy as np

from nnlib import SGD, Dense, ReLU, RMSprop, Sequential, Sigmoid, Softmax, Tanh

LAYERS = {"relu": ReLU, "sigmoid": Sigmoid, "tanh": Tanh, "softmax": Softmax}
OPTIMIZERS = {"rmsprop": RMSprop, "sgd": SGD}


def prepare(workload):
    """`fit` or `predict` of a Sequential in float32."""
    X, y = workload.data()
    layers = []
    for i, (d, m) in enumerate(pairwise(workload.sizes)):
        last = i == len(workload.sizes) - 2
        after = workload.output if last else workload.activation
        layers.append(Dense(d, m))
        if after != "linear":
            layers.append(LAYERS[after]())
    model = Sequential(layers, rng=0, dtype=np.float32)
    if workload.kind == "predict":
        return lambda: model.predict(X)
    loss = "quadratic_cost"
    if workload.output == "softmax":
        loss = "sparse_categorical_crossentropy"
    else:
        y = workload.one_hot(y)
    rate = workload.learning_rate
    model.compile(OPTIMIZERS[workload.optimizer](rate), loss)
    return lambda: model.fit(
        X,
        y,
        epochs=workload.epochs,
        batch_size=workload.batch_size,
        rng=0,
        verbose=0,
    )
