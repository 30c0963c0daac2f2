"""Wrong answers to the exercise loss_and_gradients."""

import numpy as np

from nncheck.specs.training.full_answers import loss_and_gradients

WEIGHTS = ("W1", "W2")


def _network(
    params,
    X,
    Y,
    penalty,
    *,
    in_loss=1.0,
    in_gradient=1.0,
    constants=None,
    slope=None,
    gamma_back=True,
    ddof=0,
    normalize=True,
    share=None,
):
    """The right program with places at which a mistake can be made."""
    n = len(X)
    Z = X @ params["W1"]
    mean = Z.mean(axis=0) if normalize else 0.0
    s = np.sqrt(Z.var(axis=0, ddof=ddof) + 1e-5) if normalize else 1.0
    Z_hat = (Z - mean) / s
    scores = params["gamma"] * Z_hat + params["beta"]
    A = np.tanh(scores)
    R = A @ params["W2"] + params["b2"] - Y
    loss = np.sum(R**2) / 2 / n
    loss += (
        in_loss * penalty / 2 * sum(np.sum(params[w] ** 2) for w in WEIGHTS)
    )
    R = R / (share or n)
    G = (R @ params["W2"].T) * (slope(A, scores) if slope else 1 - A**2)
    G_hat = G * params["gamma"] if gamma_back else G
    dZ = G_hat
    if constants != "both":
        dZ = dZ - G_hat.mean(axis=0)
    if constants is None:
        dZ = dZ - Z_hat * np.mean(G_hat * Z_hat, axis=0)
    if not normalize:
        dZ = G_hat
    grads = {
        "W1": X.T @ (dZ / s),
        "gamma": np.sum(G * Z_hat, axis=0),
        "beta": np.sum(G, axis=0),
        "W2": A.T @ R,
        "b2": np.sum(R, axis=0),
    }
    for name in WEIGHTS:
        grads[name] = grads[name] + in_gradient * penalty * params[name]
    return loss, grads


def penalty_only_in_the_loss(params, X, Y, penalty):
    return _network(params, X, Y, penalty, in_gradient=0.0)


def penalty_only_in_the_gradient(params, X, Y, penalty):
    return _network(params, X, Y, penalty, in_loss=0.0)


def penalty_nowhere(params, X, Y, penalty):
    return _network(params, X, Y, 0.0)


def half_forgotten_in_the_loss(params, X, Y, penalty):
    return _network(params, X, Y, penalty, in_loss=2.0)


def two_from_the_square(params, X, Y, penalty):
    return _network(params, X, Y, penalty, in_gradient=2.0)


def half_kept_in_the_gradient(params, X, Y, penalty):
    return _network(params, X, Y, penalty, in_gradient=0.5)


def without_the_half(params, X, Y, penalty):
    return _network(params, X, Y, penalty, in_loss=2.0, in_gradient=2.0)


def penalty_shared_by_samples(params, X, Y, penalty):
    return _network(params, X, Y, penalty / len(X))


def everything_penalized(params, X, Y, penalty):
    loss, grads = loss_and_gradients(params, X, Y, penalty)
    for name in ("gamma", "beta", "b2"):
        loss += penalty / 2 * np.sum(params[name] ** 2)
        grads[name] = grads[name] + penalty * params[name]
    return loss, grads


def output_weights_only(params, X, Y, penalty):
    loss, grads = loss_and_gradients(params, X, Y, penalty)
    loss -= penalty / 2 * np.sum(params["W1"] ** 2)
    return loss, grads | {"W1": grads["W1"] - penalty * params["W1"]}


def statistics_constant(params, X, Y, penalty):
    return _network(params, X, Y, penalty, constants="both")


def spread_constant(params, X, Y, penalty):
    return _network(params, X, Y, penalty, constants="spread")


def gamma_not_on_the_way_back(params, X, Y, penalty):
    return _network(params, X, Y, penalty, gamma_back=False)


def slope_of_the_output(params, X, Y, penalty):
    def slope(A, scores):
        return 1 - np.tanh(A) ** 2

    return _network(params, X, Y, penalty, slope=slope)


def no_slope(params, X, Y, penalty):
    return _network(params, X, Y, penalty, slope=lambda A, scores: 1.0)


def gradients_summed(params, X, Y, penalty):
    return _network(params, X, Y, penalty, share=1)


def mean_over_entries(params, X, Y, penalty):
    k = Y.shape[1]
    loss, grads = _network(params, X, Y, 0.0, share=Y.size)
    sizes = sum(np.sum(params[w] ** 2) for w in WEIGHTS)
    for name in WEIGHTS:
        grads[name] = grads[name] + penalty * params[name]
    return loss / k + penalty / 2 * sizes, grads


def unbiased_variance(params, X, Y, penalty):
    return _network(params, X, Y, penalty, ddof=1)


def not_normalized(params, X, Y, penalty):
    return _network(params, X, Y, penalty, normalize=False)


def uphill_sign(params, X, Y, penalty):
    loss, grads = loss_and_gradients(params, X, Y, penalty)
    return loss, {name: -g for name, g in grads.items()}
