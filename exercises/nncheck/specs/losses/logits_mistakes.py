"""Wrong answers to the exercise bce_with_logits."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.losses.logits_answers import bce_with_logits
from nncheck.specs.losses.sections import DIES, SCORES, SURE
from nnlib.activations import sigmoid


def sigmoid_then_log(y_true, z):
    p = sigmoid(z)
    each = -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))
    return each.sum() / len(z), (p - y_true) / len(z)


def log_of_the_chosen(y_true, z):
    p = sigmoid(z)
    each = -np.log(np.where(y_true == 1, p, 1 - p))
    return each.sum() / len(z), (p - y_true) / len(z)


def floor_under_the_sigmoid(y_true, z):
    p = sigmoid(z)
    safe = np.clip(p, 1e-12, 1 - 1e-12)
    each = -(y_true * np.log(safe) + (1 - y_true) * np.log(1 - safe))
    return each.sum() / len(z), (p - y_true) / len(z)


def overflows_on_the_left(y_true, z):
    each = (1 - y_true) * z + np.log(1 + np.exp(-z))
    return each.sum() / len(z), (sigmoid(z) - y_true) / len(z)


def overflows_on_the_right(y_true, z):
    each = np.log(1 + np.exp(z)) - z * y_true
    return each.sum() / len(z), (sigmoid(z) - y_true) / len(z)


def sign_of_the_exponent(y_true, z):
    each = np.maximum(z, 0) - z * y_true + np.log(1 + np.exp(np.abs(z)))
    return each.sum() / len(z), (sigmoid(z) - y_true) / len(z)


def logarithm_dropped(y_true, z):
    each = np.maximum(z, 0) - z * y_true
    return each.sum() / len(z), (sigmoid(z) - y_true) / len(z)


def quotient_of_powers(y_true, z):
    p = np.exp(z) / (1 + np.exp(z))
    return bce_with_logits(y_true, z)[0], (p - y_true) / len(z)


def truth_minus_prediction(y_true, z):
    loss, gradient = bce_with_logits(y_true, z)
    return loss, -gradient


def slope_dies(y_true, z):
    loss, gradient = bce_with_logits(y_true, z)
    p = sigmoid(z)
    return loss, gradient * p * (1 - p)


def slope_by_the_probability(y_true, z):
    p = np.clip(sigmoid(z), 1e-12, 1 - 1e-12)
    slope = (p - y_true) / (p * (1 - p))
    return bce_with_logits(y_true, z)[0], slope / len(z)


def sigmoid_forgotten(y_true, z):
    return bce_with_logits(y_true, z)[0], (z - y_true) / len(z)


def slopes_of_the_sum(y_true, z):
    loss, gradient = bce_with_logits(y_true, z)
    return loss, gradient * len(z)


def questions_averaged(y_true, z):
    loss, gradient = bce_with_logits(y_true, z)
    return loss / z.shape[1], gradient / z.shape[1]


def slope_of_averaged_questions(y_true, z):
    loss, gradient = bce_with_logits(y_true, z)
    return loss, gradient / z.shape[1]


def samples_added(y_true, z):
    loss, gradient = bce_with_logits(y_true, z)
    return loss * len(z), gradient * len(z)


def yes_only(y_true, z):
    each = y_true * np.logaddexp(0, -z)
    return each.sum() / len(z), (sigmoid(z) - y_true) / len(z)


def likelihood(y_true, z):
    loss, gradient = bce_with_logits(y_true, z)
    return -loss, -gradient


def targets_exchanged(y_true, z):
    return bce_with_logits(1 - y_true, z)


def value_alone(y_true, z):
    return bce_with_logits(y_true, z)[0]


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint, section=SCORES):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        sigmoid_then_log,
        "You take the sigmoid first and the logarithms after it. Far out "
        "the sigmoid rounds to exactly 0 or 1, and `inf` or `nan` comes out.",
        "What is `1 - sigmoid(1000.0)`, and its logarithm?",
    ),
    _wrong(
        log_of_the_chosen,
        "You charge the probability of the truth after it was rounded: far "
        "out the sigmoid is exactly 0 or 1, and the logarithm infinite.",
        "How is the logarithm of the sigmoid written with z alone?",
    ),
    _wrong(
        floor_under_the_sigmoid,
        "A floor under the probabilities makes the loss finite, but false: "
        "a score of 1,000 in the wrong direction costs 1,000. From the "
        "score it is exact without any floor.",
        "What is your loss for the scores 100 and 1,000, target 0?",
    ),
    _wrong(
        overflows_on_the_left,
        "Your form of the loss is right, but for z = −1,000 its exponential "
        "overflows.",
        "For z < 0 take another form. Which one is safe there?",
    ),
    _wrong(
        overflows_on_the_right,
        "Your form of the loss is right, but for z = 1,000 its exponential "
        "overflows.",
        "For z > 0 take another form. Which one is safe there?",
    ),
    _wrong(
        sign_of_the_exponent,
        "The exponent in your logarithm has the wrong sign: it should "
        "vanish far out, and it explodes.",
        "What should the loss be for z = 100 and the target 1?",
    ),
    _wrong(
        logarithm_dropped,
        "Your loss is 0 for every score on the right side: the term with "
        "the logarithm is missing. A score of 0 is a shrug, not a sure "
        "answer.",
        "What should the loss be at z = 0?",
    ),
    _wrong(
        quotient_of_powers,
        "The loss is right. In the gradient your sigmoid divides infinity "
        "by infinity for z = 1,000.",
        "Divide numerator and denominator by eᶻ: what is left?",
    ),
    _wrong(
        truth_minus_prediction,
        "Your gradient has the wrong sign: it is the slope of the "
        "log-likelihood, which one climbs. A loss is descended.",
        "If the truth is 0 and the score rises, does the loss rise or fall?",
    ),
    _wrong(
        slope_dies,
        "You multiply by the slope of the sigmoid once more. That factor "
        "belongs to the quadratic cost; here the logarithm cancels it.",
        "How steep is your gradient for z = 10 and the target 0?",
        DIES,
    ),
    _wrong(
        slope_by_the_probability,
        "This is the gradient by the probability. Asked is the one by the "
        "score, which lies before the sigmoid.",
        "By which variable is nudged?",
    ),
    _wrong(
        sigmoid_forgotten,
        "Your gradient compares the score with the target. A score may be "
        "any number; a target is a probability.",
        "What should the gradient be at z = 0 for the target 1?",
    ),
    _wrong(
        slopes_of_the_sum,
        "Your loss is a mean over the samples, your gradient that of the "
        "sum: the number of samples is missing.",
        "If every sample occurs twice, what happens to the slope by one "
        "score?",
    ),
    _wrong(
        questions_averaged,
        "You average over the questions, as Keras does. In this book the "
        "questions about one sample are added, and only samples averaged.",
        "A sample with three questions, each a shrug: what is its loss?",
    ),
    _wrong(
        slope_of_averaged_questions,
        "Your loss adds up the questions, your gradient averages over them.",
        "Nudge one score of a table with three questions: by how much does "
        "your loss change?",
    ),
    _wrong(
        samples_added,
        "You add up the samples where the loss averages over them.",
        "What should the loss be if every sample occurs twice?",
    ),
    _wrong(
        yes_only,
        "You charge only where the truth is yes. A confident yes where the "
        "truth is no costs as much.",
        "How many terms has the binary cross-entropy?",
        SURE,
    ),
    _wrong(
        likelihood,
        "Loss and gradient have the wrong sign: this is the log-likelihood, "
        "which should be large. A loss should be small.",
        "Can a charge be negative?",
        SURE,
    ),
    _wrong(
        targets_exchanged,
        "Yes and no are exchanged: a high score is a yes, and it costs "
        "little where the target is 1.",
        "What should the loss be for z = 1000 and the target 1?",
        SURE,
    ),
    _wrong(
        value_alone,
        "You return the loss alone; the gradient is missing.",
        "How is a pair returned in Python?",
    ),
)
