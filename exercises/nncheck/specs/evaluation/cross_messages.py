"""What is said about wrong answers to the exercise cross."""

from nncheck.engine import Misconception
from nncheck.specs.evaluation import cross_mistakes as wrong
from nncheck.specs.evaluation.sections import FOLDS, LEAK


def _wrong(answer, message, hint, section=FOLDS):
    return Misconception(answer, message, section, hint)


_LEAK = "Change one validation row. Does a training part change?"
_SPREAD = "Compute the spread of the errors 1, 2 and 3 by hand, with k = 3."

MISCONCEPTIONS = (
    _wrong(
        wrong.scaler_outside,
        "You standardize before the loop, by the statistics of all rows: "
        "the validation rows have a say in what is trained.",
        _LEAK,
        LEAK,
    ),
    _wrong(
        wrong.fold_by_its_own,
        "The validation rows are standardized by their own statistics. A "
        "fold of one row would always be zero.",
        "Which numbers does a model bring along from its training?",
        LEAK,
    ),
    _wrong(
        wrong.first_scaler_for_all,
        "You standardize once, by the first training part. From the second "
        "fold on these rows are partly the ones that validate.",
        "What must be done anew in each round?",
    ),
    _wrong(
        wrong.not_scaled,
        "You do not standardize.",
        "What is the mean of each column that you hand to `fit`?",
    ),
    _wrong(
        wrong.fold_not_scaled,
        "Only the training part is standardized. The model meets validation "
        "rows in units that it has never seen.",
        "What does one and the same row look like in both parts?",
    ),
    _wrong(
        wrong.one_scale_for_all_columns,
        "You take one mean and one spread for the whole table. Each column "
        "has units of its own.",
        "Over which axis is the mean of a feature?",
    ),
    _wrong(
        wrong.centered_only,
        "You subtract the means, but the columns keep their different "
        "spreads.",
        "What is the standard deviation of each column of your training part?",
    ),
    _wrong(
        wrong.judged_on_training,
        "You judge each model on the rows it was trained on.",
        "Which part of the pair has the model not seen?",
    ),
    _wrong(
        wrong.one_model_for_all,
        "You train once, on all rows, and judge that model fold by fold. It "
        "has seen all of them.",
        "How many models does 5-fold cross-validation train?",
    ),
    _wrong(
        wrong.parts_exchanged,
        "You train on the small part and judge on the large one.",
        "Which comes first in each pair?",
    ),
    _wrong(
        wrong.last_fold_only,
        "Your numbers are those of one fold alone.",
        "How many errors are in your list at the end? And when is it emptied?",
    ),
    _wrong(
        wrong.best_fold,
        "You report the best fold. It was chosen because it was good; the "
        "mean is what may be expected.",
        "Would a fold that is easy by luck make your model better?",
    ),
    _wrong(
        wrong.weighted_by_size,
        "You weigh the folds by their sizes. By the convention of the "
        "chapter the mean is over the k results, each once.",
        "What is the mean of the three results 1, 2 and 3?",
    ),
    _wrong(
        wrong.summed,
        "You add the errors up. Asked for is their mean.",
        "What should come out if every fold has the error 2?",
    ),
    _wrong(
        wrong.variance,
        "Your second number is the variance: squared errors, in squared "
        "units.",
        _SPREAD,
    ),
    _wrong(
        wrong.divided_by_one_less,
        "You divide by k − 1. It has its reasons, but the chapter (and "
        "NumPy, unless told otherwise) divides by k.",
        _SPREAD,
    ),
    _wrong(
        wrong.error_of_the_mean,
        "You divide the spread by √k. The folds share their training rows, "
        "so this is too optimistic; asked for is the spread itself.",
        _SPREAD,
    ),
    _wrong(
        wrong.numbers_exchanged,
        "The two numbers have changed places: the mean comes first.",
        "Read the docstring's last line.",
    ),
    _wrong(
        wrong.all_errors,
        "You return the error of every fold. Asked for are their mean and "
        "their standard deviation.",
        "How many numbers should come out?",
    ),
)
