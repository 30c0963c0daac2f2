"""Optimizers: rules that turn gradients into better parameters, in place.

An optimizer sees bare lists of arrays and knows nothing of layers, so it
works on a parabola as on a network. In order of increasing complexity; in
the formulas w is the parameters, g their gradient, and the rest is what the
optimizer remembers from step to step.
"""

import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from nnlib._validation import Array, check_number, lookup

__all__ = ["SGD", "Adagrad", "Adam", "Optimizer", "RMSprop"]

BLOCK = 65_536  # entries updated at a time, so that temporaries stay in cache


class Optimizer:
    """Base of all optimizers: `step(params, grads)` changes params in place.

    Args:
        learning_rate: the step size; a number, or a schedule: a callable
            that takes the number of steps done and returns one.
        weight_decay: each step also shrinks every parameter by the factor
            `1 - learning_rate * weight_decay`, apart from its gradient.
        clipnorm: if the norm of all gradients together exceeds this, they
            are scaled down to it; their direction stays.
        clipvalue: every entry of a gradient is cut to ±clipvalue; this may
            change the direction.

    Attributes:
        iterations: the number of steps done.
    """

    slots = 0  # how many numbers it remembers for each parameter

    def __init__(
        self,
        learning_rate: float | Callable[[int], float],
        *,
        weight_decay: float = 0.0,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
    ):
        who = type(self).__name__
        if isinstance(learning_rate, type):
            name = learning_rate.__name__
            raise TypeError(
                f"{who}: learning_rate must be a number or a schedule, got "
                f"the class {name}. Write {name}(…), with its arguments."
            )
        if not callable(learning_rate):
            learning_rate = _positive(learning_rate, who, "learning_rate")
        if clipnorm is not None and clipvalue is not None:
            raise ValueError(
                f"{who}: give clipnorm or clipvalue, not both; got "
                f"{clipnorm} and {clipvalue}. Leave one out."
            )
        if clipnorm is not None:
            clipnorm = _positive(clipnorm, who, "clipnorm")
        if clipvalue is not None:
            clipvalue = _positive(clipvalue, who, "clipvalue")
        self.learning_rate = learning_rate
        self.weight_decay = check_number(
            weight_decay, who, "weight_decay", low=0
        )
        self.clipnorm, self.clipvalue = clipnorm, clipvalue
        self.iterations = 0
        self.memory: Array | None = None
        self._known: list[Any] = []  # the arrays of the last step
        self._cuts: list[list[Array]] = []  # and their blocks

    def step(self, params: Sequence[Array], grads: Sequence[Array]) -> None:
        """Move the parameters once, in place; the gradients stay untouched.

        Args:
            params: floating-point arrays of any shape.
            grads: one gradient for each, of the same shape.

        >>> w = np.array([1.0, 2.0])
        >>> SGD(learning_rate=0.1).step([w], [np.array([10.0, -10.0])])
        >>> w
        array([0., 3.])
        """
        if not self._knows(params, grads):
            _check_step(params, grads)
            self._cuts = list(self._blocks(params, grads))
            self._known = [*params, *grads, self.memory]
        rate, scale = self.current_learning_rate(), self._clip_scale(grads)
        self.iterations += 1
        for w, g, *memory in self._cuts:
            if scale != 1:
                g = g * scale
            if self.clipvalue is not None:
                g = np.clip(g, -self.clipvalue, self.clipvalue)
            if self.weight_decay:
                w *= 1 - rate * self.weight_decay
            self.update(rate, w, g, *memory)

    def _knows(self, params: Any, grads: Any) -> bool:
        """Whether these are the very arrays of the last step: checked, cut."""
        if not (isinstance(params, list) and isinstance(grads, list)):
            return False
        now = [*params, *grads, self.memory]
        return len(now) == len(self._known) and all(
            map(operator.is_, now, self._known)
        )

    def update(self, rate: float, w: Array, g: Array, *memory: Array) -> None:
        """The formula of the subclass: changes w and the memory in place."""
        raise NotImplementedError(f"{type(self).__name__} needs an update")

    def current_learning_rate(self) -> float:
        """The learning rate of the next step.

        >>> SGD(learning_rate=lambda t: 0.2 / (1 + t)).current_learning_rate()
        0.2
        """
        if callable(self.learning_rate):
            rate = self.learning_rate(self.iterations)
            who, what = type(self).__name__, "what the schedule returns"
            return check_number(rate, who, what, low=0)
        return self.learning_rate

    def _clip_scale(self, grads: Sequence[Array]) -> float:
        if self.clipnorm is None:
            return 1.0
        norm = np.sqrt(sum(float(np.vdot(g, g)) for g in grads))
        return self.clipnorm / norm if norm > self.clipnorm else 1.0

    def _blocks(
        self, params: Sequence[Array], grads: Sequence[Array]
    ) -> Iterator[list[Array]]:
        """(w, g, memory...) for all parameters, at most BLOCK at a time.

        The memory is one long vector per slot, in the order of the list: a
        model may be given as many arrays or as one flat vector.
        """
        size = sum(w.size for w in params)
        if self.memory is None:
            self.memory = np.zeros((self.slots, size), params[0].dtype)
        elif self.memory.shape[1] != size:
            raise ValueError(
                f"this {type(self).__name__} has been moving "
                f"{self.memory.shape[1]} parameters and got {size}. "
                "Use a new optimizer for a new model."
            )
        start = 0
        for w, g in zip(params, grads, strict=True):
            stop = start + w.size
            memory = [m[start:stop].reshape(w.shape) for m in self.memory]
            if w.size > BLOCK:
                yield from _cut([w, g, *memory])
            else:
                yield [w, g, *memory]
            start = stop

    def config(self) -> dict[str, Any]:
        """The constructor's arguments, for saving."""
        own = ("iterations", "memory", "slots", "_known", "_cuts")
        return {k: v for k, v in vars(self).items() if k not in own}

    def __getstate__(self) -> dict[str, Any]:
        # a copy meets arrays of its own
        return vars(self) | {"_known": [], "_cuts": []}

    def __repr__(self) -> str:
        rate = self.learning_rate
        shown = f"{rate:g}" if isinstance(rate, float) else repr(rate)
        return f"{type(self).__name__}(learning_rate={shown})"


class SGD(Optimizer):
    """Gradient descent, `w ← w - η g`, or with momentum `v ← μ v - η g`.

    Args:
        learning_rate: η.
        momentum: μ; then `w ← w + v`, the heavy ball.
        nesterov: take the gradient as that of the look-ahead point:
            `w ← w + μ v - η g`.

    >>> w, optimizer = np.array([1.0]), SGD(learning_rate=0.1)
    >>> for _ in range(5):  # minimize w**2
    ...     optimizer.step([w], [2 * w])
    >>> w.round(4)
    array([0.3277])

    Book: Gradient descent.
    Source: Polyak (1964), Some methods of speeding up the convergence of
        iteration methods; Nesterov (1983), A method of solving a convex
        programming problem with convergence rate O(1/k^2).
    """

    def __init__(
        self,
        learning_rate: float | Callable[[int], float] = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        **common: Any,
    ):
        super().__init__(learning_rate, **common)
        self.momentum = check_number(
            momentum, "SGD", "momentum", low=0, high=1
        )
        if nesterov and not momentum:
            raise ValueError(
                f"SGD: nesterov=True needs momentum > 0, got {momentum}. "
                "Use momentum=0.9."
            )
        self.nesterov = nesterov
        self.slots = 1 if momentum else 0

    def update(self, rate: float, w: Array, g: Array, *memory: Array) -> None:
        if not memory:
            w -= rate * g
            return
        (v,) = memory
        v *= self.momentum
        v -= rate * g
        if self.nesterov:
            w += self.momentum * v - rate * g
        else:
            w += v


class Adagrad(Optimizer):
    """`s ← s + g²`, `w ← w - η g / (√s + ε)`: a step size per parameter.

    Book: Gradient descent.
    Source: Duchi, Hazan & Singer (2011), Adaptive subgradient methods.
    """

    slots = 1

    def __init__(
        self,
        learning_rate: float | Callable[[int], float] = 0.01,
        epsilon: float = 1e-8,
        **common: Any,
    ):
        super().__init__(learning_rate, **common)
        self.epsilon = _positive(epsilon, "Adagrad", "epsilon")

    def update(self, rate: float, w: Array, g: Array, *memory: Array) -> None:
        (s,) = memory
        s += g * g
        w -= rate * g / (np.sqrt(s) + self.epsilon)


class RMSprop(Optimizer):
    """`s ← ρ s + (1 - ρ) g²`, `w ← w - η g / (√s + ε)`: recent sizes count.

    Book: Gradient descent.
    Source: Tieleman & Hinton (2012), Lecture 6.5: divide the gradient by a
        running average of its recent magnitude.
    """

    slots = 1

    def __init__(
        self,
        learning_rate: float | Callable[[int], float] = 0.001,
        rho: float = 0.9,
        epsilon: float = 1e-8,
        **common: Any,
    ):
        super().__init__(learning_rate, **common)
        self.rho = check_number(rho, "RMSprop", "rho", low=0, high=1)
        self.epsilon = _positive(epsilon, "RMSprop", "epsilon")

    def update(self, rate: float, w: Array, g: Array, *memory: Array) -> None:
        (s,) = memory
        # one temporary for every step of the formula: it stays in cache
        t = np.square(g, out=np.empty_like(w))
        t *= 1 - self.rho
        s *= self.rho
        s += t
        if self.iterations % 16 == 0:  # it does not fall that far in between
            np.maximum(s, RESTING, out=s)
        np.sqrt(s, out=t)
        t += self.epsilon
        np.divide(g, t, out=t)
        t *= rate
        w -= t


class Adam(Optimizer):
    """Momentum and RMSprop together, both corrected for starting from zero.

    `m ← β₁ m + (1 - β₁) g`, `s ← β₂ s + (1 - β₂) g²`,
    `w ← w - η m̂ / (√ŝ + ε)` with `m̂ = m / (1 - β₁ᵗ)`, `ŝ = s / (1 - β₂ᵗ)`.

    Book: Gradient descent.
    Source: Kingma & Ba (2015), Adam: a method for stochastic optimization.
    """

    slots = 2

    def __init__(
        self,
        learning_rate: float | Callable[[int], float] = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-8,
        **common: Any,
    ):
        super().__init__(learning_rate, **common)
        self.beta_1 = check_number(beta_1, "Adam", "beta_1", low=0, high=1)
        self.beta_2 = check_number(beta_2, "Adam", "beta_2", low=0, high=1)
        self.epsilon = _positive(epsilon, "Adam", "epsilon")

    def update(self, rate: float, w: Array, g: Array, *memory: Array) -> None:
        m, s = memory
        m *= self.beta_1
        m += (1 - self.beta_1) * (g + RESTING)
        s *= self.beta_2
        s += (1 - self.beta_2) * (g * g + RESTING)
        m_hat = m / (1 - self.beta_1**self.iterations)
        s_hat = s / (1 - self.beta_2**self.iterations)
        w -= rate * m_hat / (np.sqrt(s_hat) + self.epsilon)


# A running mean of an unused weight's gradients would decay into denormal
# numbers, with which arithmetic takes twice the time; it rests here instead,
# far below anything that can be seen in a step.
RESTING = 1e-30


def _cut(arrays: list[Array]) -> Iterator[list[Array]]:
    """Views of at most BLOCK entries of arrays that are alike in shape."""
    if not all(a.flags.c_contiguous for a in arrays):
        yield arrays
        return
    flat = [a.reshape(-1) for a in arrays]
    for start in range(0, arrays[0].size, BLOCK):
        yield [a[start : start + BLOCK] for a in flat]


def _positive(value: float, who: str, name: str) -> float:
    return check_number(value, who, name, low=0, include_low=False)


def _check_step(params: Any, grads: Any) -> None:
    if isinstance(params, np.ndarray) or isinstance(grads, np.ndarray):
        raise TypeError(
            "step expects lists of arrays, got a bare array. "
            "Put it in a list: optimizer.step([w], [grad])."
        )
    if not hasattr(params, "__len__") or not hasattr(grads, "__len__"):
        raise TypeError(
            f"step expects two lists of arrays, got {type(params).__name__} "
            f"and {type(grads).__name__}. Write optimizer.step([w], [grad])."
        )
    if len(params) != len(grads) or not len(params):
        raise ValueError(
            f"step expects one gradient for each parameter, got {len(params)}"
            f" parameters and {len(grads)} gradients."
        )
    for i, (w, g) in enumerate(zip(params, grads, strict=True)):
        if not isinstance(w, np.ndarray) or w.dtype.kind != "f":
            raise TypeError(
                f"step changes arrays in place, and params[{i}] is "
                f"{getattr(w, 'dtype', type(w).__name__)}. "
                f"Use np.array(value, dtype=float)."
            )
        if not isinstance(g, np.ndarray) or g.dtype.kind not in "fiub":
            raise TypeError(
                f"step calculates with arrays of real numbers, and grads[{i}]"
                f" is {getattr(g, 'dtype', type(g).__name__)}. "
                "Use np.array(value, dtype=float)."
            )
        if np.shape(g) != w.shape:
            raise ValueError(
                f"params[{i}] has shape {w.shape} and its gradient "
                f"{np.shape(g)}. A gradient has the shape of its parameter."
            )


ALIASES: dict[str, type[Optimizer]] = {
    "sgd": SGD,
    "adagrad": Adagrad,
    "rmsprop": RMSprop,
    "adam": Adam,
}


def get(optimizer: str | Optimizer) -> Optimizer:
    """An optimizer with its default settings from its name, or the object.

    >>> get("rmsprop")
    RMSprop(learning_rate=0.001)
    """
    if isinstance(optimizer, Optimizer):
        return optimizer
    return lookup(optimizer, ALIASES, "optimizer")()
