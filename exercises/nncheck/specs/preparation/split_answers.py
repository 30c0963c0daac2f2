"""Right answers to the exercise prepare_split."""

import numpy as np


def prepare_split(X, y, n_test, rng):
    """A random split, both parts by the statistics of the training part."""
    order = rng.permutation(len(X))
    test, train = order[:n_test], order[n_test:]
    mean, spread = X[train].mean(axis=0), X[train].std(axis=0)
    X_train = (X[train] - mean) / spread
    X_test = (X[test] - mean) / spread
    return X_train, X_test, y[train], y[test]


# ------------------------------------------------------- other right answers


def by_a_mask(X, y, n_test, rng):
    for_test = np.zeros(len(y), dtype=bool)
    for_test[rng.choice(len(y), n_test, replace=False)] = True
    seen = X[~for_test]
    parts = [
        (part - seen.mean(0)) / seen.std(0) for part in (seen, X[for_test])
    ]
    return [*parts, y[~for_test], y[for_test]]


def with_lists(X, y, n_test, rng):
    pairs = list(zip(X.tolist(), y.tolist(), strict=True))
    rng.shuffle(pairs_index := np.arange(len(pairs)))
    pairs = [pairs[i] for i in pairs_index]
    train, test = pairs[:-n_test], pairs[-n_test:]
    columns = list(zip(*[x for x, _ in train], strict=True))
    means = [sum(c) / len(c) for c in columns]
    spreads = [
        (sum((v - m) ** 2 for v in c) / len(c)) ** 0.5
        for c, m in zip(columns, means, strict=True)
    ]
    scaled = [
        np.array(
            [
                [
                    (v - m) / s
                    for v, m, s in zip(x, means, spreads, strict=True)
                ]
                for x, _ in part
            ]
        )
        for part in (train, test)
    ]
    labels = [np.array([label for _, label in part]) for part in (train, test)]
    return tuple(scaled + labels)


def from_the_library(X, y, n_test, rng):
    from nnlib import train_test_split
    from nnlib.preprocessing import StandardScaler

    share = n_test / len(X)
    parts = train_test_split(X, y, test_size=share, rng=rng)
    X_train, X_test, y_train, y_test = parts
    scaler = StandardScaler().fit(X_train)
    return (
        scaler.transform(X_train),
        scaler.transform(X_test),
        y_train,
        y_test,
    )


ALTERNATIVES = (by_a_mask, with_lists, from_the_library)
