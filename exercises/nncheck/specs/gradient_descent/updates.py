"""updates_per_run(n, batch_size, epochs): how many steps a run takes."""

import math

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.gradient_descent.sections import BATCHES


def updates_per_run(n, batch_size, epochs):
    """How many updates mini-batch descent makes."""
    return math.ceil(n / batch_size) * epochs


# ------------------------------------------------------- other right answers


def whole_and_rest(n, batch_size, epochs):
    whole, rest = divmod(n, batch_size)
    return float(epochs * (whole + (rest > 0)))


def counted(n, batch_size, epochs):
    updates = 0
    for _ in range(epochs):
        left = n
        while left > 0:
            left -= min(left, batch_size)
            updates += 1
    return updates


def upside_down(n, batch_size, epochs):
    return -(-n // batch_size) * epochs


def with_nnlib(n, batch_size, epochs):
    import nnlib

    return nnlib.updates_per_run(n, batch_size, epochs)


# --------------------------------------------------------------- wrong answers


def rest_dropped(n, batch_size, epochs):
    return n // batch_size * epochs


def rounded(n, batch_size, epochs):
    return round(n / batch_size) * epochs


def always_one_more(n, batch_size, epochs):
    return (n // batch_size + 1) * epochs


def batches_across_epochs(n, batch_size, epochs):
    return math.ceil(n * epochs / batch_size)


def rest_of_the_run_dropped(n, batch_size, epochs):
    return n * epochs // batch_size


def one_rest_for_all_epochs(n, batch_size, epochs):
    return n // batch_size * epochs + (n % batch_size > 0)


def fraction_of_a_batch(n, batch_size, epochs):
    return n / batch_size * epochs


def one_epoch(n, batch_size, epochs):
    return math.ceil(n / batch_size)


def one_per_sample(n, batch_size, epochs):
    return n * epochs


def one_per_epoch(n, batch_size, epochs):
    return epochs


def samples_per_update(n, batch_size, epochs):
    return min(n, batch_size) * epochs


# --------------------------------------------------------------------- probes


def _even(rng):
    m, epochs = int(rng.integers(2, 9)), int(rng.integers(3, 7))
    return [
        Probe((12, 4, 3)),
        Probe((m * int(rng.integers(9, 15)), m, epochs)),
    ]


def _rest(rng):
    m = int(rng.integers(7, 12))
    return [
        Probe((10, 4, 3)),
        Probe((9, 4, 5)),  # a single one is left over
        Probe((1000, 256, 5)),
        Probe((m * int(rng.integers(3, 9)) + 2, m, 4)),
        Probe((60_000, 128, 5)),
    ]


def _edges(rng):
    n, epochs = int(rng.integers(5, 30)), int(rng.integers(3, 9))
    return [
        Probe((n, 100, epochs)),
        Probe((n, 1, epochs)),
        Probe((n, n, epochs)),
    ]


def _wrong(answer, message, hint):
    return Misconception(answer, message, BATCHES, hint)


EXERCISE = Exercise(
    page="gradient_descent",
    name="updates_per_run",
    title="How many updates?",
    minutes=3,
    section=BATCHES,
    reference=updates_per_run,
    alternatives=(whole_and_rest, counted, upside_down, with_nnlib),
    arguments=("n", "batch_size", "epochs"),
    parts=(
        Part("batches that come out even", 0.5, _even),
        Part("the last, smaller batch", 1, _rest),
        Part("one batch, and batches of one", 0.5, _edges),
    ),
    hints=(
        "Deal ten samples into batches of four. How many batches are there, "
        "and what is in the last one?",
        "Every epoch deals anew, so count one epoch and multiply.",
        "`//` rounds down. Which function of `math` rounds up?",
    ),
    misconceptions=(
        _wrong(
            rest_dropped,
            "You lose the last, smaller batch of every epoch: the division "
            "rounds down.",
            "Deal ten samples into batches of four: how many batches?",
        ),
        _wrong(
            rounded,
            "You round to the nearest number. The rest makes a batch, "
            "however small it is.",
            "Deal nine samples into batches of four: how many batches?",
        ),
        _wrong(
            always_one_more,
            "You add a batch for the rest, even when there is no rest.",
            "Deal twelve samples into batches of four: how many batches?",
        ),
        _wrong(
            batches_across_epochs,
            "Your batches run on over the end of an epoch. Every epoch is "
            "shuffled and dealt anew, so each has a rest of its own.",
            "Write down the batch sizes of two epochs with ten samples and "
            "m = 4.",
        ),
        _wrong(
            rest_of_the_run_dropped,
            "You divide all samples of the run at once and round down. Every "
            "epoch is dealt anew and has a rest of its own.",
            "Write down the batch sizes of two epochs with ten samples and "
            "m = 4.",
        ),
        _wrong(
            one_rest_for_all_epochs,
            "You count the rest once for the whole run. It comes again in "
            "every epoch.",
            "Write down the batch sizes of two epochs with ten samples and "
            "m = 4.",
        ),
        _wrong(
            fraction_of_a_batch,
            "There are no fractions of an update: the last batch is smaller, "
            "but it moves the weights all the same.",
            "Deal ten samples into batches of four: how many batches?",
        ),
        _wrong(
            one_epoch,
            "That is the number of updates in one epoch.",
            "How often are all samples dealt?",
        ),
        _wrong(
            one_per_sample,
            "You count one update for every sample. That is stochastic "
            "descent; a mini-batch makes one update for all its samples.",
            "How many gradients does a batch of four give?",
        ),
        _wrong(
            one_per_epoch,
            "You count one update for every epoch. That is batch descent; "
            "with mini-batches there is one update for each.",
            "What is the difference between an epoch and an iteration?",
        ),
        _wrong(
            samples_per_update,
            "You multiply the size of a batch by the epochs. Asked for is "
            "how many batches there are.",
            "Do larger batches make more updates or fewer?",
        ),
    ),
)
