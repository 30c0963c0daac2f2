"""Wrong answers to the exercise fit_best."""

import numpy as np

from nncheck.specs.training.restore_answers import fit_best


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
