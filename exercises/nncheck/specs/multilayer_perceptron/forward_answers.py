"""Right answers to the exercise forward."""

import numpy as np


def forward(params, X, activations):
    """The activations of all layers, the inputs first."""
    A = [X]
    for W, b, g in zip(params[::2], params[1::2], activations, strict=True):
        A.append(g(A[-1] @ W + b))
    return A


def with_loops(params, X, activations):
    everything = [X.tolist()]
    for layer in range(len(activations)):
        W, b, g = params[2 * layer], params[2 * layer + 1], activations[layer]
        outputs = []
        for a in everything[-1]:
            z = [
                sum(a[i] * W[i][j] for i in range(len(a))) + b[j]
                for j in range(len(b))
            ]
            outputs.append([float(g(z_j)) for z_j in z])
        everything.append(outputs)
    return tuple(np.array(batch) for batch in everything)


def in_columns(params, X, activations):
    columns, A = X.T, [np.copy(X)]
    for k, g in enumerate(activations):
        Z = np.dot(params[2 * k].T, columns) + params[2 * k + 1][:, None]
        columns = g(Z)
        A.append(columns.T)
    return A


def recursive(params, X, activations):
    if not activations:
        return [X]
    W, b, *rest = params
    first = activations[0](np.einsum("nd,dm->nm", X, W) + b)
    return [X, *recursive(rest, first, activations[1:])]


def in_float32(params, X, activations):
    A = [X.astype(np.float32)]
    for k, g in enumerate(activations):
        W, b = (p.astype(np.float32) for p in params[2 * k : 2 * k + 2])
        A.append(g(A[k] @ W + b).astype(np.float32))
    return A


def with_the_library(params, X, activations):
    from nnlib import Dense

    A = [np.asarray(X, dtype=float)]
    for k, g in enumerate(activations):
        W, b = params[2 * k : 2 * k + 2]
        layer = Dense(*W.shape)
        layer.build(rng=0)
        layer.params["W"][...] = W
        layer.params["b"][...] = b
        A.append(g(layer.forward(A[-1])))
    return A


ALTERNATIVES = (
    with_loops,
    in_columns,
    recursive,
    in_float32,
    with_the_library,
)
