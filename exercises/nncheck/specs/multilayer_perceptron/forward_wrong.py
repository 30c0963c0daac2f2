"""Wrong answers to the exercise forward."""

import numpy as np


def _layers(params, activations):
    return zip(params[::2], params[1::2], activations, strict=True)


def bias_down_the_columns(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] @ W + b[:, None]))
    return A


def bent_input(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1]) @ W + b)
    return A


def bent_at_both_ends(params, X, activations):
    A = [activations[0](X)]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] @ W + b))
    return A


def output_not_bent(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] @ W + b))
    A[-1] = A[-2] @ params[-2] + params[-1]
    return A


def only_the_output_bent(params, X, activations):
    A = [X]
    for W, b, _ in _layers(params, activations):
        A.append(A[-1] @ W + b)
    A[-1] = activations[-1](A[-1])
    return A


def never_bent(params, X, activations):
    A = [X]
    for W, b, _ in _layers(params, activations):
        A.append(A[-1] @ W + b)
    return A


def first_activation_everywhere(params, X, activations):
    A = [X]
    for W, b, _ in _layers(params, activations):
        A.append(activations[0](A[-1] @ W + b))
    return A


def no_bias(params, X, activations):
    A = [X]
    for W, _, g in _layers(params, activations):
        A.append(g(A[-1] @ W))
    return A


def bias_after_the_bend(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] @ W) + b)
    return A


def one_bias_for_all(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] @ W + b[0]))
    return A


def weights_transposed(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] @ W.T + b))
    return A


def batch_transposed(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1].T @ W + b))
    return A


def always_from_the_inputs(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(X @ W + b))
    return A


def element_by_element(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] * W + b))
    return A


def bias_subtracted(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] @ W - b))
    return A


def always_the_sigmoid(params, X, activations):
    A = [X]
    for W, b, _ in _layers(params, activations):
        A.append(1 / (1 + np.exp(-(A[-1] @ W + b))))
    return A


def params_taken_for_pairs(params, X, activations):
    A = [X]
    for (W, b), g in zip(params, activations, strict=False):
        A.append(g(A[-1] @ W + b))
    return A


def output_alone(params, X, activations):
    A = X
    for W, b, g in _layers(params, activations):
        A = g(A @ W + b)
    return A


def without_the_inputs(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] @ W + b))
    return A[1:]


def sums_kept(params, X, activations):
    A, kept = X, [X]
    for W, b, g in _layers(params, activations):
        kept.append(A @ W + b)
        A = g(kept[-1])
    return kept


def samples_in_columns(params, X, activations):
    A = [X.T]
    for W, b, g in _layers(params, activations):
        A.append(g(W.T @ A[-1] + b[:, None]))
    return A


def first_sample_alone(params, X, activations):
    A = [X[0]]
    for W, b, g in _layers(params, activations):
        A.append(g(A[-1] @ W + b))
    return A


def stops_after_one_layer(params, X, activations):
    return [X, activations[0](X @ params[0] + params[1])]


def uses_up_the_params(params, X, activations):
    A = [X]
    for g in activations:
        W, b = params.pop(0), params.pop(0)
        A.append(g(A[-1] @ W + b))
    return A


def written_over_the_inputs(params, X, activations):
    A = [X]
    for W, b, g in _layers(params, activations):
        X[:] = g(X @ W + b)
        A.append(X)
    return A


def the_same_array_again(params, X, activations):
    A, layer = [X], np.copy(X)
    for W, b, g in _layers(params, activations):
        layer[:] = g(layer @ W + b)
        A.append(layer)
    return A
