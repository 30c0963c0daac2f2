"""Right and wrong answers to the exercise to_channels_first."""

import numpy as np


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
