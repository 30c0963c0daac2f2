"""What to say to the wrong answers to the exercise regression_loss."""

from nncheck.engine import Misconception
from nncheck.specs.losses.regression_mistakes import (
    absolute_slope_grows,
    absolute_slope_of_sizes,
    broadcasts,
    half_in_mse,
    kink_goes_down,
    kink_goes_up,
    kink_is_nan,
    mse_slope_without_two,
    no_half_in_quadratic,
    one_loss_for_all,
    one_value_per_sample,
    outputs_added_in_mae,
    outputs_added_in_mse,
    outputs_averaged_in_quadratic,
    quadratic_slope_with_two,
    root_of_the_squares,
    sizes_cancel,
    slopes_of_the_sum,
    slopes_uphill,
    sums,
    value_alone,
)
from nncheck.specs.losses.sections import ARROWS, FLATS


def _wrong(answer, message, hint, section=FLATS):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        broadcasts,
        "You subtract a row of targets from a column of predictions. NumPy "
        "compares every prediction with every target, without a word.",
        "What is the shape of `np.zeros((3, 1)) - np.zeros(3)`?",
    ),
    _wrong(
        one_loss_for_all,
        "You return the mean squared error whatever the name. Three losses "
        "are asked, and `kind` tells which.",
        "Where in your code does `kind` make a difference?",
    ),
    _wrong(
        half_in_mse,
        "Your mean squared error has a ½. It belongs to the quadratic cost; "
        "the mean squared error has none.",
        "What is the mean squared error of one prediction that is off by 1?",
    ),
    _wrong(
        no_half_in_quadratic,
        "Your quadratic cost lacks its ½.",
        "What is the ½ of the quadratic cost there to cancel?",
    ),
    _wrong(
        mse_slope_without_two,
        "The mean squared error is right, its gradient half as steep as it "
        "should be: no ½ in the loss, so nothing cancels the 2.",
        "Keep the ½ in every line or in none. Which of your lines has one?",
    ),
    _wrong(
        quadratic_slope_with_two,
        "The quadratic cost is right, its gradient twice too steep: here "
        "the ½ cancels the 2.",
        "Differentiate ½ r² by r.",
    ),
    _wrong(
        outputs_added_in_mse,
        "In the mean squared error you divide by the number of samples "
        "only. Its mean runs over all entries, outputs too.",
        "How many numbers has an array of shape (2, 3)?",
    ),
    _wrong(
        outputs_averaged_in_quadratic,
        "In the quadratic cost you average over all entries. There the "
        "outputs of a sample are added, and only samples averaged.",
        "What does the squared length of a vector do with its components?",
    ),
    _wrong(
        outputs_added_in_mae,
        "In the mean absolute error you divide by the number of samples "
        "only. Its mean runs over all entries, outputs too.",
        "How many numbers has an array of shape (2, 3)?",
    ),
    _wrong(
        slopes_of_the_sum,
        "Your losses are means, but your gradients are those of sums: the "
        "division is missing in them.",
        "If the loss is divided by 6, what happens to its slope?",
    ),
    _wrong(
        sums,
        "You add up where the losses average: twice as many samples would "
        "cost twice as much.",
        "What should the loss be if every sample occurs twice?",
    ),
    _wrong(
        slopes_uphill,
        "Your gradients have the wrong sign. A prediction that is too "
        "large has a positive slope: raising it makes the loss larger.",
        "Which difference is the residual: prediction minus truth, or "
        "truth minus prediction?",
    ),
    _wrong(
        sizes_cancel,
        "Your mean absolute error averages residuals with their signs, so "
        "that misses cancel.",
        "What is the mean absolute error of the residuals 10 and −10?",
        ARROWS,
    ),
    _wrong(
        absolute_slope_grows,
        "Your gradient of the mean absolute error grows with the residual. "
        "A V is equally steep near and far.",
        "Plot |r| and look at its slope at 1 and at 5.",
    ),
    _wrong(
        absolute_slope_of_sizes,
        "Your gradient of the mean absolute error contains sizes. The slope "
        "of a V knows the side and nothing else.",
        "Plot |r| and look at its slope at −5, 1 and 5.",
    ),
    _wrong(
        kink_goes_up,
        "Where a prediction is exact, your gradient of the mean absolute "
        "error pushes it away. At the kink we take the slope 0.",
        "What does `>=` do where the residual is 0?",
    ),
    _wrong(
        kink_goes_down,
        "Where a prediction is exact, your gradient of the mean absolute "
        "error counts it as too small. At the kink we take the slope 0.",
        "How many cases has the sign of a number?",
    ),
    _wrong(
        kink_is_nan,
        "Where a prediction is exact, your gradient of the mean absolute "
        "error divides 0 by 0. At the kink we take the slope 0.",
        "Which NumPy function tells the side without a division?",
    ),
    _wrong(
        root_of_the_squares,
        "You took the square root at the end: that is the RMSE. Asked is "
        "the mean of the squares itself.",
        "Which unit has the mean squared error of prices?",
        ARROWS,
    ),
    _wrong(
        one_value_per_sample,
        "You give one loss per sample. The cost is one number: their mean.",
        "Which `axis` do your sums and means run over?",
        ARROWS,
    ),
    _wrong(
        value_alone,
        "You return the loss alone; the gradient is missing.",
        "How is a pair returned in Python?",
    ),
)
