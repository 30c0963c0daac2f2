"""Right answers to the exercise loss_and_gradients."""

import numpy as np


def loss_and_gradients(params, X, Y, penalty):
    """The penalized loss of a small network, and all its gradients."""
    W1, W2 = params["W1"], params["W2"]
    Z = X @ W1
    s = np.sqrt(Z.var(axis=0) + 1e-5)
    Z_hat = (Z - Z.mean(axis=0)) / s
    A = np.tanh(params["gamma"] * Z_hat + params["beta"])
    R = A @ W2 + params["b2"] - Y
    loss = np.sum(R**2) / 2 / len(X)
    loss += penalty / 2 * (np.sum(W1**2) + np.sum(W2**2))

    R = R / len(X)
    G = (R @ W2.T) * (1 - A**2)
    G_hat = G * params["gamma"]
    mixed = np.mean(G_hat * Z_hat, axis=0)
    dZ = (G_hat - G_hat.mean(axis=0) - Z_hat * mixed) / s
    return loss, {
        "W1": X.T @ dZ + penalty * W1,
        "gamma": np.sum(G * Z_hat, axis=0),
        "beta": np.sum(G, axis=0),
        "W2": A.T @ R + penalty * W2,
        "b2": np.sum(R, axis=0),
    }


# ------------------------------------------------------- other right answers


def by_nudging(params, X, Y, penalty):
    def cost(p):
        Z = X @ p["W1"]
        Z = (Z - np.mean(Z, 0)) / (np.var(Z, 0) + 1e-5) ** 0.5
        out = np.tanh(p["gamma"] * Z + p["beta"]) @ p["W2"] + p["b2"]
        sizes = (p["W1"] ** 2).sum() + (p["W2"] ** 2).sum()
        return ((out - Y) ** 2).sum() / len(X) / 2 + penalty * sizes / 2

    gradients, h = {}, 1e-5
    for name, w in params.items():
        slope = np.zeros(w.shape)
        for i in np.ndindex(w.shape):
            costs = []
            for sign in (1, -1):
                moved = w.copy()
                moved[i] += sign * h
                costs.append(cost(params | {name: moved}))
            slope[i] = (costs[0] - costs[1]) / (2 * h)
        gradients[name] = slope
    return cost(params), gradients


def layer_by_layer(params, X, Y, penalty):
    from nnlib.layers import BatchNormalization, Dense, Tanh

    (d, m), k = params["W1"].shape, len(params["b2"])
    first, norm = Dense(d, m, use_bias=False), BatchNormalization(m)
    layers = [first, norm, Tanh(), Dense(m, k)]
    for layer in layers:
        layer.build(np.random.default_rng(0), np.float64)
    first.params["W"][...] = params["W1"]
    norm.params["gamma"][...] = params["gamma"]
    norm.params["beta"][...] = params["beta"]
    layers[3].params["W"][...] = params["W2"]
    layers[3].params["b"][...] = params["b2"]
    out = X
    for layer in layers:
        out = layer.forward(out, training=True)
    grad = (out - Y) / len(X)
    loss = float(np.sum((out - Y) ** 2)) / (2 * len(X))
    for layer in layers[::-1]:
        grad = layer.backward(grad)
    gradients = {
        "b2": layers[3].grads["b"],
        "W2": layers[3].grads["W"],
        "beta": norm.grads["beta"],
        "gamma": norm.grads["gamma"],
        "W1": first.grads["W"],
    }
    for name in ("W1", "W2"):
        gradients[name] = gradients[name] + penalty * params[name]
        loss += penalty * np.linalg.norm(params[name]) ** 2 / 2
    return loss, gradients


def unit_by_unit(params, X, Y, penalty):
    n = len(X)
    W1, W2, gamma = params["W1"], params["W2"], params["gamma"]
    Z = X @ W1
    m = Z.shape[1]
    centered = Z - np.ones((n, n)) @ Z / n
    spread = [
        np.sqrt(centered[:, j] @ centered[:, j] / n + 1e-5) for j in range(m)
    ]
    Z_hat = np.column_stack([centered[:, j] / spread[j] for j in range(m)])
    A = np.tanh(Z_hat * gamma + params["beta"])
    R = (A @ W2 + params["b2"] - Y) / n
    G = (R @ W2.T) / np.cosh(Z_hat * gamma + params["beta"]) ** 2
    dW1 = np.zeros(W1.shape)
    for j in range(m):
        # the Jacobian of one standardized column
        z = Z_hat[:, j]
        J = (np.eye(n) - 1 / n - np.outer(z, z) / n) / spread[j]
        dW1[:, j] = X.T @ (J @ (gamma[j] * G[:, j])) + penalty * W1[:, j]
    loss = n * np.sum(R * R) / 2
    loss += sum(penalty / 2 * np.sum(np.square(W)) for W in (W1, W2))
    return [
        loss,
        {
            "W1": dW1,
            "W2": A.T @ R + penalty * W2,
            "gamma": (G * Z_hat).sum(0),
            "beta": G.sum(0),
            "b2": R.sum(0),
        },
    ]


ALTERNATIVES = (by_nudging, layer_by_layer, unit_by_unit)
