"""Right and wrong answers to the exercise softmax_backward."""

import numpy as np

import nnlib
from nncheck.engine import Misconception
from nncheck.specs.activations.sections import JACOBIAN
from nncheck.specs.activations.softmax_answers import softmax


def softmax_backward(S, dA):
    """dZ from dA, for outputs S = softmax(Z)."""
    return S * (dA - np.sum(S * dA, axis=-1, keepdims=True))


# ------------------------------------------------------- other right answers


def with_jacobians(S, dA):
    rows = []
    for s, da in zip(S, dA, strict=True):
        J = np.diag(s) - np.outer(s, s)
        rows.append(da @ J)
    return np.array(rows)


def with_loops(S, dA):
    n, k = S.shape
    dZ = np.zeros((n, k), dtype=np.float32)
    for sample in range(n):
        for j in range(k):
            for i in range(k):
                slope = S[sample, i] * ((i == j) - S[sample, j])
                dZ[sample, j] += dA[sample, i] * slope
    return dZ


def with_nnlib(S, dA):
    return np.einsum("ni,nij->nj", dA, nnlib.activations.softmax_jacobian(S))


def two_terms(S, dA):
    weighted = S * dA
    return weighted - S * weighted.sum(axis=1)[:, np.newaxis]


# --------------------------------------------------------------- wrong answers


def diagonal_only(S, dA):
    return S * (1 - S) * dA


def slopes_only(S, dA):
    return S * (1 - S)


def first_term_only(S, dA):
    return S * dA


def second_term_only(S, dA):
    return -S * np.sum(S * dA, axis=-1, keepdims=True)


def not_scaled(S, dA):
    return dA - np.sum(S * dA, axis=-1, keepdims=True)


def whole_batch(S, dA):
    return S * (dA - np.sum(S * dA))


def along_the_batch(S, dA):
    return S * (dA - np.sum(S * dA, axis=0, keepdims=True))


def axis_lost(S, dA):
    return S * (dA - np.sum(S * dA, axis=-1))


def plain_mean(S, dA):
    return S * (dA - np.mean(dA, axis=-1, keepdims=True))


def plain_sum(S, dA):
    return S * (dA - np.sum(dA, axis=-1, keepdims=True))


def weighted_mean(S, dA):
    return S * (dA - np.mean(S * dA, axis=-1, keepdims=True))


def sign_reversed(S, dA):
    return -softmax_backward(S, dA)


def plus_for_minus(S, dA):
    return S * (dA + np.sum(S * dA, axis=-1, keepdims=True))


def outputs_as_scores(S, dA):
    return softmax_backward(softmax(S), dA)


def averaged(S, dA):
    return softmax_backward(S, dA) / len(S)


def own_share_only(S, dA):
    return S * (dA - S)


def one_jacobian(S, dA):
    s = S.mean(axis=0)
    return dA @ (np.diag(s) - np.outer(s, s))


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint):
    return Misconception(answer, message, JACOBIAN, hint)


ALTERNATIVES = (with_jacobians, with_loops, with_nnlib, two_terms)

_ROWS = "What should each row of the result add up to, and what does yours?"

MISCONCEPTIONS = (
    _wrong(
        diagonal_only,
        "You use the slopes s(1 - s): the diagonal of the Jacobian. That is "
        "how a score changes its *own* probability; but it lowers all the "
        "others too, and they have something to say through their dA.",
        _ROWS,
    ),
    _wrong(
        slopes_only,
        "dA does not occur in your result; and s(1 - s) is only the diagonal "
        "of the Jacobian.",
        "How does what comes from the next layer enter the chain rule?",
    ),
    _wrong(
        first_term_only,
        "You have the first half: S times dA, as if the denominator of "
        "softmax did not move with the scores.",
        _ROWS,
    ),
    _wrong(
        second_term_only,
        "You have the part that comes from the denominator of softmax. The "
        "numerator moves as well, for the class's own score.",
        _ROWS,
    ),
    _wrong(
        not_scaled,
        "The parenthesis is right, but the factor before it is missing: a "
        "class with a probability near 0 should hardly feel anything.",
        _ROWS,
    ),
    _wrong(
        whole_batch,
        "Your sum runs over the whole batch, so the samples get mixed up. A "
        "single sample comes out right.",
        "How many numbers should be subtracted for a batch of 4: 1, 3 or 4?",
    ),
    _wrong(
        along_the_batch,
        "Your sum runs along the batch (axis 0). It should run over the "
        "classes of one sample.",
        "Which axis counts the classes?",
    ),
    _wrong(
        axis_lost,
        "The sum has lost its axis, so that NumPy subtracts along the wrong "
        "one or cannot match the shapes.",
        "Compare the shapes of dA and of your sum for 2 samples and 4 "
        "classes.",
    ),
    _wrong(
        plain_mean,
        "You subtract the plain mean of dA. Likely classes count more than "
        "unlikely ones.",
        "By what is each dA weighted in the sum?",
    ),
    _wrong(
        plain_sum,
        "You subtract the plain sum of dA; the probabilities are missing in "
        "it.",
        "By what is each dA weighted in the sum?",
    ),
    _wrong(
        weighted_mean,
        "You weight dA with the probabilities and then divide by the number "
        "of classes as well. The probabilities add up to 1 already.",
        _ROWS,
    ),
    _wrong(
        sign_reversed,
        "All signs are reversed.",
        "If the cost rises only with the first output, should its "
        "derivative by the first score be positive or negative?",
    ),
    _wrong(
        plus_for_minus,
        "You add the sum where it should be subtracted: off the diagonal "
        "the Jacobian is negative, because the others lose.",
        _ROWS,
    ),
    _wrong(
        outputs_as_scores,
        "You send S through softmax once more. S already holds the "
        "probabilities.",
        "Which of the two does the function get: scores or outputs?",
    ),
    _wrong(
        averaged,
        "You divide by the number of samples. Averaging is the cost's "
        "business and is already in dA.",
        "Would a second copy of a sample change what a row gets?",
    ),
    _wrong(
        own_share_only,
        "You subtract each class's own probability from its dA. Asked for "
        "is one number for all classes of a sample.",
        _ROWS,
    ),
    _wrong(
        one_jacobian,
        "You use one Jacobian, of the mean probabilities, for all samples. "
        "Every sample has a Jacobian of its own.",
        "A batch of 4 samples: how many Jacobians are there?",
    ),
)
