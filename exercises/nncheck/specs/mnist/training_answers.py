"""Right answers to the exercise train."""

import numpy as np


def train(x_train, y_train, x_test, y_test, seed):
    """A function that reads digits, and its accuracy on the test set."""
    from nnlib import Dense, ReLU, Sequential, Softmax

    layers = [Dense(784, 32), ReLU(), Dense(32, 10), Softmax()]
    model = Sequential(layers, rng=seed)
    model.compile(
        optimizer="rmsprop",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, epochs=8, batch_size=32, rng=seed, verbose=0)

    def predict(X):
        return model.predict(X).argmax(axis=1)

    return predict, model.evaluate(x_test, y_test)["accuracy"]


# ------------------------------------------------------- other right answers


def probabilities(X, W, b):
    z = X @ W + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def descend(X, y, seed, *, rate=0.2, epochs=10, batch=20, shuffle=True):
    """A network without a hidden layer, from scratch: its predict."""
    rng = np.random.default_rng(seed)
    W, b = np.zeros((784, 10)), np.zeros(10)
    targets = np.eye(10)[y]
    order = np.arange(len(X))
    for epoch in range(epochs):
        if shuffle:
            order = rng.permutation(len(X))
        for i in range(0, len(X), batch):
            rows = order[i : i + batch]
            error = probabilities(X[rows], W, b) - targets[rows]
            step = rate / (1 + epoch / 2) / len(rows)
            W -= step * X[rows].T @ error
            b -= step * error.sum(axis=0)
    return lambda images: np.argmax(images @ W + b, axis=1)


def from_scratch(x_train, y_train, x_test, y_test, seed):
    predict = descend(x_train, y_train, seed, rate=0.3, epochs=10)
    return predict, np.mean(predict(x_test) == y_test)


def two_layers_from_scratch(x_train, y_train, x_test, y_test, seed):
    rng = np.random.default_rng(seed)
    V, c = rng.normal(0, 0.05, size=(784, 40)), np.zeros(40)
    W, b = rng.normal(0, 0.1, size=(40, 10)), np.zeros(10)
    for _ in range(8):
        order = rng.permutation(len(x_train))
        for rows in np.array_split(order, len(order) // 20):
            hidden = np.maximum(x_train[rows] @ V + c, 0)
            error = probabilities(hidden, W, b)
            error[np.arange(len(rows)), y_train[rows]] -= 1
            back = error @ W.T * (hidden > 0)
            rate = 0.15 / len(rows)
            W -= rate * hidden.T @ error
            b -= rate * error.sum(axis=0)
            V -= rate * x_train[rows].T @ back
            c -= rate * back.sum(axis=0)

    def predict(X):
        return (np.maximum(X @ V + c, 0) @ W + b).argmax(1).astype(float)

    return [predict, float((predict(x_test) == y_test).mean())]


def in_single_precision(x_train, y_train, x_test, y_test, seed):
    from nnlib import Dense, ReLU, Sequential, Softmax

    model = Sequential(
        [Dense(784, 64), ReLU(), Dense(64, 10), Softmax()],
        rng=seed,
        dtype=np.float32,
    )
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy")
    targets = np.eye(10)[y_train]
    model.fit(x_train, targets, epochs=6, batch_size=50, rng=seed, verbose=0)
    answers = model.predict(x_test).argmax(axis=1)
    return (
        lambda X: np.array([row.argmax() for row in model.predict(X)]),
        sum(answers == y_test) / len(y_test),
    )


ALTERNATIVES = (from_scratch, two_layers_from_scratch, in_single_precision)
