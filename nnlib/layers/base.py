"""Layer: what every layer of a network has and does."""

import copy
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from nnlib._validation import Array, as_float_array, as_generator

__all__ = ["Layer", "Parameters"]


class Parameters(dict[str, Array]):
    """Arrays by name. Assigning to a known name copies into its array.

    So `layer.params["W"] = values` changes the weights of the model that the
    layer belongs to, whose one long vector these arrays are views of.

    >>> params = Parameters()
    >>> params["b"] = np.zeros(2)
    >>> b = params["b"]
    >>> params["b"] = [3, 4]
    >>> b
    array([3., 4.])
    """

    closed = False  # True in a model: no new names

    def __setitem__(self, name: str, values: Array) -> None:
        if name not in self and self.closed:
            names = ", ".join(repr(known) for known in self)
            raise ValueError(
                f"there is no {name!r} here; the names are {names or 'none'}."
            )
        if name not in self:
            self.bind(name, values)
            return
        if np.shape(values) != self[name].shape:
            raise ValueError(
                f"parameter {name!r} has shape {self[name].shape}, "
                f"got values of shape {np.shape(values)}. "
                "Check it with values.shape; perhaps values.T fits."
            )
        self[name][...] = as_float_array(values, f"parameter {name!r}")

    def update(self, *new: Any, **named: Any) -> None:
        """Assign to several names, each as by itself."""
        for name, values in dict(*new, **named).items():
            self[name] = values

    def __ior__(self, new: Any) -> Self:  # type: ignore[misc,override]
        self.update(new)
        return self

    def __delitem__(self, name: str) -> None:
        if self.closed:
            raise TypeError(
                f"{name!r} belongs to a model and stays. To do without it, "
                f"fill it with zeros: params[{name!r}][...] = 0."
            )
        super().__delitem__(name)

    def pop(self, name: str, *default: Any) -> Any:
        """The array of this name, which is taken out as by `del`."""
        if default and name not in self:
            return default[0]
        array = self[name]
        del self[name]
        return array

    def __deepcopy__(self, memo: dict) -> Self:
        copied = type(self)(copy.deepcopy(dict(self), memo))
        copied.closed = self.closed
        return copied

    def __missing__(self, name: str) -> Array:
        if not self:
            raise RuntimeError(
                f"there is no {name!r} yet. Call layer.build(rng=0), or make "
                "the layer part of a Sequential."
            )
        names = ", ".join(repr(known) for known in self)
        raise KeyError(f"there is no {name!r}, only {names}")

    def bind(self, name: str, array: Array) -> None:
        """Make `array` itself the one of this name."""
        super().__setitem__(name, array)


class Layer:
    """Base of all layers: `forward` carries a batch up, `backward` down.

    A subclass gives `forward` and `backward`; one with weights also
    `param_shapes` and `draw`.

    Attributes:
        params: the weights by name; empty for a layer without any.
        grads: for each the gradient of the loss, filled by `backward`.
        state: other arrays that training changes, such as running averages.
        rng: the layer's own random numbers; None for a layer without any.

    Book: Multi-layer perceptron.
    """

    min_batch = 1  # the fewest rows it can be trained with
    trusting = False  # True while `fit` trains: it has checked all the data

    def __init__(self) -> None:
        self.params = Parameters()
        self.grads = Parameters()
        self.state = Parameters()
        self.rng: np.random.Generator | None = None
        self.inputs: Array | None = None  # of the last forward pass
        self.in_model = False

    def param_shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of each parameter, by name."""
        return {}

    def draw(self, rng: np.random.Generator) -> dict[str, Array]:
        """First values of the parameters, by name."""
        return {}

    def build(
        self,
        rng: int | np.random.Generator | None,
        dtype: type | np.dtype = np.float64,
    ) -> None:
        """Draw the weights and make room for their gradients.

        `Sequential` calls this; call it yourself to use a layer alone.
        """
        for name, values in self.draw(as_generator(rng)).items():
            values = np.array(values, dtype=dtype)
            self.params[name] = values
            self.grads[name] = np.zeros_like(values)

    def forward(self, X: Array, *, training: bool = False) -> Array:
        """The layer's output for a batch; keeps what `backward` needs.

        Shapes:
            X: (n, d), the result (n, m).
        """
        raise NotImplementedError(f"{type(self).__name__} needs a forward")

    def backward(self, grad_output: Array) -> Array:
        """dL/dX from dL/d(output) of the last forward pass; fills `grads`.

        Shapes:
            grad_output: (n, m), the result (n, d).
        """
        raise NotImplementedError(f"{type(self).__name__} needs a backward")

    def fill_grads(self, grad_output: Array) -> None:
        """`backward` without dL/dX, which the first layer does not need."""
        self.backward(grad_output)

    def penalty(self) -> float:
        """What its regularizers add to the loss; `grads` contain its slope."""
        return 0.0

    def constrain(self) -> None:
        """Bring the parameters back into bounds, after each update."""

    def output_features(self, features: int | None) -> int | None:
        """The width of the output for inputs of that width."""
        return features

    def config(self) -> dict[str, Any]:
        """The constructor's arguments, for `repr` and for saving."""
        return {}

    def received(self, X: Array) -> Array:
        """The batch, checked, and kept for `backward`."""
        self.inputs = X if self.trusting else self.check_input(X)
        return self.inputs

    def check_input(self, X: Array) -> Array:
        """The batch as an array of numbers, or an error that teaches."""
        return as_float_array(X, "X")

    def received_grad(self, grad_output: Array) -> Array:
        """The gradient, checked: it has the shape of the last output."""
        if self.trusting:
            return grad_output
        expected = self.output_shape(self.saved_inputs())
        check_grad(self, grad_output, expected)
        return np.asarray(grad_output, dtype=self.saved_inputs().dtype)

    def output_shape(self, X: Array) -> tuple[int, ...]:
        """The shape of the output for this batch."""
        return X.shape

    def saved_inputs(self) -> Array:
        """The batch of the last forward pass.

        Raises:
            RuntimeError: if there has been none.
        """
        if self.inputs is None:
            raise RuntimeError(
                f"{self!r}: backward needs the values of a forward pass. "
                "Call forward(X) first."
            )
        return self.inputs

    def __call__(self, X: Array, *, training: bool = False) -> Array:
        return self.forward(X, training=training)

    if not TYPE_CHECKING:  # it would hide misspelled names from a checker

        def __getattr__(self, name: str) -> Any:
            # only asked for what is not there
            who = type(self).__name__
            message = f"{who!r} object has no attribute {name!r}"
            if "in_model" not in vars(self) and not name.startswith("__"):
                message += f". Begin {who}.__init__ with super().__init__()."
            raise AttributeError(message, name=name, obj=self)

    def __repr__(self) -> str:
        arguments = ", ".join(f"{k}={v!r}" for k, v in self.config().items())
        return f"{type(self).__name__}({arguments})"


def check_grad(layer: Layer, grad_output: Array, shape: tuple) -> None:
    """Refuse a gradient that has not the shape of the layer's output."""
    if np.shape(grad_output) != shape:
        raise ValueError(
            f"{layer!r}: backward got a gradient of shape "
            f"{np.shape(grad_output)}, but the last output had shape {shape}."
            " A gradient has the shape of what it differentiates by."
        )
