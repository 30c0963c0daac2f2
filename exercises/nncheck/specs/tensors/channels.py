"""to_channels_first(batch): the axes of pictures in another order."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.tensors.arrays import as_array
from nncheck.specs.tensors.sections import RESHAPE, WEIGHT


def to_channels_first(batch):
    """(n, height, width, c) as (n, c, height, width), pixel by pixel."""
    return batch.transpose(0, 3, 1, 2)


# ------------------------------------------------------- other right answers


def with_loops(batch):
    n, height, width, channels = batch.shape
    result = np.zeros((n, channels, height, width), dtype=batch.dtype)
    for i in range(n):
        for c in range(channels):
            for h in range(height):
                for w in range(width):
                    result[i, c, h, w] = batch[i, h, w, c]
    return result


def channel_by_channel(batch):
    planes = [batch[..., c] for c in range(batch.shape[-1])]
    return np.stack(planes, axis=1).astype(np.float32)


def by_moving_the_axis(batch):
    return np.moveaxis(batch, -1, 1).copy()


def two_swaps(batch):
    return batch.swapaxes(2, 3).swapaxes(1, 2).tolist()


def with_einsum(batch):
    return np.einsum("nhwc->nchw", batch)


# --------------------------------------------------------------- wrong answers


def reshaped(batch):
    n, height, width, channels = batch.shape
    return batch.reshape(n, channels, height, width)


def reshaped_in_place(batch):
    n, height, width, channels = batch.shape
    batch.shape = n, channels, height, width
    return batch


def swapped(batch):
    return batch.swapaxes(1, 3)


def all_reversed(batch):
    return batch.T


def channels_before_samples(batch):
    return batch.transpose(3, 0, 1, 2)


def backwards(batch):
    return batch.transpose(0, 2, 3, 1)


def pictures_transposed(batch):
    return batch.transpose(0, 2, 1, 3)


def reshaped_transposed(batch):
    n, height, width, channels = batch.shape
    return batch.swapaxes(1, 2).reshape(n, channels, height, width)


def first_picture(batch):
    return batch[0].transpose(2, 0, 1)


def colors_reversed(batch):
    return batch[..., ::-1].transpose(0, 3, 1, 2)


def first_channel(batch):
    return batch[:, None, :, :, 0]


def mean_of_channels(batch):
    return batch.mean(axis=3)[:, None]


def unchanged(batch):
    return batch


# --------------------------------------------------------------------- probes


def _judge(batch):
    """Names the first pixel that is not in its place."""
    want = to_channels_first(batch)

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
    expects = f"shape {to_channels_first(batch).shape}"
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
    reference=to_channels_first,
    alternatives=(
        with_loops,
        channel_by_channel,
        by_moving_the_axis,
        two_swaps,
        with_einsum,
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
            reshaped,
            "The shape is right and the pixels are scrambled: `reshape` "
            "keeps the numbers in their line and only cuts it elsewhere.",
            "Show channel 0 of your result as a picture.",
        ),
        _wrong(
            reshaped_in_place,
            "You give the caller's own batch another shape. It is the shape "
            "that is asked for, but the pixels are scrambled, and the caller "
            "has lost the pictures.",
            "Show channel 0 of your result as a picture.",
        ),
        _wrong(
            swapped,
            "You exchange two axes. The channels come first, but height and "
            "width have traded places: every picture lies on its side.",
            "In which order do height and width stand in your result?",
        ),
        _wrong(
            all_reversed,
            "`.T` reverses all four axes, so the samples come last.",
            "Which axis should stay where it is?",
        ),
        _wrong(
            channels_before_samples,
            "You put the channels in front of everything. First comes the "
            "axis of the samples, as always.",
            "What should `len` of the result be?",
            WEIGHT,
        ),
        _wrong(
            backwards,
            "This is the way back: it takes channels first to channels last. "
            "`transpose` wants to know for each *new* axis which old one it "
            "was.",
            "The new axis 1 is the channels. Which number have they now?",
        ),
        _wrong(
            pictures_transposed,
            "You exchange height and width and leave the channels last.",
            "What does each of the four axes mean, before and after?",
        ),
        _wrong(
            reshaped_transposed,
            "The shape is right and the pixels are scrambled: after an "
            "exchange of axes you still reshape.",
            "Can the job be done without `reshape`?",
        ),
        _wrong(
            first_picture,
            "You give the first picture only. A batch has as many as its "
            "first axis says.",
            "What should `len` of the result be?",
            WEIGHT,
        ),
        _wrong(
            colors_reversed,
            "The axes are right, but the channels come in reverse: red has "
            "become blue.",
            "Which channel should be number 0?",
        ),
        _wrong(
            first_channel,
            "You keep the first channel only. The others are gone.",
            "How many numbers had the batch, and how many has your result?",
            WEIGHT,
        ),
        _wrong(
            mean_of_channels,
            "You average over the channels, which makes gray pictures. "
            "Nothing is to be computed here.",
            "How many numbers had the batch, and how many has your result?",
            WEIGHT,
        ),
        _wrong(
            unchanged,
            "The batch comes back as it was. If you changed its axes, the "
            "result was not kept: `transpose` returns a new array.",
            "What do you return?",
        ),
    ),
)
