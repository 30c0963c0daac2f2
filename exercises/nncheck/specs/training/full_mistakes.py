"""What is said to the wrong answers to the exercise loss_and_gradients."""

from nncheck.engine import Misconception
from nncheck.specs.training import full_wrong as wrong
from nncheck.specs.training.sections import GRADIENT


def _wrong(answer, message, hint):
    return Misconception(answer, message, GRADIENT, hint)


_NUDGE = "Nudge one entry of W1. Does the loss do what the gradient foretells?"
_SQUARE = "Differentiate λ/2 times w² by w, for a single weight."
_SHIFT = "Add 1 to one sample's sum: which other standardized sums move?"

MISCONCEPTIONS = (
    _wrong(
        wrong.penalty_only_in_the_loss,
        "The penalty is in your loss but not in your gradients. Training "
        "would never feel it.",
        _NUDGE,
    ),
    _wrong(
        wrong.penalty_only_in_the_gradient,
        "The penalty is in your gradients but not in your loss: they are the "
        "slopes of another function.",
        _NUDGE,
    ),
    _wrong(
        wrong.penalty_nowhere,
        "The penalty is missing, in the loss as well as in the gradients. "
        "They agree with each other, so the check by nudging is content.",
        "What does `penalty` do in your code?",
    ),
    _wrong(
        wrong.half_forgotten_in_the_loss,
        "The penalty in your loss lacks the half, while your gradients have "
        "it: they are the slopes of another function.",
        _SQUARE,
    ),
    _wrong(
        wrong.two_from_the_square,
        "The penalty's share of your gradients is twice too large: the 2 "
        "from the square has met the half.",
        _SQUARE,
    ),
    _wrong(
        wrong.half_kept_in_the_gradient,
        "The half is still in your gradients. The square has brought a 2.",
        _SQUARE,
    ),
    _wrong(
        wrong.without_the_half,
        "The penalty is without its half, in the loss as well as in the "
        "gradients. They agree with each other, but this is another "
        "strength.",
        _SQUARE,
    ),
    _wrong(
        wrong.penalty_shared_by_samples,
        "You divide the penalty by the number of samples. The mean is over "
        "what the samples cost; the weights are penalized once.",
        "If every sample came twice, should the loss change?",
    ),
    _wrong(
        wrong.everything_penalized,
        "You penalize γ, β and the bias, too. Only the weights W1 and W2 pay "
        "here.",
        "Which parameters does the formula of the task name?",
    ),
    _wrong(
        wrong.output_weights_only,
        "You penalize W2 alone. W1 pays as well.",
        "Which parameters does the formula of the task name?",
    ),
    _wrong(
        wrong.statistics_constant,
        "On the way back you treat mean and spread as constants. They are "
        "made of the batch, so every sample moves them.",
        _SHIFT,
    ),
    _wrong(
        wrong.spread_constant,
        "On the way back you let the mean move but not the spread. It is "
        "made of the batch as well.",
        _SHIFT,
    ),
    _wrong(
        wrong.gamma_not_on_the_way_back,
        "On the way back γ is missing: what it enlarges on the way there, it "
        "enlarges on the way back.",
        "By how much does γ·ẑ change when ẑ grows by 1?",
    ),
    _wrong(
        wrong.slope_of_the_output,
        "You take the slope of tanh at its output. It is written as 1 − A² "
        "*with* the output, or taken at the input.",
        "What is the slope of tanh at 0, and what at 1?",
    ),
    _wrong(
        wrong.no_slope,
        "On the way back the slope of tanh is missing.",
        "Which stations does the way back pass, in which order?",
    ),
    _wrong(
        wrong.gradients_summed,
        "Your gradients are sums over the samples, your loss is a mean.",
        _NUDGE,
    ),
    _wrong(
        wrong.mean_over_entries,
        "You average over all entries of Y. The loss of the task divides by "
        "the number of samples alone.",
        "With two outputs, by how much does your loss differ from a sum over "
        "the outputs?",
    ),
    _wrong(
        wrong.unbiased_variance,
        "Your variance divides by n − 1. Batch normalization divides by n.",
        "What does `np.var` do, and what with `ddof=1`?",
    ),
    _wrong(
        wrong.not_normalized,
        "You leave out the standardization: γ and β act on the sums as they "
        "are.",
        "What should be the mean of each unit's sums over the batch?",
    ),
    _wrong(
        wrong.uphill_sign,
        "All your gradients have the wrong sign. The step downhill takes "
        "the minus, not the gradient.",
        _NUDGE,
    ),
)
