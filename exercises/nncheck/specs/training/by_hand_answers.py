"""Right answers to the exercise plan_by_hand."""

import math

import numpy as np


def plan_by_hand():
    """The ten numbers as a dictionary."""
    return {
        "first loss": math.log(50),
        "yes or no": math.log(2),
        "grid": 4**5,
        "uniform": (1 - 0.1) / (1 - 0.001),
        "log-uniform": 1 / 3,
        "luck": 1 - 0.9**20,
        "cup": 18 * 1 + 6 * 3 + 2 * 9 + 1 * 27,
        "stop": 7,
        "best": 4,
        "ratio": 0.05 / 7,
    }


# ------------------------------------------------------- other right answers


def rounded():
    return {
        "first loss": 3.91,
        "yes or no": 0.693,
        "grid": 1024.0,
        "uniform": 0.9,
        "log-uniform": np.float32(0.333),
        "luck": 0.878,
        "cup": 81,
        "stop": 7.0,
        "best": 4.0,
        "ratio": 0.00714,
    }


def with_numpy():
    weights, update = np.array([2, 3, 6.0]), np.array([0.03, 0, 0.04])
    trials = 27 / 3 ** np.arange(4)
    leave = trials - np.append(trials[1:], 0)
    return {
        "first loss": -np.log(1 / 50),
        "yes or no": -np.log(1 / (1 + np.exp(0))),
        "grid": np.prod(np.full(5, 4)),
        "uniform": 1 - (0.1 - 0.001) / (1 - 0.001),
        "log-uniform": np.log(1 / 0.1) / np.log(1 / 0.001),
        "luck": 1 - np.prod(np.full(20, 0.9)),
        "cup": np.sum(leave * 3 ** np.arange(4)),
        "stop": 7,
        "best": np.argmin([0.8, 0.6, 0.5, 0.52, 0.47, 0.48, 0.5, 0.49]),
        "ratio": np.linalg.norm(update) / np.linalg.norm(weights),
    }


def with_nnlib():
    from nnlib import callbacks, losses

    stop = callbacks.EarlyStopping(
        "val_loss", patience=3, restore_best_weights=False
    )
    stop.model = type("Model", (), {})()
    curve = [0.8, 0.6, 0.5, 0.52, 0.47, 0.48, 0.50, 0.49]
    for epoch, loss in enumerate(curve):
        stop.on_epoch_end(epoch, {"val_loss": loss})
    guess = np.full((1, 50), 1 / 50)
    half = np.array([[0.5]])
    return plan_by_hand() | {
        "first loss": losses.SparseCategoricalCrossentropy()([3], guess),
        "yes or no": losses.BinaryCrossentropy()(np.ones((1, 1)), half),
        "stop": stop.stopped_epoch,
        "best": stop.best_epoch,
    }


ALTERNATIVES = (rounded, with_numpy, with_nnlib)
