"""Right and wrong answers to the exercise error_gaps."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.evaluation.sections import GAPS, MISMATCH

BIAS, VARIANCE, SHIFT, WORK = (
    "avoidable bias",
    "variance",
    "mismatch",
    "work on",
)


def error_gaps(reference, training, train_dev, validation):
    """The three gaps between four errors, and the widest of them."""
    gaps = {
        "avoidable bias": training - reference,
        "variance": train_dev - training,
        "mismatch": validation - train_dev,
    }
    return gaps | {"work on": max(gaps, key=lambda gap: gaps[gap])}


# ------------------------------------------------------- other right answers


def with_numpy(reference, training, train_dev, validation):
    names = ["avoidable bias", "variance", "mismatch"]
    steps = np.diff([reference, training, train_dev, validation])
    answer = dict(zip(names, steps.astype(np.float32), strict=True))
    answer["work on"] = names[np.argmax(steps)]
    return answer


def with_ifs(reference, training, train_dev, validation):
    bias = training - reference
    variance = train_dev - training
    mismatch = validation - train_dev
    if bias > variance and bias > mismatch:
        work_on = "avoidable bias"
    elif variance > mismatch:
        work_on = "variance"
    else:
        work_on = "mismatch"
    return {
        "work on": work_on,
        "mismatch": mismatch,
        "variance": variance,
        "avoidable bias": bias,
    }


def sorted_by_size(reference, training, train_dev, validation):
    gaps = [
        (training - reference, "avoidable bias"),
        (train_dev - training, "variance"),
        (validation - train_dev, "mismatch"),
    ]
    answer = {name: gap for gap, name in gaps}
    answer["work on"] = sorted(gaps)[-1][1]
    return answer


# --------------------------------------------------------------- wrong answers


def _answer(bias, variance, mismatch, work_on=None):
    gaps = {BIAS: bias, VARIANCE: variance, SHIFT: mismatch}
    return gaps | {WORK: work_on or max(gaps, key=lambda gap: gaps[gap])}


def reference_forgotten(reference, training, train_dev, validation):
    return _answer(training, train_dev - training, validation - train_dev)


def variance_with_mismatch(reference, training, train_dev, validation):
    return _answer(
        training - reference, validation - training, validation - train_dev
    )


def mismatch_from_training(reference, training, train_dev, validation):
    return _answer(
        training - reference, train_dev - training, validation - training
    )


def all_from_the_reference(reference, training, train_dev, validation):
    errors = (training, train_dev, validation)
    return _answer(*(error - reference for error in errors))


def bias_for_variance(reference, training, train_dev, validation):
    return _answer(
        train_dev - training, training - reference, validation - train_dev
    )


def upside_down(reference, training, train_dev, validation):
    return _answer(
        reference - training, training - train_dev, train_dev - validation
    )


def never_negative(reference, training, train_dev, validation):
    return _answer(
        abs(training - reference),
        abs(train_dev - training),
        abs(validation - train_dev),
    )


def relative(reference, training, train_dev, validation):
    return _answer(
        (training - reference) / reference,
        (train_dev - training) / training,
        (validation - train_dev) / train_dev,
    )


def largest_error(reference, training, train_dev, validation):
    gaps = error_gaps(reference, training, train_dev, validation)
    errors = {BIAS: training, VARIANCE: train_dev, SHIFT: validation}
    return gaps | {WORK: max(errors, key=lambda gap: errors[gap])}


def smallest_gap(reference, training, train_dev, validation):
    answer = error_gaps(reference, training, train_dev, validation)
    return answer | {WORK: min((BIAS, VARIANCE, SHIFT), key=answer.get)}


def bias_first(reference, training, train_dev, validation):
    answer = error_gaps(reference, training, train_dev, validation)
    return answer | {WORK: BIAS if training > reference else VARIANCE}


def gap_for_name(reference, training, train_dev, validation):
    answer = error_gaps(reference, training, train_dev, validation)
    return answer | {WORK: max(answer[key] for key in (BIAS, VARIANCE, SHIFT))}


def mismatch_never_chosen(reference, training, train_dev, validation):
    answer = error_gaps(reference, training, train_dev, validation)
    return answer | {WORK: max((BIAS, VARIANCE), key=answer.get)}


ALTERNATIVES = (with_numpy, with_ifs, sorted_by_size)


def _wrong(answer, message, hint, section=GAPS):
    return Misconception(answer, message, section, hint)


_LADDER = "Write the four errors on a ladder. Which two rungs bound this gap?"

MISCONCEPTIONS = (
    _wrong(
        reference_forgotten,
        "You take the whole training error for avoidable. Where careful "
        "people err as well, nothing can be gained.",
        "If people err on 7.5 %, how much of a training error of 8 % is "
        "avoidable?",
    ),
    _wrong(
        variance_with_mismatch,
        "Your variance runs from training to validation. The train-dev "
        "slice divides this gap in two.",
        _LADDER,
        MISMATCH,
    ),
    _wrong(
        mismatch_from_training,
        "Your mismatch runs from training to validation. A part of this "
        "gap is variance: the train-dev slice shows it.",
        _LADDER,
        MISMATCH,
    ),
    _wrong(
        all_from_the_reference,
        "You measure every error from the reference. Each gap begins "
        "where the one before it ends.",
        _LADDER,
    ),
    _wrong(
        bias_for_variance,
        "Bias and variance are exchanged.",
        "Which of them shows on data that were trained on?",
    ),
    _wrong(
        upside_down,
        "Your gaps have the wrong sign: a gap is what is lost on the way "
        "from the earlier number to the later one.",
        "Training error 8 %, reference 1 %: how much is avoidable?",
    ),
    _wrong(
        never_negative,
        "You take the absolute value of the gaps. A negative gap is good "
        "news: nothing was lost there.",
        "If the new data are easier than the old ones, is that a reason "
        "to work on mismatch?",
    ),
    _wrong(
        relative,
        "You divide the gaps by the errors. They are compared in points "
        "of percent: that is what can be gained.",
        "From 0.1 % to 0.3 %, or from 5 % to 9 %: which gap costs more?",
    ),
    _wrong(
        largest_error,
        "You name the gap below the largest *error*. The largest error "
        "may have its cause further down the ladder.",
        "Errors 1, 9, 9.5 and 10 %: where is most of it lost?",
    ),
    _wrong(
        smallest_gap,
        "You name the smallest gap. Work where most is to be gained.",
        "Errors 1, 9, 9.5 and 10 %: where is most of it lost?",
    ),
    _wrong(
        bias_first,
        "You name the bias as soon as there is some. There nearly always "
        "is; compare it with the other gaps.",
        "Reference 7.5 %, training 8 %, train-dev 10 %: work on which?",
    ),
    _wrong(
        mismatch_never_chosen,
        "You never name the mismatch. When it is the largest gap, "
        "neither more training nor regularization helps.",
        "What did the camera that sat three pixels to the left cost?",
        MISMATCH,
    ),
    _wrong(
        gap_for_name,
        'Under "work on" you return the size of the largest gap. Asked '
        "for is its name.",
        "Which entry has this size?",
    ),
)
