"""What every explorable shares: the view, its sliders, its still picture.

A *view* draws itself in the browser (SVG, from the view's ``.mjs``) and needs
no kernel. An *explorable* is a box of real ipywidgets controls and one view,
linked in the browser. Each is also shown as text and as a still picture, for
print and for pages that run no JavaScript.

The page *Make your own explorable* of the book builds one from an empty file.
"""

from __future__ import annotations

import base64
import io
import math
import numbers
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import ipywidgets
import traitlets

from nnlib.widgets._source import module_source

_HERE = Path(__file__).parent


class View(anywidget.AnyWidget):
    """A picture in the page that redraws itself from its traits.

    A subclass declares its traits (``Number``, or a trait of traitlets with
    ``.tag(sync=True)``), writes ``summary`` and ``draw``, and names

    - ``_module``, the path of its ``.mjs``,
    - ``_style``, a style sheet of its own, if it has one,
    - ``_shown``, the traits that stand in the text form.

    ``fallbacks`` is for views that are shown without an ``Explorable``.
    """

    _module: ClassVar[Path]
    _style: ClassVar[Path | None] = None
    _shown: ClassVar[tuple[str, ...]] = ()  # the traits of the text form

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "_module" in cls.__dict__:  # not in traitlets' own subclasses
            cls._esm = module_source(cls._module)
            cls._css = (_HERE / "widgets.css").read_text(encoding="utf8")
            if cls._style is not None:
                cls._css += cls._style.read_text(encoding="utf8")
        super().__init_subclass__(**kwargs)

    def __repr__(self) -> str:
        return _call(type(self).__name__, self)

    def summary(self) -> str:
        """The state in a sentence, for readers who do not see the picture."""
        return ""

    def draw(self, ax: Any) -> None:
        """Draw the state on Matplotlib ``Axes``: the picture for print."""
        raise NotImplementedError(
            f"{type(self).__name__} has no still picture yet: write "
            "draw(self, ax), which draws its state on Matplotlib Axes"
        )

    def fallbacks(self) -> dict[str, str]:
        """What to show where there is no JavaScript, by MIME type."""
        return {"text/plain": repr(self)}

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict]:
        shown = super()._repr_mimebundle_(**kwargs)
        data, metadata = shown if shown else ({}, {})
        return data | self.fallbacks(), metadata


class Explorable(ipywidgets.VBox):
    """A view with the controls that move it.

    Args:
        name: the constructor's name, for the text form.
        view: the picture.
        controls: the control for each trait; they are linked in the browser,
            so that they work without a kernel.

    ``view`` and ``sliders`` (the controls by trait name) are there to
    ``observe`` and to set from Python.
    """

    def __init__(
        self,
        name: str,
        view: View,
        controls: Mapping[str, ipywidgets.Widget],
    ) -> None:
        self._name = name
        self.view = view
        self.sliders = dict(controls)
        self.links = [
            ipywidgets.jslink(_end(control), (view, trait))
            for trait, control in self.sliders.items()
        ]
        panel = ipywidgets.Box(list(self.sliders.values()))
        panel.add_class("nn-controls")
        super().__init__([panel, view])
        self.add_class("nn-explorable")

    def __repr__(self) -> str:
        text = _call(self._name, self.view)
        summary = self.view.summary()
        return f"{text}\n{summary}" if summary else text

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        data = super()._repr_mimebundle_(**kwargs)
        still = {"text/plain": repr(self), "image/png": picture(self.view)}
        return data | still


def float_slider(
    label: str, view: View, trait: str, low: float, high: float, step: float
) -> ipywidgets.FloatSlider:
    """A slider that starts at the view's value and has room for it.

    Args:
        label: the name beside the slider, which is also read aloud.
        view: the view.
        trait: which of its traits the slider moves.
        low: the left end; less, if the view's value lies to the left of it.
        high: the right end; more, if the view's value lies beyond it.
        step: the distance between two values.
    """
    value = getattr(view, trait)
    return ipywidgets.FloatSlider(
        value=value,
        min=min(low, value),
        max=max(high, value),
        step=step,
        description=label,
        style={"description_width": "6.5em"},
    )


def dropdown(
    label: str, names: Sequence[str], index: int
) -> ipywidgets.Dropdown:
    """A drop-down list; the browser links the index of the chosen name.

    Args:
        label: the name beside the list, which is also read aloud.
        names: what can be chosen.
        index: the place of the name chosen at first. The trait that is
            linked with the list is a whole number, too.
    """
    return ipywidgets.Dropdown(
        options=list(names),
        index=index,
        description=label,
        style={"description_width": "6.5em"},
    )


def picture(view: View) -> str:
    """The view's still picture: a PNG in base64, the same in every run."""
    from matplotlib import rc_context, rcdefaults
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from nnlib.viz.style import use_style

    with rc_context():
        rcdefaults()
        use_style()
        figure = Figure(figsize=(5.6, 4.2), dpi=110, layout="constrained")
        FigureCanvasAgg(figure)
        view.draw(figure.add_subplot())
        out = io.BytesIO()
        figure.savefig(out, format="png", dpi=110, metadata={"Software": None})
    return base64.b64encode(out.getvalue()).decode("ascii")


class Number(traitlets.Float):
    """A number trait that refuses what a picture cannot show.

    Args:
        default: the value of a view that is made without one.
        limits: ``min`` and ``max``, both or neither.
    """

    def __init__(self, default: float = 0.0, **limits: Any) -> None:
        super().__init__(default, **limits)
        self.tag(sync=True)

    def validate(self, view: Any, value: Any) -> float:
        low = -math.inf if self.min is None else self.min
        high = math.inf if self.max is None else self.max
        ok = isinstance(value, numbers.Real) and not isinstance(value, bool)
        limits = f" from {low:g} to {high:g}" if low > -math.inf else ""
        if not (ok and math.isfinite(value) and low <= value <= high):
            raise traitlets.TraitError(
                f"{self.name} must be a finite number{limits}, got {value!r}"
            )
        return float(value)


def _end(control: ipywidgets.Widget) -> tuple[ipywidgets.Widget, str]:
    # a selection's `value` lives in Python only; the browser has `index`
    selections = (ipywidgets.Dropdown, ipywidgets.SelectionSlider)
    if isinstance(control, selections):
        return control, "index"
    return control, "value"


def _call(name: str, view: View) -> str:
    values = ", ".join(f"{n}={getattr(view, n)!r}" for n in view._shown)
    return f"{name}({values})"
