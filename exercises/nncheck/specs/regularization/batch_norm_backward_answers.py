"""Right answers to the exercise batch_norm_backward."""

import numpy as np


def batch_norm_backward(X, gamma, grad_output, epsilon):
    """The gradients of the cost by X, gamma and beta."""
    root = np.sqrt(X.var(axis=0) + epsilon)
    x_hat = (X - X.mean(axis=0)) / root
    g = gamma * grad_output  # what arrives at x̂
    common, stretch = g.mean(axis=0), (g * x_hat).mean(axis=0)
    grad_X = (g - common - x_hat * stretch) / root
    return grad_X, (grad_output * x_hat).sum(axis=0), grad_output.sum(axis=0)


# ------------------------------------------------------- other right answers


def by_the_chain_rule(X, gamma, grad_output, epsilon):
    m = len(X)
    centered = X - X.mean(0)
    variance = (centered**2).mean(0)
    r = (variance + epsilon) ** -0.5
    grad_hat = grad_output * gamma
    grad_variance = (grad_hat * centered).sum(0) * -0.5 * r**3
    grad_mean = -(grad_hat * r).sum(0) - 2 * grad_variance * centered.mean(0)
    grad_X = grad_hat * r + grad_variance * 2 * centered / m + grad_mean / m
    return [grad_X, np.sum(grad_output * centered * r, 0), sum(grad_output)]


def by_differences(X, gamma, grad_output, epsilon):
    def cost(x, gamma, beta):
        x_hat = (x - x.mean(0)) / np.sqrt(x.var(0) + epsilon)
        return np.sum(grad_output * (gamma * x_hat + beta))

    from nnlib import numerical_gradient

    beta = np.zeros(len(gamma))
    return (
        numerical_gradient(lambda x: cost(x, gamma, beta), X),
        numerical_gradient(lambda g: cost(X, g, beta), gamma),
        numerical_gradient(lambda b: cost(X, gamma, b), beta),
    )


def with_a_jacobian(X, gamma, grad_output, epsilon):
    m, d = X.shape
    grads = np.zeros((m, d), dtype=np.float32), np.zeros(d), np.zeros(d)
    for j in range(d):
        root = (np.mean((X[:, j] - np.mean(X[:, j])) ** 2) + epsilon) ** 0.5
        x_hat = (X[:, j] - np.mean(X[:, j])) / root
        jacobian = (np.eye(m) - 1 / m - np.outer(x_hat, x_hat) / m) / root
        grads[0][:, j] = jacobian @ (gamma[j] * grad_output[:, j])
        grads[1][j] = x_hat @ grad_output[:, j]
        grads[2][j] = sum(grad_output[:, j])
    return grads


def by_a_layer(X, gamma, grad_output, epsilon):
    from nnlib import BatchNormalization

    layer = BatchNormalization(X.shape[1], epsilon=epsilon)
    layer.build(rng=0)
    layer.params["gamma"][:] = gamma
    layer.forward(X, training=True)
    grad_X = layer.backward(grad_output)
    return grad_X, layer.grads["gamma"], layer.grads["beta"]


ALTERNATIVES = (by_the_chain_rule, by_differences, with_a_jacobian, by_a_layer)
