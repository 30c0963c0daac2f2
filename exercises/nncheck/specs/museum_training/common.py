"""Right and wrong training programs that several exhibits share."""

import numpy as np

from nnlib import SGD, Adam, Dense, Sequential, Tanh, minibatches
from nnlib.losses import MeanSquaredError


def with_adam(X, y, seed):
    layers = [Dense(2, 16), Tanh(), Dense(16, 1)]
    model = Sequential(layers, rng=seed)
    model.compile(optimizer=Adam(0.02), loss="mean_squared_error")
    history = model.fit(X, y, epochs=20, batch_size=20, rng=seed, verbose=0)
    return model, history.history["loss"]


def two_hidden_layers(X, y, seed):
    layers = [Dense(2, 12), Tanh(), Dense(12, 12), Tanh(), Dense(12, 1)]
    model = Sequential(layers, rng=seed)
    model.compile(optimizer=Adam(0.01), loss="mean_squared_error")
    history = model.fit(X, y, epochs=18, batch_size=10, rng=seed, verbose=0)
    return [model, np.array(history.history["loss"])]


def own_loop(X, y, seed):
    rng = np.random.default_rng(seed)
    model = Sequential([Dense(2, 20), Tanh(), Dense(20, 1)], rng=rng)
    loss, optimizer, losses = MeanSquaredError(), SGD(0.15), []
    for _ in range(20):
        for X_batch, y_batch in minibatches(X, y, 20, rng=rng):
            outputs = model.forward(X_batch, training=True)
            model.backward(loss.gradient(y_batch, outputs))
            optimizer.step(model.params, model.grads)
        losses.append(loss(y, model.forward(X)))
    return model, tuple(losses)


ALTERNATIVES = (with_adam, two_hidden_layers, own_loop)
