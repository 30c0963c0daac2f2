"""Right and wrong answers to the exercise penalized_step."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.regularization.sections import WEIGHTS


def penalized_step(W, b, grad_W, grad_b, learning_rate, l1, l2):
    """The weights and biases after one step on the penalized cost."""
    gradient = grad_W + l2 * W + l1 * np.sign(W)
    return W - learning_rate * gradient, b - learning_rate * grad_b


# ------------------------------------------------------- other right answers


def decay_first(W, b, grad_W, grad_b, learning_rate, l1, l2):
    decayed = (1 - learning_rate * l2) * W
    decayed = decayed - learning_rate * l1 * ((W > 0) * 1.0 - (W < 0))
    return [decayed - learning_rate * grad_W, b - learning_rate * grad_b]


def entry_by_entry(W, b, grad_W, grad_b, learning_rate, l1, l2):
    new = np.empty(W.shape, dtype=np.float32)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            w = W[i, j]
            pull = l2 * w
            if w != 0:
                pull += l1 * w / abs(w)
            new[i, j] = w - learning_rate * (grad_W[i, j] + pull)
    biases = [x - learning_rate * g for x, g in zip(b, grad_b, strict=True)]
    return new, np.array(biases)


def with_the_library(W, b, grad_W, grad_b, learning_rate, l1, l2):
    from nnlib import SGD
    from nnlib.regularizers import L1L2

    params = [W.copy(), b.copy()]
    grads = [grad_W + L1L2(l1=l1, l2=l2).gradient(W), grad_b]
    SGD(learning_rate).step(params, grads)
    return tuple(params)


ALTERNATIVES = (decay_first, entry_by_entry, with_the_library)


# --------------------------------------------------------------- wrong answers


def _with(pull):
    """An answer with another gradient of the penalties."""

    def answer(W, b, grad_W, grad_b, learning_rate, l1, l2):
        gradient = grad_W + pull(W, l1, l2)
        return W - learning_rate * gradient, b - learning_rate * grad_b

    return answer


def _named(name, answer):
    answer.__name__ = name
    return answer


doubled = _named(
    "doubled", _with(lambda W, l1, l2: 2 * l2 * W + l1 * np.sign(W))
)
halved = _named(
    "halved", _with(lambda W, l1, l2: l2 / 2 * W + l1 * np.sign(W))
)
grows = _named("grows", _with(lambda W, l1, l2: -l2 * W - l1 * np.sign(W)))
no_penalty = _named("no_penalty", _with(lambda W, l1, l2: 0 * W))
kinds_swapped = _named(
    "kinds_swapped", _with(lambda W, l1, l2: l1 * W + l2 * np.sign(W))
)
penalty_itself = _named(
    "penalty_itself",
    _with(lambda W, l1, l2: l2 / 2 * W**2 + l1 * np.abs(W)),
)
sign_lost = _named("sign_lost", _with(lambda W, l1, l2: l2 * W + l1))
share_for_l1 = _named("share_for_l1", _with(lambda W, l1, l2: l2 * W + l1 * W))
over_all_weights = _named(
    "over_all_weights",
    _with(lambda W, l1, l2: (l2 * W + l1 * np.sign(W)) / W.size),
)


def no_learning_rate(W, b, grad_W, grad_b, learning_rate, l1, l2):
    pull = l2 * W + l1 * np.sign(W)
    return W - learning_rate * grad_W - pull, b - learning_rate * grad_b


def biases_too(W, b, grad_W, grad_b, learning_rate, l1, l2):
    pull = l2 * b + l1 * np.sign(b)
    new, _ = penalized_step(W, b, grad_W, grad_b, learning_rate, l1, l2)
    return new, b - learning_rate * (grad_b + pull)


def biases_left(W, b, grad_W, grad_b, learning_rate, l1, l2):
    new, _ = penalized_step(W, b, grad_W, grad_b, learning_rate, l1, l2)
    return new, b


def only_the_penalty(W, b, grad_W, grad_b, learning_rate, l1, l2):
    pull = l2 * W + l1 * np.sign(W)
    return W - learning_rate * pull, b - learning_rate * grad_b


def decays_afterwards(W, b, grad_W, grad_b, learning_rate, l1, l2):
    stepped = W - learning_rate * grad_W
    pull = l2 * stepped + l1 * np.sign(stepped)
    return stepped - learning_rate * pull, b - learning_rate * grad_b


def in_place(W, b, grad_W, grad_b, learning_rate, l1, l2):
    W -= learning_rate * (grad_W + l2 * W + l1 * np.sign(W))
    b -= learning_rate * grad_b
    return W, b


def _wrong(answer, message, hint):
    return Misconception(answer, message, WEIGHTS, hint)


MISCONCEPTIONS = (
    _wrong(
        no_learning_rate,
        "Your penalties pull without the learning rate. They are part of "
        "the cost, so their gradient takes part in the step like the rest.",
        "With η = 0.01 and l2 = 0.1, which share of a weight should a step "
        "take?",
    ),
    _wrong(
        doubled,
        "Your L2 pulls twice as hard. The penalty has a factor ½, which "
        "cancels the 2 of the derivative.",
        "What is the derivative of ½λw²?",
    ),
    _wrong(
        halved,
        "Your L2 pulls half as hard. The ½ of the penalty is used up by the "
        "2 of the derivative.",
        "What is the derivative of ½λw²?",
    ),
    _wrong(
        grows,
        "Your penalties make the weights larger.",
        "In which direction does a step go: along the gradient or against it?",
    ),
    _wrong(
        no_penalty,
        "Your step is plain gradient descent; the penalties are missing.",
        "What becomes of a weight whose gradient is 0?",
    ),
    _wrong(
        kinds_swapped,
        "You have exchanged L1 and L2.",
        "Which of the two takes a fixed amount, which a fixed share?",
    ),
    _wrong(
        penalty_itself,
        "You add the penalty itself to the gradient; what belongs there is "
        "its derivative.",
        "Which way would a negative weight be pulled?",
    ),
    _wrong(
        sign_lost,
        "Your L1 pulls every weight down, the negative ones as well, away "
        "from 0.",
        "What is the slope of |w| left of 0?",
    ),
    _wrong(
        share_for_l1,
        "Your L1 takes a share of the weight, as L2 does. Its pull has the "
        "same size for every weight, however small.",
        "What is the slope of |w| at 0.5 and at 2?",
    ),
    _wrong(
        over_all_weights,
        "You divide the penalties by the number of weights. They are sums, "
        "not means.",
        "What is the derivative of a sum by one of its members?",
    ),
    _wrong(
        biases_too,
        "You penalize the biases, too. They are left alone: a bias makes "
        "nothing steep.",
        "Which of the two arrays stands in the penalty?",
    ),
    _wrong(
        biases_left,
        "Your biases do not move. They are not penalized, but they learn.",
        "What does a step without penalties do with b?",
    ),
    _wrong(
        only_the_penalty,
        "Your weights obey the penalties only; the gradient of the loss is "
        "missing.",
        "What does a step without penalties do with W?",
    ),
    _wrong(
        decays_afterwards,
        "You make the step first and shrink the moved weights afterwards. "
        "Both terms of the gradient belong to the weights before the step.",
        "At which weights is the gradient of the cost taken?",
    ),
    _wrong(
        in_place,
        "Your numbers are right, but you write them over the caller's arrays.",
        "What is the difference between `W -= d` and `W - d`?",
    ),
)
