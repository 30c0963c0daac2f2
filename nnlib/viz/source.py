"""The library's own source, shown in a chapter as a cell's output."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any


class Listing:
    """Source code as an output: plain as text, highlighted as HTML."""

    def __init__(self, title: str, code: str) -> None:
        self.title = title
        self.code = code

    def __repr__(self) -> str:
        return f"# {self.title}\n{self.code}"

    def _repr_html_(self) -> str:
        # classes, not colors: the page's style sheet has them in two themes
        from pygments import highlight
        from pygments.formatters import HtmlFormatter
        from pygments.lexers import PythonLexer

        return highlight(repr(self), PythonLexer(), HtmlFormatter())


def listing(
    obj: Callable[..., Any] | type, *, docstring: bool = False
) -> Listing:
    """The source of a function, method or class of the library.

    Put it last in a cell. The output is what the library runs, so a stored
    output that no longer matches the library fails the notebook's check.

    Args:
        obj: what to show.
        docstring: keep docstrings whole; only their first paragraph stays
            without it.

    Raises:
        TypeError: when obj has no Python source.

    Example:
        >>> from nnlib.activations import step
        >>> listing(step)
        # nnlib.activations.step
        def step(z: ArrayLike) -> Array:
            \"\"\"1 where ...\"\"\"
            return np.heaviside(as_float_array(z), 0)

    Book: Perceptron.
    """
    try:
        source = textwrap.dedent(inspect.getsource(obj)).rstrip()
    except (TypeError, OSError):
        raise TypeError(
            f"listing: {obj!r} has no Python source to show. Give a "
            "function, a method or a class, not its value: "
            "listing(Dense.backward)."
        ) from None
    name = getattr(obj, "__qualname__", obj.__name__)
    code = source if docstring else _shorten_docstrings(source)
    return Listing(f"{obj.__module__}.{name}", code)


def _shorten_docstrings(source: str) -> str:
    """The source with every docstring cut down to its first paragraph."""
    lines = source.splitlines()
    for node in _docstrings(source):
        first, last = node.lineno - 1, node.end_lineno
        docstring = lines[first:last]
        blank = next((i for i, t in enumerate(docstring) if not t.strip()), 0)
        if blank:
            lines[first:last] = docstring[:blank]
            lines[first + blank - 1] += docstring[-1].rstrip()[-3:]
    return "\n".join(lines)


def _docstrings(source: str) -> list[ast.stmt]:
    """The docstrings' nodes, the last one first, so that cutting is safe."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    nodes = [
        node.body[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, kinds) and ast.get_docstring(node) is not None
    ]
    return sorted(nodes, key=lambda node: -node.lineno)
