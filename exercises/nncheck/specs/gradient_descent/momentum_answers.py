"""Right answers to the exercise Momentum."""

import numpy as np


class Momentum:
    """The heavy ball, or Nesterov's variant of it."""

    def __init__(self, learning_rate=0.01, momentum=0.9, nesterov=False):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.nesterov = nesterov
        self.memory = None

    def step(self, params, grads):
        if self.memory is None:
            self.memory = [np.zeros_like(w) for w in params]
        for w, g, v in zip(params, grads, self.memory, strict=True):
            v *= self.momentum
            v -= self.learning_rate * g
            if self.nesterov:
                w += self.momentum * v - self.learning_rate * g
            else:
                w += v


# ------------------------------------------------------- other right answers


class UnscaledVelocity(Momentum):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = [0.0] * len(params)
        for i in range(len(params)):
            v = self.momentum * self.memory[i] + grads[i]
            self.memory[i] = v
            push = grads[i] + self.momentum * v if self.nesterov else v
            params[i] -= self.learning_rate * push


class EntryByEntry(Momentum):
    def step(self, params, grads):
        self.memory = self.memory or [{} for _ in params]
        for w, g, v in zip(params, grads, self.memory, strict=True):
            for place in np.ndindex(w.shape):
                old = v.get(place, 0.0)
                new = self.momentum * old - self.learning_rate * g[place]
                v[place] = new
                if self.nesterov:
                    w[place] += new + self.momentum * (new - old)
                else:
                    w[place] += new


class SinglePrecision(Momentum):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = [np.zeros(w.shape, np.float32) for w in params]
        for k, g in enumerate(grads):
            v = self.momentum * self.memory[k] - self.learning_rate * g
            self.memory[k] = v.astype(np.float32)
            jump = v
            if self.nesterov:
                jump = self.momentum * v - self.learning_rate * g
            params[k][...] = params[k] + jump


class ThroughNnlib(Momentum):
    def step(self, params, grads):
        if self.memory is None:
            from nnlib import SGD

            settings = (self.learning_rate, self.momentum, self.nesterov)
            self.memory = SGD(*settings)
        self.memory.step(params, grads)


ALTERNATIVES = (UnscaledVelocity, EntryByEntry, SinglePrecision, ThroughNnlib)
