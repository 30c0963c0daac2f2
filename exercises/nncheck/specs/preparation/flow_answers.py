"""Right and wrong answers to the exercise signal_flow."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.preparation.sections import BACK, SPREAD


def signal_flow(sizes, spreads):
    """The sizes of the outputs and of δ in every layer of a ReLU network."""
    n, s = np.array(sizes), np.array(spreads)
    up = np.cumprod(s * np.sqrt(n[:-1] / 2))
    back = s[1:] * np.sqrt(n[2:] / 2)  # from layer l + 1 to layer l
    down = np.append(np.cumprod(back[::-1])[::-1], 1)
    return up, down


# ------------------------------------------------------- other right answers


def layer_by_layer(sizes, spreads):
    up, down, size = [], [1.0], 1.0
    for n_in, spread in zip(sizes[:-1], spreads, strict=True):
        size *= (n_in * spread**2 / 2) ** 0.5
        up.append(size)
    for n_out, spread in zip(sizes[:1:-1], spreads[:0:-1], strict=True):
        down.append(down[-1] * (n_out * spread**2 / 2) ** 0.5)
    return up, down[::-1]


def by_mean_squares(sizes, spreads):
    depth = len(spreads)
    up, down = [0.0] * depth, [0.0] * depth
    for layer in range(depth):
        square = 1.0
        for below in range(layer + 1):
            square *= 0.5 * sizes[below] * spreads[below] ** 2
        up[layer] = square**0.5
        square = 1.0
        for above in range(layer + 1, depth):
            square *= 0.5 * sizes[above + 1] * spreads[above] ** 2
        down[layer] = square**0.5
    return [up, down]


def in_logarithms(sizes, spreads):
    n, s = np.log(np.float32(sizes)), np.log(np.float32(spreads))
    half = np.log(np.float32(2))
    up = np.cumsum((n[:-1] - half) / 2 + s)
    steps = np.concatenate([(n[2:] - half) / 2 + s[1:], [0]])
    return np.exp(np.stack([up, np.cumsum(steps[::-1])[::-1]]))


ALTERNATIVES = (layer_by_layer, by_mean_squares, in_logarithms)


# --------------------------------------------------------------- wrong answers


def _chain(factors):
    return list(np.cumprod(factors))


def _factors(numbers, spreads, half):
    pairs = zip(numbers, spreads, strict=True)
    return [np.sqrt(half * n) * s for n, s in pairs]


def _up(sizes, spreads, half=0.5):
    return _chain(_factors(sizes[:-1], spreads, half))


def _down(sizes, spreads, half=0.5):
    factors = _factors(sizes[2:], spreads[1:], half)
    return _chain([1.0, *factors[::-1]])[::-1]


def half_forgotten(sizes, spreads):
    return _up(sizes, spreads, half=1), _down(sizes, spreads, half=1)


def half_forgotten_down(sizes, spreads):
    return _up(sizes, spreads), _down(sizes, spreads, half=1)


def half_of_the_size(sizes, spreads):
    return _up(sizes, spreads, half=0.25), _down(sizes, spreads, half=0.25)


def mean_squares(sizes, spreads):
    up, down = signal_flow(sizes, spreads)
    return [size**2 for size in up], [size**2 for size in down]


def spread_not_squared(sizes, spreads):
    roots = [np.sqrt(s) for s in spreads]
    return _up(sizes, roots), _down(sizes, roots)


def no_root_of_the_number(sizes, spreads):
    squares = [n**2 / 2 for n in sizes]
    return _up(squares, spreads), _down(squares, spreads)


def outputs_count_up(sizes, spreads):
    return _up([*sizes[1:], 0], spreads), _down(sizes, spreads)


def inputs_count_down(sizes, spreads):
    shifted = [0, 0, *sizes[1:-1]]
    return _up(sizes, spreads), _down(shifted, spreads)


def own_weights_down(sizes, spreads):
    return _up(sizes, spreads), _down([0, *sizes[:-1]], [0, *spreads[:-1]])


def from_the_top(sizes, spreads):
    return _up(sizes, spreads), _down(sizes, spreads)[::-1]


def one_layer_at_a_time(sizes, spreads):
    up = _factors(sizes[:-1], spreads, 0.5)
    return up, [*_factors(sizes[2:], spreads[1:], 0.5), 1.0]


def with_the_inputs(sizes, spreads):
    return [1.0, *_up(sizes, spreads)], _down(sizes, spreads)


def down_as_up(sizes, spreads):
    up = _up(sizes, spreads)
    return up, [size / up[-1] for size in up]


def _wrong(answer, message, hint, section=SPREAD):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        half_forgotten,
        "You leave out what ReLU does: of the mean square of a sum it "
        "lets half through, and of the slopes half are 0.",
        "Which factor did He add to the variance, and why?",
    ),
    _wrong(
        half_forgotten_down,
        "On the way down you leave ReLU out. Half of its slopes are 0, "
        "so half of the mean square is lost there, too.",
        "What is the mean of the squared slope?",
        BACK,
    ),
    _wrong(
        half_of_the_size,
        "You halve the size; it is the mean *square* that ReLU halves.",
        "If the mean square is halved, what becomes of its root?",
    ),
    _wrong(
        mean_squares,
        "You give mean squares; asked for are their roots.",
        "If all outputs double, what should your number do?",
    ),
    _wrong(
        spread_not_squared,
        "You take the spread of the weights for their variance. The "
        "variance is its square.",
        "If all weights double, what should your numbers do?",
    ),
    _wrong(
        no_root_of_the_number,
        "You multiply by the number of summands. Independent summands "
        "partly cancel: the *mean square* grows with their number.",
        "How large is a sum of 100 numbers ±1, typically?",
    ),
    _wrong(
        outputs_count_up,
        "On the way up you count the outputs of a layer. A unit adds up "
        "its inputs.",
        "How many numbers does one unit of layer 1 add up?",
    ),
    _wrong(
        inputs_count_down,
        "On the way down you count the inputs of the weights. There "
        "a unit adds up what comes back from the units that it feeds.",
        "To how many units does one unit of layer 1 lead?",
        BACK,
    ),
    _wrong(
        own_weights_down,
        "You bring δ of a layer down through this layer's own weights. "
        "It comes through those of the layer above.",
        "Which matrix stands in the formula of δ of layer l?",
        BACK,
    ),
    _wrong(
        from_the_top,
        "Your list `down` begins with the last layer. Both lists begin "
        "with layer 1.",
        "At which end of the list should the 1 stand?",
        BACK,
    ),
    _wrong(
        one_layer_at_a_time,
        "You give each layer's own factor. What arrives in layer 3 has "
        "been multiplied three times.",
        "What does layer 2 get as its input?",
    ),
    _wrong(
        with_the_inputs,
        "Your list `up` begins with the inputs; it should begin with "
        "the outputs of layer 1.",
        "How many layers with weights are there?",
    ),
    _wrong(
        down_as_up,
        "You take the way down as the way up, run backward. It has "
        "factors of its own: other numbers of summands.",
        "To how many units does one unit of layer 1 lead?",
        BACK,
    ),
)
