"""output_loss: every output is compared with every target."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Losses
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_numbers.sections import ARROWS, BROADCAST


def output_loss(y, outputs):
    """The mean squared error of a network with one output: a number.

    y: targets, shape (n,).
    outputs: what the network gives, shape (n, 1).
    """
    error = outputs - y
    squares = error**2
    return squares.mean()


ERROR, MEAN = "outputs - y", "squares.mean()"
right = edit(output_loss, "right", (ERROR, "outputs[:, 0] - y"))


# ------------------------------------------------------- other right answers


targets_as_column = edit(
    output_loss, "targets_as_column", (ERROR, "outputs - y[:, None]")
)
flat = edit(output_loss, "flat", (ERROR, "outputs.ravel() - y.ravel()"))


def with_loops(y, outputs):
    total = np.float32(0)
    for target, row in zip(y, outputs, strict=True):
        total += (np.float32(row[0]) - np.float32(target)) ** 2
    return total / len(y)


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=BROADCAST):
    return wrong(output_loss, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: a column minus a row is a table, so every "
        "output is compared with every target.",
        "Print the shape of `error` for three samples.",
    ),
    _wrong(
        "first_output_only",
        [(ERROR, "outputs[0] - y")],
        "The shape is right, but you compare the first output with all "
        "targets.",
        "Which index of `outputs` counts the samples?",
    ),
    _wrong(
        "mean_output",
        [(ERROR, "outputs.mean() - y")],
        "You compare the mean of all outputs with the targets, so a network "
        "that always says the same looks best.",
        "What is the loss of perfect outputs?",
    ),
    _wrong(
        "sum_of_errors",
        [(ERROR, "outputs[:, 0].mean() - y.mean()")],
        "You compare the mean of the outputs with the mean of the targets, "
        "so errors of opposite sign cancel.",
        "Outputs 1 and 3, targets 3 and 1: what is the loss?",
        ARROWS,
    ),
    _wrong(
        "summed",
        [(ERROR, "outputs[:, 0] - y"), (MEAN, "squares.sum()")],
        "The pairs are right now, but you add up the squares instead of "
        "averaging them.",
        "What does the first word of the docstring's formula say?",
        ARROWS,
    ),
    _wrong(
        "divided_by_the_table",
        [(ERROR, "outputs[:, 0] - y"), (MEAN, "squares.sum() / len(y) ** 2")],
        "The pairs are right now, but you still divide by the number of "
        "entries of the table.",
        "How many squares do you add up?",
        ARROWS,
    ),
    _wrong(
        "root_taken",
        [(ERROR, "outputs[:, 0] - y"), (MEAN, "np.sqrt(squares.mean())")],
        "The pairs are right now, but you take the root. The loss is the "
        "mean square itself.",
        "What is the loss of a single sample that is 3 off?",
        ARROWS,
    ),
)


# ---------------------------------------------------------------- the symptom


def column_example(rng):
    y = rng.normal(size=4)
    return y, y[:, None].copy()


def _perfect_is_not_zero(program, bench):
    targets, outputs = bench.example(np.random.default_rng(0))
    with np.errstate(all="ignore"):
        return program(targets, outputs) > 1e-3


def measured():
    y = np.array([1.0, 2.0, 3.0, 4.0])
    column, constant = y[:, None], np.full((4, 1), y.mean())
    return (
        f"for the targets 1, 2, 3, 4 perfect outputs have the loss "
        f"{output_loss(y, column):.2f}, twice the variance; an output "
        f"that is always the mean has {output_loss(y, constant):.2f}. "
        f"The repaired program gives {right(y, column):.2f} and "
        f"{right(y, constant):.2f}."
    )


def _probes(rng):
    probes = []
    for n in (1, 2, 3, 4):
        y = rng.normal(size=n).round(1) * 3
        outputs = rng.normal(size=(n, 1)).round(1) * 3 + 1
        probes.append(Probe((y, outputs)))
    y = rng.normal(size=3).round(1) * 3
    return [*probes, Probe((y, y[:, None]))]


EXERCISE = Exhibit(
    page="museum_numbers",
    name="output_loss",
    title="Outputs and targets",
    minutes=4,
    section=ARROWS,
    reference=right,
    alternatives=(targets_as_column, flat, with_loops),
    arguments=("y", "outputs"),
    parts=(Part("the repaired loss", 2, _probes),),
    hints=(
        "What is the loss of outputs that are exactly the targets?",
        "Print the shapes of both arguments and of their difference.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=output_loss,
    bug="broadcasting (n,) with (n, 1)",
    symptom="d",
    choices=(
        Choice(
            "An error: the shapes do not fit.",
            "A row of n and a column of n fit, by the rules of broadcasting: "
            "to a table of n times n.",
        ),
        Choice(
            "The loss is n times too large.",
            "The table has n times as many entries, but the mean divides by "
            "as many.",
        ),
        Choice(
            "The loss is right, only its shape is (1, 1).",
            "The mean over all entries is a single number, of the wrong "
            "table.",
        ),
        Choice(
            "Perfect outputs have a loss far from 0; always saying the mean "
            "looks better.",
            "Each output is held against all targets, and the best answer to "
            "all targets at once is their mean. A network trained by it "
            "learns to say the mean.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "perfect outputs have a loss", Losses, _perfect_is_not_zero
    ),
    bench=Losses(column_example),
)
