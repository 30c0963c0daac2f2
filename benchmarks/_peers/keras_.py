"""Keras's `fit` and `predict`, on the backend that the environment names."""

import keras
import numpy as np
from keras import layers

from _peers._workloads import Unsupported


def prepare(workload):
    """A compiled keras.Sequential."""
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        tf.config.threading.set_intra_op_parallelism_threads(workload.threads)
        tf.config.threading.set_inter_op_parallelism_threads(workload.threads)
    keras.utils.set_random_seed(0)
    X, y = workload.data()
    *hidden, last = workload.sizes[1:]
    parts = [layers.Dense(m, activation=workload.activation) for m in hidden]
    parts.append(layers.Dense(last, activation=workload.output))
    model = keras.Sequential([keras.Input((workload.sizes[0],)), *parts])
    rate, m = workload.learning_rate, workload.batch_size
    rules = {"rmsprop": keras.optimizers.RMSprop, "sgd": keras.optimizers.SGD}
    loss = "sparse_categorical_crossentropy"
    if workload.output != "softmax":
        loss, y = "mse", workload.one_hot(y)
    model.compile(rules[workload.optimizer](rate), loss)
    if workload.kind == "predict":
        return lambda: model.predict(X, batch_size=512, verbose=0)
    if workload.name == "W2-100":
        raise Unsupported("left out: it would take a minute a round")
    epochs, whole = workload.epochs, m >= len(X)
    if whole:
        # an epoch costs Keras far more than a step: many steps in one epoch
        X, y, epochs = np.tile(X, (epochs, 1)), np.tile(y, (epochs, 1)), 1
    return lambda: model.fit(
        X, y, epochs=epochs, batch_size=m, shuffle=not whole, verbose=0
    )
