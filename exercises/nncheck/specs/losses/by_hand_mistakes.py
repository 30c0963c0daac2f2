"""Wrong answers to the exercise by_hand, and what is said about them."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.losses.by_hand_answers import by_hand
from nncheck.specs.losses.sections import ARROWS, FLATS, SURE


def _wrong(name, changes, message, section, hint):
    def answer():
        return by_hand() | changes

    answer.__name__ = name
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "mean_error_loses_the_sign",
        {"mean error": 4},
        "Under *mean error* you give the mean of the sizes. The error "
        "itself has a sign, and left and right cancel.",
        ARROWS,
        "What is the mean of 10 and −10?",
    ),
    _wrong(
        "sizes_cancel",
        {"mean absolute error": 0},
        "In your mean absolute error, misses to the left and to the right "
        "cancel. A size has no sign.",
        ARROWS,
        "Take the sizes first, then the mean.",
    ),
    _wrong(
        "square_of_the_mean",
        {"mean squared error": 0},
        "You squared the mean of the misses. First everything cancels, "
        "then there is nothing left to square.",
        ARROWS,
        "Which comes first in *mean squared error*, the square or the mean?",
    ),
    _wrong(
        "mean_of_sizes_squared",
        {"mean squared error": 16},
        "You squared the mean of the sizes. The mean of the squares is "
        "larger, because it gives far misses more weight.",
        ARROWS,
        "Square every miss by itself. What is the largest of them?",
    ),
    _wrong(
        "sums",
        {"mean absolute error": 16, "mean squared error": 84},
        "These are sums over the four arrows. With sums, whoever shoots "
        "more arrows looks worse.",
        ARROWS,
        "What makes a mean of a sum?",
    ),
    _wrong(
        "root_of_the_squares",
        {"mean squared error": np.sqrt(21)},
        "You took the square root at the end: that is the RMSE, in "
        "centimeters again. Asked is the mean of the squares itself.",
        ARROWS,
        "Which unit has the mean squared error?",
    ),
    _wrong(
        "slope_without_two",
        {"squared slope": -1.75},
        "The slope of your squares is half as steep as it is: a factor got "
        "lost on the way from the square to its derivative.",
        FLATS,
        "How fast does x² grow at x = 3? Try 3 and 3.01.",
    ),
    _wrong(
        "half_the_squares",
        {"mean squared error": 10.5, "squared slope": -1.75},
        "You put a ½ before the squares. That is the quadratic cost; the "
        "mean squared error has none.",
        FLATS,
        "What is the mean squared error of a single miss of 1 cm?",
    ),
    _wrong(
        "slopes_of_the_sum",
        {"squared slope": -14, "absolute slope": -1},
        "These are the slopes of the *sums*. The mean of four arrows moves "
        "a quarter as much when one of them moves.",
        FLATS,
        "Where has the number of arrows gone?",
    ),
    _wrong(
        "squared_slope_of_the_sum",
        {"squared slope": -14},
        "Your slope of the squares is that of their *sum*. The mean of four "
        "moves a quarter as much when one of them moves.",
        FLATS,
        "Where has the number of arrows gone?",
    ),
    _wrong(
        "absolute_slope_of_the_sum",
        {"absolute slope": -1},
        "Your slope of the sizes is that of their *sum*. The mean of four "
        "moves a quarter as much when one of them moves.",
        FLATS,
        "Where has the number of arrows gone?",
    ),
    _wrong(
        "slopes_uphill",
        {"squared slope": 3.5, "absolute slope": 0.25},
        "Your slopes have the wrong sign. If the third arrow moves to the "
        "right, it comes nearer to the mark, and the score falls.",
        FLATS,
        "Which difference is the residual: landing minus mark, or mark "
        "minus landing?",
    ),
    _wrong(
        "absolute_slope_grows",
        {"absolute slope": -1.75},
        "Your slope of the sizes grows with the miss. A size is a V: "
        "equally steep near and far, it knows only the side.",
        FLATS,
        "By how much does the size of a miss of −7 change if the arrow "
        "lands 1 cm more to the right? And for a miss of −2?",
    ),
    _wrong(
        "bits",
        {"four shrugs": 2, "two photos": 1.5},
        "You took the logarithm of base 2, so your charges are in bits. In "
        "this book `log` is the natural logarithm.",
        SURE,
        "What do `np.log` and `np.log2` give for 4?",
    ),
    _wrong(
        "base_ten",
        {"four shrugs": np.log10(4), "two photos": 1.5 * np.log10(2)},
        "You took the logarithm of base 10, as pocket calculators do. In "
        "this book `log` is the natural logarithm, on calculators “ln”.",
        SURE,
        "What do `np.log` and `np.log10` give for 4?",
    ),
    _wrong(
        "no_minus",
        {"four shrugs": -np.log(4), "two photos": -1.5 * np.log(2)},
        "Your charges are negative. The logarithm of a probability is "
        "negative or 0; a charge is positive or 0.",
        SURE,
        "What turns a likelihood that should be large into a loss that "
        "should be small?",
    ),
    _wrong(
        "one_for_the_sure",
        {"sure and right": 1},
        "You give 1 where the answer is sure and right: that is the "
        "probability. Charged is nothing.",
        SURE,
        "What is the logarithm of 1?",
    ),
    _wrong(
        "distance_to_one",
        {"four shrugs": 0.75, "two photos": 0.625},
        "You charge what is missing from 1 to the probability. The "
        "cross-entropy charges by the logarithm.",
        SURE,
        "Find 0.25 on the curve of −log p. How high is it?",
    ),
    _wrong(
        "charges_added",
        {"two photos": 3 * np.log(2)},
        "For the two photos you give the sum of the charges. The cost is "
        "their mean.",
        SURE,
        "Over what does the mean run in the cross-entropy?",
    ),
    _wrong(
        "log_of_the_mean",
        {"two photos": -np.log(0.375)},
        "For the two photos you averaged the probabilities and charged the "
        "average. Each photo is charged by itself.",
        SURE,
        "Which comes first, the logarithm or the mean?",
    ),
    _wrong(
        "all_four_classes",
        {"four shrugs": np.log(4) / 4},
        "For the four shrugs you divided by the number of classes. One "
        "photo is one sample; the mean runs over the samples.",
        SURE,
        "Over what does the mean run in the cross-entropy?",
    ),
)
