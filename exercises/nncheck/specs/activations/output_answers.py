"""Right and wrong answers to the exercise output_activations."""

from nncheck.engine import Misconception
from nncheck.specs.activations.sections import SLOPE, WHICH


def output_activations():
    """The function for each target, by its name."""
    return {
        "temperature": "identity",
        "visitors": "softplus",
        "share of votes": "sigmoid",
        "steering": "tanh",
        "spam": "sigmoid",
        "digit": "softmax",
        "cat and dog": "sigmoid",
    }


# ------------------------------------------------------- other right answers


def with_relu():
    return output_activations() | {"visitors": "relu"}


def with_exponential():
    return output_activations() | {"visitors": "exp"}


def in_other_words():
    probabilities = dict.fromkeys(
        ["share of votes", "spam", "cat and dog"], "Logistic"
    )
    return probabilities | {
        "digit": " Softmax",
        "steering": "Tanh",
        "temperature": "linear",
        "visitors": "ReLU",
    }


# --------------------------------------------------------------- wrong answers


def _mistake(key, choice, message, hint, section=WHICH):
    def answer():
        return output_activations() | {key: choice}

    answer.__name__ = f"{key.replace(' ', '_')}_by_{choice}"
    return Misconception(answer, message, section, hint)


_COLD = "Which outputs does a frosty night ask for?"
_WARM = "Which outputs does a warm day ask for?"
_HALL = "Can your function come to 5000? Can it come to -3?"
_STEER = "Which outputs mean full left, straight on and full right?"
_TOGETHER = "A picture shows a cat and a dog. Which two outputs do you want?"

ALTERNATIVES = (with_relu, with_exponential, in_other_words)

MISCONCEPTIONS = (
    _mistake(
        "temperature",
        "relu",
        "With ReLU at the output your forecast never falls below zero.",
        _COLD,
    ),
    _mistake(
        "temperature",
        "softplus",
        "With softplus at the output your forecast stays above zero.",
        _COLD,
    ),
    _mistake(
        "temperature",
        "tanh",
        "Tanh is praised for regression, but it ends at 1 and -1. That fits "
        "only targets between them.",
        _WARM,
    ),
    _mistake(
        "temperature",
        "sigmoid",
        "The sigmoid ends at 1, and so would your forecast. An activation "
        "need not bound the output.",
        _WARM,
    ),
    _mistake(
        "visitors",
        "identity",
        "The identity may announce a negative number of visitors.",
        _HALL,
    ),
    _mistake(
        "visitors",
        "leaky_relu",
        "For negative sums, leaky ReLU gives small *negative* outputs.",
        _HALL,
    ),
    _mistake(
        "visitors",
        "sigmoid",
        "The sigmoid ends at 1: a single visitor.",
        _HALL,
    ),
    _mistake(
        "visitors",
        "tanh",
        "Tanh runs from -1 to 1. It would announce one visitor at most, and "
        "sometimes minus one.",
        _HALL,
    ),
    _mistake(
        "visitors",
        "absolute",
        "The absolute value is never negative, but it folds the axis: a sum "
        "of -100 and one of 100 announce the same crowd, and a step toward "
        "fewer visitors may lead past 0 to more.",
        "Which functions of the table are never negative and never fall?",
    ),
    _mistake(
        "share of votes",
        "relu",
        "ReLU has no upper end: it may announce 300 % of the votes.",
        "What are the smallest and the largest share there can be?",
    ),
    _mistake(
        "share of votes",
        "identity",
        "The identity has no ends: it may announce 300 % of the votes, or "
        "a negative share.",
        "What are the smallest and the largest share there can be?",
    ),
    _mistake(
        "share of votes",
        "softmax",
        "Softmax shares out among several scores. Here there is one sum for "
        "one candidate, and a single score gets everything: 1.",
        "What does softmax give for a row with one entry?",
    ),
    _mistake(
        "steering",
        "sigmoid",
        "The sigmoid is never negative: the car could not turn left.",
        _STEER,
    ),
    _mistake(
        "steering",
        "identity",
        "The identity has no ends: it may ask for more than full lock.",
        _STEER,
    ),
    _mistake(
        "steering",
        "relu",
        "ReLU is never negative and has no upper end.",
        _STEER,
    ),
    _mistake(
        "spam",
        "softmax",
        "There is a single output here. The softmax of one score is its "
        "share of itself: always 1.",
        "What does softmax give for a row with one entry?",
    ),
    _mistake(
        "spam",
        "step",
        "The step decides, but it has no slope: gradients cannot train what "
        "stands before it, and how sure the filter is gets lost.",
        "What multiplies every gradient on its way through the output?",
        SLOPE,
    ),
    _mistake(
        "spam",
        "relu",
        "ReLU has no upper end. What would a probability of 17 mean?",
        "Between which numbers does a probability lie?",
    ),
    _mistake(
        "spam",
        "tanh",
        "Tanh runs from -1 to 1; probabilities are not negative.",
        "Between which numbers does a probability lie?",
    ),
    _mistake(
        "digit",
        "sigmoid",
        "Ten sigmoids decide each for itself: an image could be a 3 with "
        "0.9 and an 8 with 0.9. It is exactly one digit.",
        "What should the ten outputs add up to?",
    ),
    _mistake(
        "digit",
        "relu",
        "ReLU gives scores without an upper end, not probabilities.",
        "What should the ten outputs add up to?",
    ),
    _mistake(
        "cat and dog",
        "softmax",
        "Softmax lets the labels compete: the more surely there is a cat, "
        "the less room is left for the dog. Here both can be true.",
        _TOGETHER,
    ),
    _mistake(
        "cat and dog",
        "step",
        "The step decides, but it has no slope: gradients cannot train what "
        "stands before it.",
        _TOGETHER,
        SLOPE,
    ),
)
