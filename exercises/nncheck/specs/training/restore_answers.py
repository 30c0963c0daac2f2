"""Right answers to the exercise fit_best."""

import copy

import numpy as np


def fit_best(weights, train_epoch, val_loss, epochs, patience):
    """Train with early stopping; leaves the best weights, gives their loss."""
    best_loss, waited = np.inf, 0
    for _ in range(epochs):
        train_epoch()  # changes the arrays in place
        loss = val_loss()
        if loss < best_loss:
            best_loss, waited = loss, 0
            best = [w.copy() for w in weights]
        else:
            waited += 1
            if waited == patience:
                break
    for w, values in zip(weights, best, strict=True):
        w[...] = values
    return best_loss


# ------------------------------------------------------- other right answers


def every_epoch_kept(weights, train_epoch, val_loss, epochs, patience):
    losses: list[float] = []
    kept = []
    while len(losses) < epochs:
        train_epoch()
        losses.append(val_loss())
        kept.append(copy.deepcopy(weights))
        if len(losses) - 1 - int(np.argmin(losses)) >= patience:
            break
    best = int(np.argmin(losses))
    for i in range(len(weights)):
        np.copyto(weights[i], kept[best][i])
    return losses[best]


def one_long_vector(weights, train_epoch, val_loss, epochs, patience):
    lowest, best, when = float("inf"), np.zeros(0), 0
    epoch = 0
    while epoch < epochs and epoch - when < patience:
        train_epoch()
        epoch += 1
        loss = val_loss()
        if loss < lowest:
            lowest, when = loss, epoch
            best = np.concatenate([w.ravel() for w in weights])
    start = 0
    for w in weights:
        w.flat = best[start : start + w.size]
        start += w.size
    return np.float32(val_loss())


def places_made_before(weights, train_epoch, val_loss, epochs, patience):
    shelf = [np.zeros_like(w) for w in weights]
    best, bad = None, 0
    for _ in range(epochs):
        train_epoch()
        loss = val_loss()
        if best is None or loss < best:
            best, bad = loss, 0
            for place, w in zip(shelf, weights, strict=True):
                place[:] = w
            continue
        bad += 1
        if bad >= patience:
            break
    for place, w in zip(shelf, weights, strict=True):
        w[:] = place
    return best


ALTERNATIVES = (every_epoch_kept, one_long_vector, places_made_before)
