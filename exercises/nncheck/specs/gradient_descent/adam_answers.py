"""Right answers to the exercise Adam."""

import numpy as np


class Adam:
    """Averages of gradients and of squares, corrected at the start."""

    def __init__(
        self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8
    ):
        self.learning_rate = learning_rate
        self.beta_1, self.beta_2 = beta_1, beta_2
        self.epsilon = epsilon
        self.memory = None
        self.t = 0

    def step(self, params, grads):
        if self.memory is None:
            self.memory = [
                (np.zeros_like(w), np.zeros_like(w)) for w in params
            ]
        self.t += 1
        for w, g, (m, s) in zip(params, grads, self.memory, strict=True):
            m *= self.beta_1
            m += (1 - self.beta_1) * g
            s *= self.beta_2
            s += (1 - self.beta_2) * g**2
            m_hat = m / (1 - self.beta_1**self.t)
            s_hat = s / (1 - self.beta_2**self.t)
            w -= self.learning_rate * m_hat / (np.sqrt(s_hat) + self.epsilon)


# ------------------------------------------------------- other right answers


class TwoLists(Adam):
    def step(self, params, grads):
        if self.t == 0:
            self.m, self.s = [0] * len(params), [0] * len(params)
        self.t = self.t + 1
        for i in range(len(params)):
            g = grads[i]
            self.m[i] = self.beta_1 * self.m[i] + (1 - self.beta_1) * g
            self.s[i] = self.beta_2 * self.s[i] + (1 - self.beta_2) * g * g
            up = self.m[i] / (1 - self.beta_1**self.t)
            down = (self.s[i] / (1 - self.beta_2**self.t)) ** 0.5
            params[i] -= self.learning_rate * up / (down + self.epsilon)


class EntryByEntry(Adam):
    def step(self, params, grads):
        self.t += 1
        self.memory = self.memory or {}
        for k, (w, g) in enumerate(zip(params, grads, strict=True)):
            for place, slope in np.ndenumerate(g):
                m, s = self.memory.get((k, place), (0.0, 0.0))
                m += (1 - self.beta_1) * (slope - m)
                s += (1 - self.beta_2) * (slope**2 - s)
                self.memory[k, place] = m, s
                root = (s / (1 - self.beta_2**self.t)) ** 0.5
                up = m / (1 - self.beta_1**self.t)
                w[place] -= self.learning_rate * up / (root + self.epsilon)


class WeightedMeans(Adam):
    def step(self, params, grads):
        self.memory = [*(self.memory or []), [np.array(g) for g in grads]]
        ages = np.arange(len(self.memory))[::-1]
        for k, w in enumerate(params):
            past = np.array([g[k] for g in self.memory])
            # the corrected averages are means with weights that add up to 1
            up = np.average(past, axis=0, weights=self.beta_1**ages)
            square = np.average(past**2, axis=0, weights=self.beta_2**ages)
            size = np.sqrt(square).astype(np.float32) + self.epsilon
            w[...] = w - self.learning_rate * up / size


class ThroughNnlib(Adam):
    def step(self, params, grads):
        import nnlib

        if self.memory is None:
            betas = self.beta_1, self.beta_2
            self.memory = nnlib.Adam(self.learning_rate, *betas, self.epsilon)
        self.memory.step(params, grads)


ALTERNATIVES = (TwoLists, EntryByEntry, WeightedMeans, ThroughNnlib)
