"""Right and wrong answers to the exercise memory_bytes."""

import math

import numpy as np


def memory_bytes(shape, dtype):
    """The bytes of a tensor, and the same in MB and in MiB."""
    count = math.prod(shape) * np.dtype(dtype).itemsize
    return count, count / 1e6, count / 2**20


# ------------------------------------------------------- other right answers


def with_loop(shape, dtype):
    total = {"uint8": 1, "float32": 4, "float64": 8}[dtype]
    for size in shape:
        total *= size
    return [total, total / 1_000_000, total / 1024 / 1024]


def from_strides(shape, dtype):
    # a stand-in of one entry: nothing of this size is ever made
    stand_in = np.broadcast_to(np.zeros((), dtype), shape)
    count = stand_in.nbytes
    return float(count), count * 1e-6, count / 1024**2


def with_numpy(shape, dtype):
    entries = np.prod(np.array(shape, dtype=np.int64), dtype=np.int64)
    count = entries * np.ones(1, dtype).nbytes
    return np.array([count, count / 10**6, count / 2**20])


# --------------------------------------------------------------- wrong answers


def _three(count):
    return count, count / 1e6, count / 2**20


def counts_entries(shape, dtype):
    return _three(math.prod(shape))


def counts_bits(shape, dtype):
    bits = int("".join(c for c in dtype if c.isdigit()))
    return _three(math.prod(shape) * bits)


def always_eight(shape, dtype):
    return _three(math.prod(shape) * 8)


def always_four(shape, dtype):
    return _three(math.prod(shape) * 4)


def sums_sizes(shape, dtype):
    return _three(sum(shape) * np.dtype(dtype).itemsize)


def nothing_for_a_scalar(shape, dtype):
    entries = math.prod(shape) if shape else 0
    return _three(entries * np.dtype(dtype).itemsize)


def only_the_first_axis(shape, dtype):
    entries = shape[0] if shape else 1
    return _three(entries * np.dtype(dtype).itemsize)


def in_32_bits(shape, dtype):
    entries = np.prod(shape, dtype=np.int32)
    return _three(int(entries) * np.dtype(dtype).itemsize)


def units_exchanged(shape, dtype):
    count, megabytes, mebibytes = memory_bytes(shape, dtype)
    return count, mebibytes, megabytes


def always_1024(shape, dtype):
    count, _, mebibytes = memory_bytes(shape, dtype)
    return count, mebibytes, mebibytes


def always_1000(shape, dtype):
    count, megabytes, _ = memory_bytes(shape, dtype)
    return count, megabytes, megabytes


def mixed_factors(shape, dtype):
    count, megabytes, _ = memory_bytes(shape, dtype)
    return count, megabytes, count / 1000 / 1024


def kilo_and_kibi(shape, dtype):
    count = memory_bytes(shape, dtype)[0]
    return count, count / 1000, count / 1024


def rounded(shape, dtype):
    count, megabytes, mebibytes = memory_bytes(shape, dtype)
    return count, round(megabytes, 2), round(mebibytes, 2)
