"""Wrong answers to the exercise loss_and_gradients."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.training.full_answers import loss_and_gradients
from nncheck.specs.training.sections import GRADIENT

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


def _wrong(answer, message, hint):
    return Misconception(answer, message, GRADIENT, hint)


_NUDGE = "Nudge one entry of W1. Does the loss do what the gradient foretells?"
_SQUARE = "Differentiate λ/2 times w² by w, for a single weight."
_SHIFT = "Add 1 to one sample's sum: which other standardized sums move?"

MISCONCEPTIONS = (
    _wrong(
        penalty_only_in_the_loss,
        "The penalty is in your loss but not in your gradients. Training "
        "would never feel it.",
        _NUDGE,
    ),
    _wrong(
        penalty_only_in_the_gradient,
        "The penalty is in your gradients but not in your loss: they are the "
        "slopes of another function.",
        _NUDGE,
    ),
    _wrong(
        penalty_nowhere,
        "The penalty is missing, in the loss as well as in the gradients. "
        "They agree with each other, so the check by nudging is content.",
        "What does `penalty` do in your code?",
    ),
    _wrong(
        half_forgotten_in_the_loss,
        "The penalty in your loss lacks the half, while your gradients have "
        "it: they are the slopes of another function.",
        _SQUARE,
    ),
    _wrong(
        two_from_the_square,
        "The penalty's share of your gradients is twice too large: the 2 "
        "from the square has met the half.",
        _SQUARE,
    ),
    _wrong(
        half_kept_in_the_gradient,
        "The half is still in your gradients. The square has brought a 2.",
        _SQUARE,
    ),
    _wrong(
        without_the_half,
        "The penalty is without its half, in the loss as well as in the "
        "gradients. They agree with each other, but this is another "
        "strength.",
        _SQUARE,
    ),
    _wrong(
        penalty_shared_by_samples,
        "You divide the penalty by the number of samples. The mean is over "
        "what the samples cost; the weights are penalized once.",
        "If every sample came twice, should the loss change?",
    ),
    _wrong(
        everything_penalized,
        "You penalize γ, β and the bias, too. Only the weights W1 and W2 pay "
        "here.",
        "Which parameters does the formula of the task name?",
    ),
    _wrong(
        output_weights_only,
        "You penalize W2 alone. W1 pays as well.",
        "Which parameters does the formula of the task name?",
    ),
    _wrong(
        statistics_constant,
        "On the way back you treat mean and spread as constants. They are "
        "made of the batch, so every sample moves them.",
        _SHIFT,
    ),
    _wrong(
        spread_constant,
        "On the way back you let the mean move but not the spread. It is "
        "made of the batch as well.",
        _SHIFT,
    ),
    _wrong(
        gamma_not_on_the_way_back,
        "On the way back γ is missing: what it enlarges on the way there, it "
        "enlarges on the way back.",
        "By how much does γ·ẑ change when ẑ grows by 1?",
    ),
    _wrong(
        slope_of_the_output,
        "You take the slope of tanh at its output. It is written as 1 − A² "
        "*with* the output, or taken at the input.",
        "What is the slope of tanh at 0, and what at 1?",
    ),
    _wrong(
        no_slope,
        "On the way back the slope of tanh is missing.",
        "Which stations does the way back pass, in which order?",
    ),
    _wrong(
        gradients_summed,
        "Your gradients are sums over the samples, your loss is a mean.",
        _NUDGE,
    ),
    _wrong(
        mean_over_entries,
        "You average over all entries of Y. The loss of the task divides by "
        "the number of samples alone.",
        "With two outputs, by how much does your loss differ from a sum over "
        "the outputs?",
    ),
    _wrong(
        unbiased_variance,
        "Your variance divides by n − 1. Batch normalization divides by n.",
        "What does `np.var` do, and what with `ddof=1`?",
    ),
    _wrong(
        not_normalized,
        "You leave out the standardization: γ and β act on the sums as they "
        "are.",
        "What should be the mean of each unit's sums over the batch?",
    ),
    _wrong(
        uphill_sign,
        "All your gradients have the wrong sign. The step downhill takes "
        "the minus, not the gradient.",
        _NUDGE,
    ),
)
