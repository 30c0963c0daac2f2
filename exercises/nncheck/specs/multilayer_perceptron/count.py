"""num_params(sizes): how many numbers a dense network has to learn."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.multilayer_perceptron.sections import LAYERS, MYTHS


def num_params(sizes):
    """The number of weights and biases of a dense network."""
    return sum(d * m + m for d, m in zip(sizes[:-1], sizes[1:], strict=True))


# ------------------------------------------------------- other right answers


def with_loop(sizes):
    total = 0
    for layer in range(1, len(sizes)):
        inputs, units = sizes[layer - 1], sizes[layer]
        for _ in range(units):
            total += inputs  # its weights
            total += 1  # its bias
    return total


def vectorized(sizes):
    sizes = np.asarray(sizes)
    return np.dot(sizes[:-1] + 1, sizes[1:])


def by_building_it(sizes):
    from nnlib import Dense

    total = 0
    for d, m in zip(sizes[:-1], sizes[1:], strict=True):
        shapes = Dense(d, m).param_shapes()
        total += int(sum(np.prod(shape) for shape in shapes.values()))
    return total


def recursive(sizes):
    if len(sizes) < 2:
        return 0.0
    *first, d, m = sizes
    return recursive([*first, d]) + (d + 1.0) * m


# --------------------------------------------------------------- wrong answers


def _pairs(sizes):
    return list(zip(sizes[:-1], sizes[1:], strict=True))


def one_bias_per_layer(sizes):
    return sum(d * m + 1 for d, m in _pairs(sizes))


def inputs_have_biases(sizes):
    return sum(d * m for d, m in _pairs(sizes)) + sum(sizes)


def without_the_last_layer(sizes):
    return sum(d * m + m for d, m in _pairs(sizes[:-1]))


def weights_alone(sizes):
    return sum(d * m for d, m in _pairs(sizes))


def biases_of_the_source(sizes):
    return sum(d * m + d for d, m in _pairs(sizes))


def first_layer_alone(sizes):
    return sum(d * m + m for d, m in _pairs(sizes)[:1])


def bias_as_a_fed_unit(sizes):
    return sum((d + 1) * (m + 1) for d, m in _pairs(sizes))


def one_bias_in_all(sizes):
    return sum(d * m for d, m in _pairs(sizes)) + 1


def no_bias_at_the_output(sizes):
    return sum(d * m for d, m in _pairs(sizes)) + sum(sizes[1:-1])


def skipping_edges(sizes):
    total = sum(sizes[1:])
    for i, d in enumerate(sizes):
        total += d * sum(sizes[i + 1 :])
    return total


def counts_units(sizes):
    return sum(sizes[1:])


def multiplied_along(sizes):
    return int(np.prod(sizes)) + sum(sizes[1:])


# --------------------------------------------------------------------- probes


def _sizes(rng, depth, low=2, high=12):
    """Sizes that all differ, so that no two are mixed up by chance."""
    return rng.permutation(np.arange(low, high))[:depth].tolist()


def _probe(sizes):
    return Probe((sizes,), words=f"num_params({sizes})")


def _three_columns(rng):
    return [_probe([2, 3, 1]), _probe(_sizes(rng, 3))]


def _any_depth(rng):
    depth = int(rng.integers(5, 8))
    fixed = [784, int(rng.integers(20, 40)), 10]
    random = [_sizes(rng, count) for count in (2, 4, depth)]
    return [_probe(sizes) for sizes in [*random, fixed]]


def _no_layer(rng):
    return [_probe([784]), _probe([int(rng.integers(2, 50))])]


def _wrong(answer, message, hint, section=LAYERS):
    return Misconception(answer, message, section, hint)


EXERCISE = Exercise(
    page="multilayer_perceptron",
    name="num_params",
    title="How many parameters",
    minutes=4,
    section=LAYERS,
    reference=num_params,
    alternatives=(with_loop, vectorized, by_building_it, recursive),
    arguments=("sizes",),
    parts=(
        Part("one hidden layer", 1, _three_columns),
        Part("any number of layers", 0.5, _any_depth),
        Part("inputs alone compute nothing", 0.5, _no_layer),
    ),
    hints=(
        "Draw the network 2-3-1. How many edges has it, and how many of its "
        "circles compute something?",
        "A network of k columns has k − 1 gaps. For the gap between d and m "
        "units: how many edges, and how many units stand at its right end?",
        "`zip(sizes[:-1], sizes[1:])` runs through the gaps. For `[784]` "
        "there is none, and the sum of nothing is 0.",
    ),
    misconceptions=(
        _wrong(
            one_bias_per_layer,
            "You count one bias per layer. Every unit that computes has a "
            "bias of its own.",
            "Two units of a layer look at the same inputs. Must they fire at "
            "the same weighted sum?",
            MYTHS,
        ),
        _wrong(
            inputs_have_biases,
            "You give the inputs biases, too. The input layer holds the "
            "features and computes nothing.",
            "How many parameters has a network that is nothing but inputs?",
        ),
        _wrong(
            without_the_last_layer,
            "The last gap is missing, the one that leads to the output.",
            "A network of k columns has how many gaps? Count how often your "
            "loop runs.",
        ),
        _wrong(
            weights_alone,
            "These are the weights alone. Biases are parameters as well.",
            "Which numbers besides the weights does a neuron need to compute "
            "its sum?",
        ),
        _wrong(
            biases_of_the_source,
            "You add the biases of the units on the left of each gap. So "
            "the inputs get some and the outputs none.",
            "At which end of an edge is the sum computed?",
        ),
        _wrong(
            first_layer_alone,
            "You return after the first layer. The others have parameters, "
            "too.",
            "Where does your `return` stand: in the loop or behind it?",
        ),
        _wrong(
            bias_as_a_fed_unit,
            "A bias may be seen as the weight of an extra unit that always "
            "says 1. But no edges lead *into* that unit.",
            "Which of the two factors may be larger by one?",
        ),
        _wrong(
            one_bias_in_all,
            "You count a single bias for the whole network.",
            "How many units are there that compute a sum?",
            MYTHS,
        ),
        _wrong(
            no_bias_at_the_output,
            "The output units are without biases. They are neurons like the "
            "hidden ones.",
            "Which columns of circles compute something?",
        ),
        _wrong(
            skipping_edges,
            "You join every unit to all later layers. In a dense network, "
            "edges lead to the next layer only.",
            "How many edges lead from the inputs of 2-3-1 directly to the "
            "output?",
        ),
        _wrong(
            counts_units,
            "You count the units, that is the biases. The weights are "
            "missing.",
            "How many edges lie between 4 and 5 units?",
        ),
        _wrong(
            multiplied_along,
            "You multiply all sizes with one another. That counts the "
            "routes from an input to an output, not the edges.",
            "How many edges has each gap by itself?",
        ),
    ),
)
