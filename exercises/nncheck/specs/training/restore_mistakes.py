"""Wrong answers to the exercise fit_best."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.training.restore_answers import fit_best
from nncheck.specs.training.sections import WATCH


def _copies(weights):
    return [w.copy() for w in weights]


def _fill(weights, kept):
    for w, values in zip(weights, kept, strict=True):
        w[...] = values


def _run(weights, train_epoch, val_loss, epochs, patience, *, reset=True):
    """Train; gives the best weights, the losses, and whether it stopped."""
    best, best_loss, waited, losses = None, np.inf, 0, []
    for _ in range(epochs):
        train_epoch()
        losses.append(val_loss())
        if losses[-1] < best_loss:
            best, best_loss = _copies(weights), losses[-1]
            waited = 0 if reset else waited
        else:
            waited += 1
            if waited >= patience:
                return best, losses, True
    return best, losses, False


def kept_no_copy(weights, train_epoch, val_loss, epochs, patience):
    best_loss, waited = np.inf, 0
    for _ in range(epochs):
        train_epoch()
        loss = val_loss()
        if loss < best_loss:
            best, best_loss, waited = list(weights), loss, 0
        else:
            waited += 1
            if waited == patience:
                break
    _fill(weights, best)
    return best_loss


def loss_of_the_last(weights, train_epoch, val_loss, epochs, patience):
    best, losses, _ = _run(weights, train_epoch, val_loss, epochs, patience)
    _fill(weights, best)
    return losses[-1]


def last_weights_and_loss(weights, train_epoch, val_loss, epochs, patience):
    _run(weights, train_epoch, val_loss, epochs, patience)
    return val_loss()


def restored_only_if_stopped(weights, train_epoch, val_loss, epochs, patience):
    best, losses, stopped = _run(
        weights, train_epoch, val_loss, epochs, patience
    )
    if stopped:
        _fill(weights, best)
    return min(losses)


def one_epoch_late(weights, train_epoch, val_loss, epochs, patience):
    return fit_best(weights, train_epoch, val_loss, epochs, patience + 1)


def one_epoch_early(weights, train_epoch, val_loss, epochs, patience):
    return fit_best(weights, train_epoch, val_loss, epochs, patience - 1)


def never_stopped(weights, train_epoch, val_loss, epochs, patience):
    return fit_best(weights, train_epoch, val_loss, epochs, epochs + 1)


def never_reset(weights, train_epoch, val_loss, epochs, patience):
    best, losses, _ = _run(
        weights, train_epoch, val_loss, epochs, patience, reset=False
    )
    _fill(weights, best)
    return min(losses)


def training_watched(weights, train_epoch, val_loss, epochs, patience):
    last = []

    def train_and_note():
        last.append(train_epoch())

    return fit_best(
        weights, train_and_note, lambda: last[-1], epochs, patience
    )


def training_loss_reported(weights, train_epoch, val_loss, epochs, patience):
    last, pairs = [], []

    def train_and_note():
        last.append(train_epoch())

    def judge():
        pairs.append((val_loss(), last[-1]))
        return pairs[-1][0]

    fit_best(weights, train_and_note, judge, epochs, patience)
    return min(pairs)[1]


def worst_kept(weights, train_epoch, val_loss, epochs, patience):
    worst, worst_loss, waited = None, -np.inf, 0
    for _ in range(epochs):
        train_epoch()
        loss = val_loss()
        if loss > worst_loss:
            worst, worst_loss, waited = _copies(weights), loss, 0
        else:
            waited += 1
            if waited == patience:
                break
    _fill(weights, worst)
    return worst_loss


def judged_too_early(weights, train_epoch, val_loss, epochs, patience):
    best_loss, waited = np.inf, 0
    for _ in range(epochs):
        loss = val_loss()
        train_epoch()
        if loss < best_loss:
            best, best_loss, waited = _copies(weights), loss, 0
        else:
            waited += 1
            if waited == patience:
                break
    _fill(weights, best)
    return best_loss


def start_restored(weights, train_epoch, val_loss, epochs, patience):
    before = _copies(weights)
    _, losses, _ = _run(weights, train_epoch, val_loss, epochs, patience)
    _fill(weights, before)
    return min(losses)


def before_the_best(weights, train_epoch, val_loss, epochs, patience):
    best_loss, waited = np.inf, 0
    for _ in range(epochs):
        before = _copies(weights)
        train_epoch()
        loss = val_loss()
        if loss < best_loss:
            best, best_loss, waited = before, loss, 0
        else:
            waited += 1
            if waited == patience:
                break
    _fill(weights, best)
    return best_loss


def first_array_only(weights, train_epoch, val_loss, epochs, patience):
    best, losses, _ = _run(weights, train_epoch, val_loss, epochs, patience)
    weights[0][...] = best[0]
    return min(losses)


def weights_returned(weights, train_epoch, val_loss, epochs, patience):
    best, _, _ = _run(weights, train_epoch, val_loss, epochs, patience)
    return best


def epoch_returned(weights, train_epoch, val_loss, epochs, patience):
    best, losses, _ = _run(weights, train_epoch, val_loss, epochs, patience)
    _fill(weights, best)
    return int(np.argmin(losses))


def _wrong(answer, message, hint):
    return Misconception(answer, message, WATCH, hint)


_TALLY = "Write below each loss how many epochs in a row brought nothing."
_KEPT = "Print what you keep now, train one more epoch, and print it again."
_ASK = "After your function has returned, what does `val_loss()` say?"

MISCONCEPTIONS = (
    _wrong(
        kept_no_copy,
        "You report the best loss, but the weights are those of the last "
        "epoch. Either what you keep is no copy and goes on changing with "
        "them, or it does not find its way back into their arrays.",
        _KEPT,
    ),
    _wrong(
        loss_of_the_last,
        "The weights are the best ones, but the loss that you return is that "
        "of the last epoch.",
        _ASK,
    ),
    _wrong(
        last_weights_and_loss,
        "You stop in time, but weights and loss are those of the last epoch. "
        "The best moment was before.",
        _ASK,
    ),
    _wrong(
        restored_only_if_stopped,
        "You put the best weights back only if the patience ran out. The "
        "epochs may run out first, and the best may have been before.",
        "Ten epochs, the best is number 8, patience 5: which weights remain?",
    ),
    _wrong(
        one_epoch_late,
        "You train one epoch too many: with a patience of 3 the third epoch "
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
        never_stopped,
        "You train all epochs, whatever the patience, and find a later best. "
        "The point of stopping is to save them.",
        "What does `patience` do in your code?",
    ),
    _wrong(
        never_reset,
        "You count the bad epochs of the whole run. Each new best wipes the "
        "count off.",
        _TALLY,
    ),
    _wrong(
        training_watched,
        "You judge by what `train_epoch` returns, the training loss. It goes "
        "on falling while the network learns by heart.",
        "Which of the two functions looks at data that were not trained on?",
    ),
    _wrong(
        training_loss_reported,
        "You choose by the validation loss, but report the training loss.",
        _ASK,
    ),
    _wrong(
        worst_kept,
        "You keep the weights with the largest loss.",
        "Is a good loss high or low?",
    ),
    _wrong(
        judged_too_early,
        "You ask for the loss before the epoch and keep the weights after "
        "it: loss and weights do not belong together.",
        _ASK,
    ),
    _wrong(
        start_restored,
        "At the end the weights are where they began: all training is undone.",
        "When do you make your copy?",
    ),
    _wrong(
        before_the_best,
        "You keep the weights from before the best epoch: your copy is made "
        "too early in the round.",
        _ASK,
    ),
    _wrong(
        first_array_only,
        "You restore one array. The others are still those of the last "
        "epoch, and such a network has never been judged.",
        "How many arrays are in `weights`?",
    ),
    _wrong(
        weights_returned,
        "You return the best weights. They should be in the arrays of "
        "`weights` at the end, and the best loss is what is returned.",
        "Who holds on to the arrays in `weights`: your function, or the "
        "network?",
    ),
    _wrong(
        epoch_returned,
        "You return the number of the best epoch. Asked for is its loss.",
        _ASK,
    ),
)
