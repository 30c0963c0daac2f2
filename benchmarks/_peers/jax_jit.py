"""JAX with one compiled function for a whole update."""

from functools import partial
from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np

ACTIVATIONS = {
    "relu": jax.nn.relu,
    "sigmoid": jax.nn.sigmoid,
    "tanh": jnp.tanh,
}


def start(workload):
    """Glorot's uniform weights and zero biases."""
    rng, params = np.random.default_rng(0), []
    for d, m in pairwise(workload.sizes):
        limit = np.sqrt(6 / (d + m))
        W = rng.uniform(-limit, limit, (d, m)).astype(np.float32)
        params.append((jnp.asarray(W), jnp.zeros(m, jnp.float32)))
    return params


def forward(workload, params, X):
    """The scores, before a softmax."""
    *hidden, (W, b) = params
    for V, c in hidden:
        X = ACTIVATIONS[workload.activation](X @ V + c)
    Z = X @ W + b
    return jax.nn.sigmoid(Z) if workload.output == "sigmoid" else Z


def loss(workload, params, X, y):
    """Cross-entropy, or half the squared distance."""
    Z = forward(workload, params, X)
    if workload.output == "softmax":
        log_p = jax.nn.log_softmax(Z)
        return -jnp.take_along_axis(log_p, y[:, None], axis=1).mean()
    return 0.5 * ((Z - y) ** 2).sum() / len(Z)


def prepare(workload):
    """A loop over compiled steps, with the old values given away."""
    X, y = workload.data()
    if workload.output != "softmax":
        y = workload.one_hot(y)
    params, rate = start(workload), workload.learning_rate
    if workload.kind == "predict":
        X = jnp.asarray(X)
        predict = jax.jit(lambda p, X: jax.nn.softmax(forward(workload, p, X)))
        return lambda: predict(params, X).block_until_ready()

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(params, memory, X, y):
        grads = jax.grad(partial(loss, workload))(params, X, y)
        if workload.optimizer == "sgd":
            new = jax.tree.map(lambda w, g: w - rate * g, params, grads)
            return new, memory
        memory = jax.tree.map(
            lambda s, g: 0.9 * s + 0.1 * g * g, memory, grads
        )
        new = jax.tree.map(
            lambda w, g, s: w - rate * g / (jnp.sqrt(s) + 1e-8),
            params,
            grads,
            memory,
        )
        return new, memory

    rng, m = np.random.default_rng(0), workload.batch_size

    def train():
        now = jax.tree.map(jnp.array, params)
        memory = jax.tree.map(jnp.zeros_like, params)
        whole = m >= len(X)
        data = (jnp.asarray(X), jnp.asarray(y)) if whole else None
        for _ in range(workload.epochs):
            order = rng.permutation(len(X))
            for i in range(0, len(X), m):
                rows = order[i : i + m]
                batch = data or (X[rows], y[rows])
                now, memory = step(now, memory, *batch)
        jax.block_until_ready(now)

    return train
