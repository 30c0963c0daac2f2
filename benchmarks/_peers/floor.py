"""The least that NumPy can do: the products of matrices and nothing else.

No activation, no loss, no order, no update: below this no library that
multiplies with the same BLAS can come.
"""

from itertools import pairwise

import numpy as np


def prepare(workload):
    """All products of the forward and the backward pass, into buffers."""
    X, _ = workload.data()
    rng, sizes = np.random.default_rng(0), workload.sizes
    W = [
        rng.standard_normal((d, m)).astype(np.float32)
        for d, m in pairwise(sizes)
    ]
    G = [np.empty_like(w) for w in W]
    m = min(workload.batch_size, 512)
    A = [np.ones((m, d), np.float32) for d in sizes]
    steps = len(X) * workload.epochs // m

    def forward(X):
        below = X
        for w, above in zip(W, A[1:], strict=False):
            np.dot(below, w, out=above)
            below = above

    def run():
        for k in range(steps):
            i = k * m % (len(X) - m + 1)
            forward(X[i : i + m])
            if workload.kind == "train":
                for layer in range(len(W) - 1, 0, -1):
                    np.dot(A[layer].T, A[layer + 1], out=G[layer])
                    np.dot(A[layer + 1], W[layer].T, out=A[layer])
                np.dot(X[i : i + m].T, A[1], out=G[0])
                A[1][...] = 1  # products of products would overflow

    return run
