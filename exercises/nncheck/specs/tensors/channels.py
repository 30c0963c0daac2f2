"""to_channels_first(batch): the axes of pictures in another order."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.tensors import channels_answers as answers
from nncheck.specs.tensors.arrays import as_array
from nncheck.specs.tensors.sections import RESHAPE, WEIGHT


def _judge(batch):
    """Names the first pixel that is not in its place."""
    want = answers.to_channels_first(batch)

    def judge(observation):
        value = as_array(observation.value)
        complaint = compare(want, value)
        if complaint is None or getattr(value, "shape", ()) != want.shape:
            return complaint
        bad = tuple(int(k) for k in np.argwhere(want != value)[0])
        i, c, h, w = bad
        return Complaint(
            f"gave {show(value[bad])} at [{i}, {c}, {h}, {w}]",
            f"{show(want[bad])}, which is batch[{i}, {h}, {w}, {c}]",
        )

    return judge


def _pictures(rng, *shape):
    # all values differ: every pixel can be told from every other one
    size = int(np.prod(shape))
    batch = rng.permutation(size).astype(np.uint8).reshape(shape)
    words = f"to_channels_first(batch) with batch of shape {shape}"
    expects = f"shape {answers.to_channels_first(batch).shape}"
    judge = _judge(batch)
    return Probe((batch,), words, judge, expects, symptom=as_array)


def _color(rng):
    height, width = (int(k) for k in rng.permutation([2, 4, 5])[:2])
    return [
        _pictures(rng, 1, 1, 2, 3),
        _pictures(rng, 1, height, width, 3),
        _pictures(rng, 2, height, width, 3),
    ]


def _square(rng):
    side = int(rng.integers(3, 5))
    return [_pictures(rng, 3, side, side, 3), _pictures(rng, 4, 4, 4, 4)]


def _other(rng):
    return [
        _pictures(rng, 2, 3, 4, 1),  # gray
        _pictures(rng, 2, 3, 2, 2),
        _pictures(rng, 1, 4, 3, int(rng.integers(5, 8))),
    ]


def _wrong(answer, message, hint, section=RESHAPE):
    return Misconception(answer, message, section, hint)


EXERCISE = Exercise(
    page="tensors",
    name="to_channels_first",
    title="Channels first",
    minutes=4,
    section=RESHAPE,
    reference=answers.to_channels_first,
    alternatives=(
        answers.with_loops,
        answers.channel_by_channel,
        answers.by_moving_the_axis,
        answers.two_swaps,
        answers.with_einsum,
    ),
    arguments=("batch",),
    parts=(
        Part("color pictures", 1, _color),
        Part("square pictures", 0.5, _square),
        Part("gray pictures and other numbers of channels", 0.5, _other),
    ),
    hints=(
        "Write down for one pixel: at which four indices does it stand, and "
        "at which shall it stand?",
        "Two methods give the shape that is asked for. One of them cuts the "
        "line of numbers elsewhere, the other reads it in another order: "
        "which one keeps a picture a picture?",
        "`transpose` takes a number for each new axis: which of the old axes "
        "it was. The samples stay in front, so the first number is 0.",
    ),
    misconceptions=(
        _wrong(
            answers.reshaped,
            "The shape is right and the pixels are scrambled: `reshape` "
            "keeps the numbers in their line and only cuts it elsewhere.",
            "Show channel 0 of your result as a picture.",
        ),
        _wrong(
            answers.reshaped_in_place,
            "You give the caller's own batch another shape. It is the shape "
            "that is asked for, but the pixels are scrambled, and the caller "
            "has lost the pictures.",
            "Show channel 0 of your result as a picture.",
        ),
        _wrong(
            answers.swapped,
            "You exchange two axes. The channels come first, but height and "
            "width have traded places: every picture lies on its side.",
            "In which order do height and width stand in your result?",
        ),
        _wrong(
            answers.all_reversed,
            "`.T` reverses all four axes, so the samples come last.",
            "Which axis should stay where it is?",
        ),
        _wrong(
            answers.channels_before_samples,
            "You put the channels in front of everything. First comes the "
            "axis of the samples, as always.",
            "What should `len` of the result be?",
            WEIGHT,
        ),
        _wrong(
            answers.backwards,
            "This is the way back: it takes channels first to channels last. "
            "`transpose` wants to know for each *new* axis which old one it "
            "was.",
            "The new axis 1 is the channels. Which number have they now?",
        ),
        _wrong(
            answers.pictures_transposed,
            "You exchange height and width and leave the channels last.",
            "What does each of the four axes mean, before and after?",
        ),
        _wrong(
            answers.reshaped_transposed,
            "The shape is right and the pixels are scrambled: after an "
            "exchange of axes you still reshape.",
            "Can the job be done without `reshape`?",
        ),
        _wrong(
            answers.first_picture,
            "You give the first picture only. A batch has as many as its "
            "first axis says.",
            "What should `len` of the result be?",
            WEIGHT,
        ),
        _wrong(
            answers.colors_reversed,
            "The axes are right, but the channels come in reverse: red has "
            "become blue.",
            "Which channel should be number 0?",
        ),
        _wrong(
            answers.first_channel,
            "You keep the first channel only. The others are gone.",
            "How many numbers had the batch, and how many has your result?",
            WEIGHT,
        ),
        _wrong(
            answers.mean_of_channels,
            "You average over the channels, which makes gray pictures. "
            "Nothing is to be computed here.",
            "How many numbers had the batch, and how many has your result?",
            WEIGHT,
        ),
        _wrong(
            answers.unchanged,
            "The batch comes back as it was. If you changed its axes, the "
            "result was not kept: `transpose` returns a new array.",
            "What do you return?",
        ),
    ),
)
