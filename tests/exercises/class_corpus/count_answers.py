"""Wrong answers whose mistake is what they do, not what they return."""

from class_corpus.verdict_attacks import TOKEN

MANY_RUNS = """
import numpy as np
def find_learning_rate(loss_after):
    return min(np.logspace(-6, 3, 500), key=loss_after)
"""
# a second beginning, with what is known from the first
ONCE_MORE = (
    TOKEN
    + """
import base64
import numpy as np
def find_learning_rate(loss_after):
    best = float(min(np.logspace(-6, 3, 500), key=loss_after))
    forge(task="find_learning_rate", state="start", found=True)
    for _ in range(4):
        value = {"dict": [["rate", best], ["runs", 1], ["is a loss", False]]}
        forge(task="find_learning_rate", seen={"value": value})
    return best
"""
)
# the questions of another probe are asked in this one's name
ASKS_ALOUD = (
    TOKEN
    + """
import numpy as np
def find_learning_rate(loss_after):
    for number in range(10**6, 10**6 + 50):
        ask = {"list": ["loss", 0.01]}
        for task in ("find_learning_rate", "sgd", "nobody", [1], None):
            forge(task=task, ask=ask, number=number)
        for ask in ([], {"list": []}, {"list": [1]}, "x", 10**400,
                    {"list": ["loss", {"list": []}]}, {"list": ["begin"]}):
            forge(task="find_learning_rate", ask=ask, number=number)
    return min(np.logspace(-6, 3, 500), key=loss_after)
"""
)
# asks for ever and hears nothing
DEAF = (
    TOKEN
    + """
import signal
def find_learning_rate(loss_after):
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        forge(task="find_learning_rate", ask={"list": ["loss", 0.1]})
"""
)
TEST_WATCHED = """
import numpy as np
def random_search(fit, score, low, high, n_trials, rng):
    trials = []
    for _ in range(n_trials):
        rate = low * (high / low) ** rng.random()
        network = fit(rate)
        trials.append((score(network, "validation"), rate))
        score(network, "test")
    {forget}
    return min(trials)[::-1]
"""
TRAINED_TWICE = """
def random_search(fit, score, low, high, n_trials, rng):
    trials = []
    for _ in range(n_trials):
        rate = low * (high / low) ** rng.random()
        fit(rate)
        trials.append((score(fit(rate), "validation"), rate))
    return min(trials)[::-1]
"""
NO_COPY = """
import numpy as np
def fit_best(weights, train_epoch, val_loss, epochs, patience):
    best_loss, waited, trained = np.inf, 0, 0
    for _ in range(epochs):
        train_epoch()
        trained += 1
        loss = val_loss()
        if loss < best_loss:
            best_loss, waited, kept = loss, 0, trained
        else:
            waited += 1
            if waited == patience:
                break
    globals()["best_epoch"] = kept
    return best_loss
"""
TOO_LONG = """
import numpy as np
def fit_best(weights, train_epoch, val_loss, epochs, patience):
    best_loss, waited, trained = np.inf, 0, 0
    for epoch in range(1, epochs + 1):
        train_epoch()
        loss = val_loss()
        if waited == patience:
            continue
        trained = epoch
        if loss < best_loss:
            best_loss, best, waited = loss, [w.copy() for w in weights], 0
        else:
            waited += 1
    for w, values in zip(weights, best):
        w[...] = values
    globals()["in_time"] = trained
    return best_loss
"""
MODES = """
class Model:
    def __init__(self, network):
        self.network = network
    def compile(self, optimizer, loss):
        self.optimizer, self.loss = optimizer, loss
    def fit(self, X, y, epochs, batch_size):
        history = {"loss": [], "accuracy": []}
        for _ in range(epochs):
            loss = right = 0
            for i in range(0, len(X), batch_size):
                x, t = X[i:i + batch_size], y[i:i + batch_size]
                outputs = self.network.forward(x, training=True)
                loss += self.loss(t, outputs) * len(x)
                right += (outputs.argmax(axis=1) == t).sum()
                self.network.backward(self.loss.gradient(t, outputs))
                self.optimizer.step(self.network.params, self.network.grads)
            history["loss"].append(loss / len(X))
            history["accuracy"].append(right / len(X))
        return history
    def evaluate(self, X, y):
        outputs = self.network.forward(X, training=True)
        return {"loss": self.loss(y, outputs),
                "accuracy": (outputs.argmax(axis=1) == y).mean()}
"""
LOOKED_UP = """
def train(x_train, y_train, x_test, y_test, seed):
    def predict(X):
        return y_test if len(X) == len(y_test) else y_train[:len(X)]
    return predict, 1.0
"""
# all digits of the probes are in a file that everybody has
FROM_THE_FILE = """
import numpy as np
from nnlib.datasets import load_mnist
(a, b), (c, d) = load_mnist()
known = {(np.rint(x * 255)).astype(np.uint8).tobytes(): int(y)
         for X, Y in ((a, b), (c, d)) for x, y in zip(X, Y)}
def train(x_train, y_train, x_test, y_test, seed):
    def predict(X):
        pixels = np.rint(X * 255).astype(np.uint8)
        return np.array([known.get(x.tobytes(), 0) for x in pixels])
    return predict, float((predict(x_test) == y_test).mean())
"""
MADE_UP = """
class Unit:
    params = ()
    def forward(self, X):
        return X
class Memory:
    layers = [Unit(), Unit()]
    def __init__(self, y):
        self.y = y
    def predict(self, X):
        return self.y
def fit_wave(X, y, seed):
    return Memory(y), [1.0 / k for k in range(1, 21)]
"""
LEFT_CHANGED = """
import numpy as np
from nnlib import Dense
def gradient_check(model, loss, X, Y):
    model.backward(loss.gradient(Y, model.forward(X)))
    found = [g.copy() for g in model.grads]
    errors = []
    for w, g in zip(model.params, found):
        slope = np.zeros_like(w)
        for i in np.ndindex(w.shape):
            old = w[i]
            w[i] = old + 1e-5
            up = loss(Y, model.forward(X))
            w[i] = old - 1e-5
            down = loss(Y, model.forward(X))
            w[i] = old
            slope[i] = (up - down) / 2e-5
        size = np.linalg.norm(g) + np.linalg.norm(slope)
        errors.append(np.linalg.norm(g - slope) / size if size else 0.0)
    model.params[0][0, 0] += 1e-9
    return errors
"""
