"""Right and wrong answers to the exercise what_moves."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.preparation.sections import ZEROS

NAMES = ["W1", "b1", "W2", "b2"]
UNITS = 4


def what_moves(hidden, start):
    """The parameters that move, and how many hidden units differ."""
    if hidden == "none":
        return ["W1", "b1"], 0
    if start == "random":
        return ["W1", "b1", "W2", "b2"], 4
    if start == "zeros" and hidden in ("tanh", "relu"):
        return ["b2"], 1
    return ["W1", "b1", "W2", "b2"], 1


# ------------------------------------------------------- other right answers


def by_table(hidden, start):
    everything = ("b2", "W2", "b1", "W1")
    table = {
        ("tanh", "zeros"): (["b2"], 1),
        ("relu", "zeros"): (["b2"], 1),
        ("sigmoid", "zeros"): (everything, 1),
    }
    for name in ("tanh", "relu", "sigmoid"):
        table[name, "halves"] = (everything, 1)
        table[name, "random"] = (everything, UNITS)
    return table.get((hidden, start), (("b1", "W1"), 0))


def by_reasoning(hidden, start):
    first = ["W1", "b1"]
    if hidden == "none":
        return [first, 0]
    outputs_zero = start == "zeros" and hidden != "sigmoid"
    moved = [*([] if outputs_zero else [*first, "W2"]), "b2"]
    return [moved, np.float32(UNITS if start == "random" else 1)]


def by_training(hidden, start):
    from nnlib import SGD, Dense, ReLU, Sequential, Sigmoid, Tanh

    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 2))
    y = (X @ [1.0, 2.0] > 0.4)[:, None]
    layers = [Dense(2, 1), Sigmoid()]
    if hidden != "none":
        kind = {"tanh": Tanh, "relu": ReLU, "sigmoid": Sigmoid}[hidden]
        layers = [Dense(2, UNITS), kind(), Dense(UNITS, 1), Sigmoid()]
    model = Sequential(layers, rng=1)
    for values in model.params:
        values[...] = {
            "zeros": 0,
            "halves": 0.5,
            "random": rng.normal(size=values.shape),
        }[start]
    before = [values.copy() for values in model.params]
    model.compile(SGD(0.5), "binary_crossentropy")
    model.fit(X, y, epochs=5, batch_size=60, rng=0)
    pairs = zip(NAMES, before, model.params, strict=False)
    moved = [name for name, old, new in pairs if np.any(old != new)]
    if hidden == "none":
        return moved, 0
    return moved, len({tuple(unit.round(9)) for unit in model.params[0].T})


ALTERNATIVES = (by_table, by_reasoning, by_training)


# --------------------------------------------------------------- wrong answers


def _but(name, changes, moved=None, units=None):
    """The right answer, but for some cases."""

    def answer(hidden, start):
        right = what_moves(hidden, start)
        if not changes(hidden, start):
            return right
        return (
            right[0] if moved is None else list(moved),
            right[1] if units is None else units,
        )

    answer.__name__ = name
    return answer


def _flat(hidden, start):
    return start == "zeros" and hidden in ("tanh", "relu")


def _equal(hidden, start):
    return start != "random" and hidden != "none"


def _case(a, b):
    return lambda hidden, start: (hidden, start) == (a, b)


def _wrong(answer, message, hint):
    return Misconception(answer, message, ZEROS, hint)


MISCONCEPTIONS = (
    _wrong(
        _but("all_of_them_move", _flat, NAMES),
        "With tanh and ReLU you let everything move from zeros. But the "
        "gradient of W2 contains the hidden outputs, and that of W1 passes "
        "through W2.",
        "What are tanh(0) and ReLU(0)?",
    ),
    _wrong(
        _but("nothing_moves", _flat, []),
        "With tanh and ReLU you let nothing move from zeros. One parameter "
        "needs neither inputs nor other weights to have a gradient.",
        "What is the output at the start, and what should it be?",
    ),
    _wrong(
        _but("output_layer_moves", _flat, ["W2", "b2"]),
        "With tanh and ReLU you let the whole output layer move from zeros. "
        "The gradient of W2 is the hidden outputs times δ.",
        "What are tanh(0) and ReLU(0)?",
    ),
    _wrong(
        _but("biases_move", _flat, ["b1", "b2"]),
        "With tanh and ReLU you let both biases move from zeros. The way to "
        "the hidden bias leads through W2.",
        "What does W2 = 0 make of the gradient that comes down?",
    ),
    _wrong(
        _but("relu_is_alive", _case("relu", "zeros"), NAMES),
        "For tanh you are right; ReLU has the same trouble at zeros: its "
        "output is 0, and in this book its slope at 0 is 0 as well.",
        "What is the gradient of W2 if all hidden outputs are 0?",
    ),
    _wrong(
        _but("sigmoid_like_tanh", _case("sigmoid", "zeros"), ["b2"]),
        "For tanh and ReLU you are right. But a sigmoid of 0 is not 0.",
        "What is the gradient of W2 if all hidden outputs are ½?",
    ),
    _wrong(
        _but("only_the_first_step", _case("sigmoid", "zeros"), ["W2", "b2"]),
        "For sigmoid units you describe the first step. After it W2 is no "
        "longer 0, and the way down to W1 is open.",
        "What happens in the second step?",
    ),
    _wrong(
        _but("logistic_stands_still", _case("none", "zeros"), []),
        "Without a hidden layer you let nothing move. There is no symmetry "
        "to break there: each weight has an input of its own.",
        "Does the gradient of the weights contain the weights as a factor?",
    ),
    _wrong(
        _but("logistic_bias_alone", _case("none", "zeros"), ["b1"]),
        "Without a hidden layer you let only the bias move. The gradient of "
        "the weights is made of the inputs, and they are not 0.",
        "Does the gradient of the weights contain the weights as a factor?",
    ),
    _wrong(
        _but(
            "only_zero_is_fatal",
            lambda h, s: s == "halves" and h != "none",
            units=UNITS,
        ),
        "You think that any start but zero tells the units apart. If all "
        "units begin equal, at ½ or anywhere, they receive equal "
        "corrections.",
        "In what do two units differ that have the same weights?",
    ),
    _wrong(
        _but("training_tells_apart", _equal, units=UNITS),
        "You expect training to make equal units different. Equal units "
        "compute the same and receive the same correction, for ever.",
        "In what do two units differ that have the same weights?",
    ),
    _wrong(
        _but(
            "halves_like_zeros",
            lambda h, s: s == "halves" and h in ("tanh", "relu"),
            ["b2"],
        ),
        "You treat a start of ½ like a start of zero. The units are equal, "
        "but their outputs are not 0, so there are gradients.",
        "What is the gradient of W2 if all hidden outputs are alike, but "
        "not 0?",
    ),
)
