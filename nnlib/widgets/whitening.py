"""A cloud of points raw, centered, rotated, whitened; ε on a slider."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import traitlets

from nnlib._validation import Array
from nnlib.preprocessing import PCA, Whitening
from nnlib.widgets._base import Explorable, Number, View, float_slider

LONG = math.sqrt(5.506)  # standard deviations along the cloud and across it
THIN = 0.6237  # the root of 0.389
THIN_LIMITS = (0.0237, 2.0237)  # so that a step of the slider meets THIN
CENTER = (4.0, 3.0)
POINTS, SEED = 200, 8


class WhiteningClouds(View):
    """Four pictures of one cloud, from raw to whitened.

    Book: Data and initialization.
    """

    _module = Path(__file__).with_name("whitening.mjs")
    _style = Path(__file__).with_name("whitening.css")
    _shown = ("epsilon", "thin", "tilt")

    epsilon = Number(1e-5, min=1e-6, max=10.0)
    thin = Number(THIN, min=0.02, max=2.1)
    tilt = Number(30.0, min=-90.0, max=90.0)
    _base: traitlets.List = traitlets.List().tag(sync=True)
    _long = traitlets.Float(LONG).tag(sync=True)
    _center: traitlets.List = traitlets.List(list(CENTER)).tag(sync=True)

    @property
    def data(self) -> Array:
        """The raw points, shape (200, 2)."""
        angle = math.radians(self.tilt)
        c, s = math.cos(angle), math.sin(angle)
        turn = np.array([[c, s], [-s, c]])
        spread = np.array([self._long, self.thin])
        return np.array(self._base) * spread @ turn + self._center

    def stages(self) -> dict[str, Array]:
        """The points at each stage, as `nnlib.preprocessing` makes them."""
        X = self.data
        return {
            "raw": X,
            "centered": X - X.mean(axis=0),
            "rotated": PCA().fit_transform(X),
            "whitened": Whitening(self.epsilon).fit_transform(X),
        }

    def summary(self) -> str:
        fitted = Whitening(self.epsilon).fit(self.data)
        variance = fitted.explained_variance
        spreads = np.sqrt(variance) / fitted.scale
        return (
            f"variances {variance[0]:.3f} and {variance[1]:.4f}, "
            f"whitened spreads {spreads[0]:.3f} and {spreads[1]:.3f}"
        )

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        figure = ax.figure
        ax.remove()  # four panels take its place
        limits = {
            "raw": ((-4, 12), (-5, 11)),
            "centered": ((-8, 8), (-8, 8)),
            "rotated": ((-8, 8), (-8, 8)),
            "whitened": ((-4, 4), (-4, 4)),
        }
        panels = figure.subplots(2, 2).ravel()
        for panel, (name, X) in zip(
            panels, self.stages().items(), strict=True
        ):
            panel.plot(*X.T, ".", color=COLORS["class_1"], markersize=4)
            panel.plot(*X[0], "o", color=COLORS["highlight"], markersize=7)
            xlim, ylim = limits[name]
            panel.set(title=name, xlim=xlim, ylim=ylim, aspect="equal")
        figure.suptitle(f"ε = {self.epsilon:.2g}: {self.summary()}", size=10)


def whitening(
    epsilon: float = 1e-5, *, thin: float = THIN, tilt: float = 30.0
) -> Explorable:
    """A tilted cloud of points on its way from raw to whitened.

    What to try: follow the marked point through the four pictures. Tilt the
    cloud: which pictures change, which do not? Make it as thin as it goes,
    as if the second direction held nothing but noise, and look at the
    whitened cloud. Then raise ε until the noise is small again: what is the
    order of magnitude of that ε, and where did you see this number before?

    Args:
        epsilon: what is added to each variance, from 1e-6 to 10.
        thin: the standard deviation across the cloud, from 0.02 to 2.1.
        tilt: the angle of the cloud in degrees, from -90 to 90.

    Raises:
        TraitError: for values out of their range.

    >>> whitening(thin=0.5)
    whitening(epsilon=1e-05, thin=0.5, tilt=30.0)
    variances 5.506 and 0.2500, whitened spreads 1.000 and 1.000

    Book: Data and initialization.
    """
    drawn = np.random.default_rng(SEED).normal(size=(POINTS, 2))
    base = Whitening(epsilon=0).fit_transform(drawn)
    view = WhiteningClouds(
        epsilon=epsilon, thin=thin, tilt=tilt, _base=base.tolist()
    )
    strength = ipywidgets.FloatLogSlider(
        value=view.epsilon,
        base=10,
        min=-6,
        max=1,
        step=0.1,
        description="ε",
        readout_format=".1e",
        style={"description_width": "6.5em"},
    )
    controls = {
        "epsilon": strength,
        "thin": float_slider("thin spread", view, "thin", *THIN_LIMITS, 0.02),
        "tilt": float_slider("tilt (degrees)", view, "tilt", -90, 90, 5),
    }
    return Explorable("whitening", view, controls)
