"""What to say about the known wrong answers to the exercise sgd."""

from nncheck.engine import Misconception
from nncheck.specs.gradient_descent import sgd_wrong as wrong
from nncheck.specs.gradient_descent.messages import (
    ONE_ARRAY,
)
from nncheck.specs.gradient_descent.sections import BATCHES, DOWN, RATE


def _wrong(answer, message, hint, section=BATCHES):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        wrong.sum_for_mean,
        "You add up the gradients of a batch; the mean is asked for. With a "
        "sum, a batch twice as large makes a step twice as long, so that "
        "every batch size would need a learning rate of its own.",
        "Write every sample down twice and double the batch. Should the "
        "step change?",
    ),
    _wrong(
        wrong.rest_by_batch_size,
        "The last, smaller batch of an epoch makes too small a step: you "
        "divide by `batch_size`, but fewer samples are in it.",
        "Five samples, batches of two: how many are in the third batch?",
    ),
    _wrong(
        wrong.any_rest_by_batch_size,
        "You always divide by `batch_size`. A batch may hold fewer samples: "
        "the last one of an epoch, or all there are.",
        "Five samples, batches of two: how many are in the third batch?",
    ),
    _wrong(
        wrong.factor_two_forgotten,
        "Your steps have half the length: the derivative of a square has a "
        "factor 2.",
        "What is the slope of (w − 3)² at w = 4?",
        DOWN,
    ),
    _wrong(
        wrong.uphill,
        "You walk uphill: the gradient points to where the loss *grows*.",
        "With which sign does the error enter: expected minus predicted, or "
        "the other way round?",
        DOWN,
    ),
    _wrong(
        wrong.not_shuffled,
        "Your batches take the samples in the order of the file, in every "
        "epoch. If the file is sorted, a batch sees one kind only.",
        "What is `rng` for?",
    ),
    _wrong(
        wrong.shuffled_once,
        "You shuffle once, and all epochs use that order. Draw a new one for "
        "each epoch.",
        "In which of your loops does the shuffling stand?",
    ),
    _wrong(
        wrong.fixed_batches,
        "You shuffle the batches, but not what is in them: the same samples "
        "always travel together.",
        "Which comes first, dealing the cards or shuffling them?",
    ),
    _wrong(
        wrong.drawn_with_repeats,
        "You draw the samples at random, so that some come twice in an epoch "
        "and others not at all. An epoch is *one* pass over all of them.",
        "What is the difference between drawing cards with and without "
        "putting them back?",
    ),
    _wrong(
        wrong.targets_left_behind,
        "You shuffle the samples, but their targets stay where they were: "
        "each sample gets the answer of another one.",
        "Which two arrays have to be shuffled alike?",
    ),
    _wrong(
        wrong.rest_left_out,
        "You leave out the last, smaller batch of an epoch, so that some "
        "samples are not used in it.",
        "Five samples, batches of two: how many updates does an epoch make?",
    ),
    _wrong(
        wrong.generator_of_its_own,
        "Two runs with the same `rng` take different paths: the order of "
        "your samples does not come from it, so nobody can repeat your run.",
        "Where does the randomness in your code come from?",
    ),
    _wrong(
        wrong.one_point_per_epoch,
        "You keep the weights once an epoch. Asked for is every update.",
        "In which of your loops does `append` stand?",
    ),
    _wrong(
        wrong.start_left_out,
        "Your path begins after the first update; the start belongs to it.",
        "What should come back for no epoch at all?",
    ),
    _wrong(
        wrong.end_alone,
        "You give the last weights only; asked for is the whole path.",
        "Where could you keep the weights on the way?",
    ),
    _wrong(
        wrong.one_array_for_all,
        *ONE_ARRAY,
        RATE,
    ),
    _wrong(
        wrong.start_in_place,
        "The path is right, but the caller's `w` has moved to its end: your "
        "step changes that array in place.",
        "What is the difference between `w = w - 1` and `w -= 1`, if w is an "
        "array?",
        RATE,
    ),
    _wrong(
        wrong.caller_moves_along,
        "Your step changes the caller's `w` in place, and the path holds "
        "this one array again and again.",
        "What is the difference between `w = w - 1` and `w -= 1`, if w is an "
        "array?",
        RATE,
    ),
    _wrong(
        wrong.slope_of_the_start,
        "All your gradients are taken at the start. Each update needs the "
        "gradient where the last one has led.",
        "With which weights is the second batch predicted?",
        DOWN,
    ),
    _wrong(
        wrong.samples_shuffled_alone,
        "You shuffle the rows of the caller's own `X`, and the targets stay "
        "where they were: each sample gets the answer of another one.",
        "Can you shuffle the numbers of the rows instead of the rows?",
    ),
    _wrong(
        wrong.data_shuffled_in_place,
        "You shuffle the caller's own `X` and `y`; after your run their rows "
        "are in another order.",
        "Can you shuffle the numbers of the rows instead of the rows?",
    ),
)
