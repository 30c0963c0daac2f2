"""Summary: the table that `model.summary()` returns."""

from collections.abc import Sequence

from nnlib.layers import Layer

HEAD = ("Layer", "Output shape", "Parameters")


class Summary:
    """The layers of a model, the shape of their outputs, their parameters.

    Attributes:
        rows: (layer, output shape, number of parameters) for each layer.
        total: the number of all parameters.
    """

    def __init__(self, layers: Sequence[Layer]):
        self.rows: list[tuple[str, str, int]] = []
        features: int | None = None
        for layer in layers:
            features = layer.output_features(features)
            shape = f"(n, {'d' if features is None else features})"
            count = sum(w.size for w in layer.params.values())
            self.rows.append((repr(layer), shape, count))
        self.total = sum(count for _, _, count in self.rows)

    def __repr__(self) -> str:
        cells = [(name, shape, f"{n:,}") for name, shape, n in self.rows]
        a, b, c = (
            max(len(row[i]) for row in [HEAD, *cells]) for i in range(3)
        )
        lines = [
            f"{name:{a}}  {shape:{b}}  {count:>{c}}".rstrip()
            for name, shape, count in [HEAD, *cells]
        ]
        rule = "─" * (a + b + c + 4)
        total = f"Total: {self.total:,} parameters"
        return "\n".join([lines[0], rule, *lines[1:], rule, total])
