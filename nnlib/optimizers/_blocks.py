"""Blocks: parameters in pieces that stay in the processor's cache."""

from collections.abc import Iterator, Sequence

import numpy as np

from nnlib._validation import Array

BLOCK = 65_536  # entries updated at a time, so that temporaries stay in cache


def blocks(
    params: Sequence[Array], grads: Sequence[Array], memory: Array
) -> Iterator[list[Array]]:
    """(w, g, t, memory...) for all parameters, at most BLOCK at a time.

    Args:
        params: arrays of any shape.
        grads: of the same shapes.
        memory: long vectors, for all parameters one after the other.

    The t are like w, for what is calculated on the way; all share one place.
    """
    start, place = 0, np.empty(0)
    for all_w, all_g in zip(params, grads, strict=True):
        stop = start + all_w.size
        slots = [m[start:stop].reshape(all_w.shape) for m in memory]
        for w, g, *remembered in _pieces([all_w, all_g, *slots]):
            if len(place) < w.size or place.dtype != w.dtype:
                place = np.empty(w.size, w.dtype)
            yield [w, g, place[: w.size].reshape(w.shape), *remembered]
        start = stop


def _pieces(arrays: list[Array]) -> Iterator[list[Array]]:
    """Views of at most BLOCK entries of arrays that are alike in shape."""
    if not all(a.flags.c_contiguous for a in arrays):
        yield arrays
        return
    flat = [a.reshape(-1) for a in arrays]
    for start in range(0, arrays[0].size, BLOCK):
        yield [a[start : start + BLOCK] for a in flat]
