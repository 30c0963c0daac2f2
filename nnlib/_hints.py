"""Answers for those who type what another library would want."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar, cast

Method = TypeVar("Method", bound=Callable[..., Any])

# how others name an argument, or where they put it: what to type here
WIDTHS = "Give both widths: Dense(in_features, out_features)."
DENSE = {
    "activation": "Put it behind, as a layer: Dense(2, 3), ReLU().",
    "bias": "Use use_bias.",
    "input_dim": WIDTHS,
    "input_shape": WIDTHS,
    "kernel_initializer": "Use weight_initializer.",
    "units": WIDTHS,
}
OPTIMIZER = {
    "alpha": "Use rho.",
    "betas": "Use beta_1 and beta_2.",
    "decay": "Use weight_decay.",
    "eps": "Use epsilon.",
    "global_clipnorm": "Use clipnorm.",
    "lr": "Use learning_rate.",
}
FIT = {
    "learning_rate": "The optimizer has it: SGD(learning_rate=0.1).",
    "lr": "The optimizer has it: SGD(learning_rate=0.1).",
    "random_state": "Use rng.",
    "seed": "Use rng.",
}


def hints(
    most: int, others: str, names: dict[str, str]
) -> Callable[[Method], Method]:
    """Let a method say what to type instead of arguments it does not have.

    Args:
        most: how many arguments may come without a name.
        others: what to type if there are more.
        names: what to type instead of some names.

    >>> class Cat:
    ...     @hints(0, "Write often=2.", {"loud": "Use often=2."})
    ...     def purr(self, *, often=1):
    ...         return "purr " * often
    >>> Cat().purr(loud=True)
    Traceback (most recent call last):
    ...
    TypeError: purr has no argument 'loud'. Use often=2.
    """

    def decorate(method: Method) -> Method:
        known = inspect.signature(method).parameters

        @functools.wraps(method)
        def hinting(self: Any, *args: Any, **options: Any) -> Any:
            who, whole = method.__name__, method.__qualname__
            if who == "__init__":
                who = whole = type(self).__name__
            for name in options:
                if name not in known:
                    hint = f"help({whole}) lists its arguments."
                    raise TypeError(
                        f"{who} has no argument {name!r}. "
                        f"{names.get(name, hint)}"
                    )
            if len(args) > most:
                raise TypeError(
                    f"{who} takes {most} argument{'s' * (most != 1)} without "
                    f"a name, got {len(args)}. {others}"
                )
            return method(self, *args, **options)

        return cast(Method, hinting)

    return decorate
