"""How the answers of the exercises on tensors are tried."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal


@driver
def shapes(target: Any, *args: Any) -> Any:
    """Call with shapes that are tuples, even if they traveled as lists."""
    need_callable(target)
    return target(*(tuple(a) if isinstance(a, list) else a for a in args))


READY_MADE = (
    "took the sum of products ready-made (`@`, `np.dot`, …), which is what "
    "you are to write"
)
_PRODUCTS = {
    *(np.dot, np.vdot, np.inner, np.tensordot, np.einsum, np.convolve),
    *(np.correlate, np.linalg.multi_dot),
}


def _plain(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, ByHand) else value


class ByHand(np.ndarray):
    """An array that does everything except products that sum.

    A reminder and no wall: plain arrays of the same numbers are easily made.
    """

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any
    ) -> Any:
        if ufunc in (np.matmul, getattr(np, "vecdot", None)):
            raise Refusal(READY_MADE)
        if "out" in kwargs:
            kwargs["out"] = tuple(map(_plain, kwargs["out"]))
        # the plain arrays, or this would be asked again
        result = getattr(ufunc, method)(*map(_plain, inputs), **kwargs)
        return result.view(ByHand) if type(result) is np.ndarray else result

    def __array_function__(
        self,
        func: Callable[..., Any],
        types: Iterable[type],
        args: Iterable[Any],
        kwargs: Any,
    ) -> Any:
        if func in _PRODUCTS:
            raise Refusal(READY_MADE)
        return super().__array_function__(func, types, args, kwargs)

    def dot(self, *_: Any, **__: Any) -> Any:
        """Refused, like the function of this name."""
        raise Refusal(READY_MADE)


@driver
def by_hand(target: Any, *args: np.ndarray) -> Any:
    """Call with arrays whose products are not to be had ready-made."""
    need_callable(target)
    return target(*(array.view(ByHand) for array in args))


@driver
def epochs(
    target: Any,
    X: np.ndarray,
    y: np.ndarray,
    batch_size: int,
    seed: int,
    drop_last: bool,
) -> dict:
    """Two epochs with one generator, and one with another of its seed."""
    need_callable(target)
    rng = np.random.default_rng(seed)
    batches = {}
    for name in ("first", "second", "again"):
        if name == "again":
            rng = np.random.default_rng(seed)
        more = [True] if drop_last else []
        result = target(X, y, batch_size, rng, *more)
        batches[name] = _collect(result, 2 * len(X) + 2)
    return batches


def _collect(result: Any, most: int) -> list:
    """Copies of the pairs that an iterable gives, as they come."""
    arrays = isinstance(result, tuple) and all(
        isinstance(part, np.ndarray) for part in result
    )
    if arrays and len(result) == 2:
        raise Refusal("returned one pair of arrays, not one pair a batch")
    if not isinstance(result, Iterable):
        kind = type(result).__name__
        raise Refusal(f"gave a {kind}, through which no `for` can go")
    pairs: list[list[np.ndarray]] = []
    for pair in result:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            kind = type(pair).__name__
            raise Refusal(
                f"gave a {kind} where the pair (X_batch, y_batch) belongs"
            )
        if len(pairs) == most:
            raise Refusal(f"gave more than {most} batches and went on")
        # a copy: the next batch may reuse the place of this one
        pairs.append([np.array(part, subok=False) for part in pair])
    return pairs
