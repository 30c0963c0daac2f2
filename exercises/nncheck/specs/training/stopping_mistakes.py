"""Wrong answers to the exercise early_stopping."""

from nncheck.engine import Misconception
from nncheck.specs.training.sections import WATCH
from nncheck.specs.training.stopping_answers import early_stopping


def _walk(values, patience, better):
    best, waited = 0, 0
    for epoch in range(1, len(values)):
        if better(values[epoch], values[best]):
            best, waited = epoch, 0
        else:
            waited += 1
            if waited >= patience:
                return epoch, best
    return None, best


def _falling(history, monitor, mode):
    """The monitored values, turned over if they shall rise."""
    sign = 1 if mode == "min" else -1
    return [sign * value for value in history[monitor]]


def one_epoch_late(history, monitor, patience, mode):
    return early_stopping(history, monitor, patience + 1, mode)


def one_epoch_early(history, monitor, patience, mode):
    return early_stopping(history, monitor, max(patience - 1, 1), mode)


def no_patience(history, monitor, patience, mode):
    return early_stopping(history, monitor, 1, mode)


def never_reset(history, monitor, patience, mode):
    values = _falling(history, monitor, mode)
    best, waited = 0, 0
    for epoch in range(1, len(values)):
        if values[epoch] < values[best]:
            best = epoch
        else:
            waited += 1
            if waited == patience:
                return epoch, best
    return None, best


def compared_with_yesterday(history, monitor, patience, mode):
    values = _falling(history, monitor, mode)
    best, waited = 0, 0
    for epoch in range(1, len(values)):
        if values[epoch] < values[best]:
            best = epoch
        if values[epoch] < values[epoch - 1]:
            waited = 0
        else:
            waited += 1
            if waited == patience:
                return epoch, best
    return None, best


def always_falling(history, monitor, patience, mode):
    return early_stopping(history, monitor, patience, "min")


def always_rising(history, monitor, patience, mode):
    return early_stopping(history, monitor, patience, "max")


def training_watched(history, monitor, patience, mode):
    name = monitor.removeprefix("val_")
    return early_stopping(history, name, patience, mode)


def always_the_loss(history, monitor, patience, mode):
    return early_stopping(history, "val_loss", patience, mode)


def equal_is_better(history, monitor, patience, mode):
    values = _falling(history, monitor, mode)
    return _walk(values, patience, lambda new, best: new <= best)


def looked_ahead(history, monitor, patience, mode):
    stop, _ = early_stopping(history, monitor, patience, mode)
    values = _falling(history, monitor, mode)
    return stop, values.index(min(values))


def went_on_after_the_stop(history, monitor, patience, mode):
    values = _falling(history, monitor, mode)
    stop, best, waited = None, 0, 0
    for epoch in range(1, len(values)):
        if values[epoch] < values[best]:
            best, waited = epoch, 0
        else:
            waited += 1
            if waited >= patience:
                stop = epoch
    return stop, best


def last_index_for_none(history, monitor, patience, mode):
    stop, best = early_stopping(history, monitor, patience, mode)
    return len(history[monitor]) - 1 if stop is None else stop, best


def best_from_the_end(history, monitor, patience, mode):
    stop, _ = early_stopping(history, monitor, patience, mode)
    last = len(history[monitor]) - 1 if stop is None else stop
    return stop, max(last - patience, 0)


def stop_for_best(history, monitor, patience, mode):
    stop, best = early_stopping(history, monitor, patience, mode)
    return stop, best if stop is None else stop


def counted_from_one(history, monitor, patience, mode):
    stop, best = early_stopping(history, monitor, patience, mode)
    return None if stop is None else stop + 1, best + 1


def pair_exchanged(history, monitor, patience, mode):
    return early_stopping(history, monitor, patience, mode)[::-1]


def value_for_index(history, monitor, patience, mode):
    stop, best = early_stopping(history, monitor, patience, mode)
    return stop, history[monitor][best]


def _wrong(answer, message, hint):
    return Misconception(answer, message, WATCH, hint)


_TALLY = "Write below each value how many epochs in a row brought nothing."
_ENDS = "What does training know at this moment of the values to come?"

MISCONCEPTIONS = (
    _wrong(
        one_epoch_late,
        "You stop one epoch too late: with a patience of 3 the third epoch "
        "in a row without progress is the last one.",
        _TALLY,
    ),
    _wrong(
        one_epoch_early,
        "You stop one epoch too early: with a patience of 3 there may be "
        "three epochs in a row without progress.",
        _TALLY,
    ),
    _wrong(
        no_patience,
        "You stop at the first epoch that brings nothing. One bad epoch is "
        "noise; `patience` says how many in a row are too many.",
        _TALLY,
    ),
    _wrong(
        never_reset,
        "You count the bad epochs of the whole run. Each new best wipes the "
        "count off.",
        _TALLY,
    ),
    _wrong(
        compared_with_yesterday,
        "You compare each value with the one before it. A value that is "
        "better than yesterday's may still be worse than the best.",
        "Values 0.50, 0.60, 0.59, 0.58, 0.57, patience 3: any progress?",
    ),
    _wrong(
        always_falling,
        "You wait for the value to fall, whatever the mode. An accuracy is "
        "better the larger it is.",
        'What does `mode` say when it is "max"?',
    ),
    _wrong(
        always_rising,
        "You wait for the value to rise, whatever the mode. A loss is better "
        "the smaller it is.",
        'What does `mode` say when it is "min"?',
    ),
    _wrong(
        training_watched,
        "You watch the training curve. It goes on improving when the network "
        "begins to learn by heart, and never says stop.",
        "Which entry of `history` is named by `monitor`?",
    ),
    _wrong(
        always_the_loss,
        "You watch the validation loss, whatever `monitor` says.",
        "Which entry of `history` is named by `monitor`?",
    ),
    _wrong(
        equal_is_better,
        "A value that merely equals the best counts as progress with you. "
        "A curve that is flat would never be stopped.",
        "Values 0.5, 0.5, 0.5, 0.5, patience 2: when should it stop?",
    ),
    _wrong(
        looked_ahead,
        "Your best epoch comes after the stop. Training never got there.",
        _ENDS,
    ),
    _wrong(
        went_on_after_the_stop,
        "Your loop goes on after the stop, and later values change the "
        "answer.",
        _ENDS,
    ),
    _wrong(
        last_index_for_none,
        "Where the patience lasts to the end you return the last index. It "
        "would look as if training had been stopped there.",
        "How can the caller tell whether training was stopped?",
    ),
    _wrong(
        best_from_the_end,
        "You count the patience back from the last epoch. That is right only "
        "if the training was stopped.",
        "Where is the best of the falling values 0.9, 0.8, 0.7?",
    ),
    _wrong(
        stop_for_best,
        "You return the stop as the best epoch. The best one was `patience` "
        "epochs earlier.",
        "Which weights would you like to have back?",
    ),
    _wrong(
        counted_from_one,
        "Your indices begin with 1. Lists begin with 0.",
        "Which index has the first value?",
    ),
    _wrong(
        pair_exchanged,
        "The two indices have changed places: the stop comes first.",
        "Can the best epoch come after the stop?",
    ),
    _wrong(
        value_for_index,
        "You return the best value. Asked for is the index of its epoch.",
        "With which number could you find the weights of that epoch?",
    ),
)
