"""What `descent` and `optimizer_race` share: a start on a chosen surface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import traitlets

from nnlib.widgets._base import Number, View
from nnlib.widgets._surfaces import Surface, surface_named
from nnlib.widgets._walks import STYLE, checked_start


class SurfaceView(View):
    """A view of walks that begin at one place of one of several surfaces.

    A subclass names itself in ``_name``, for messages, and in ``_offered``
    the surfaces that can be chosen; it says how many steps can be ``seen``.
    """

    _style = STYLE
    _name: ClassVar[str]
    _offered: ClassVar[Sequence[Surface]]

    w1 = Number(1.0, min=-100.0, max=100.0)
    w2 = Number(0.0, min=-100.0, max=100.0)
    seen = traitlets.Int(0, min=0).tag(sync=True)
    turn = Number(-30.0, min=-180.0, max=180.0)
    tilt = Number(40.0, min=0.0, max=90.0)
    _chosen = traitlets.Int(0, min=0).tag(sync=True)
    _surfaces: traitlets.List = traitlets.List().tag(sync=True)
    _rate = traitlets.Int(0, min=0).tag(sync=True)
    _rates: traitlets.List = traitlets.List().tag(sync=True)

    @property
    def _surface(self) -> Surface:
        return self._offered[self._chosen]

    @property
    def surface(self) -> str:
        """The name of the loss; setting it starts anew."""
        return self._surface.name

    @surface.setter
    def surface(self, name: str) -> None:
        names = [each.name for each in self._offered]
        self._chosen = surface_named(self._name, name, names)
        self.seen = 0
        self.start = self._surface.start

    @property
    def learning_rate(self) -> float:
        """The learning rate; set it by the slider, or build a new one."""
        return self._rates[self._rate]

    @property
    def start(self) -> tuple[float, ...]:
        """Where the walks begin: one number for each weight."""
        return (self.w1, self.w2)[: len(self._surface.box)]

    @start.setter
    def start(self, w: Sequence[float]) -> None:
        first, *second = checked_start(self._name, w, self._surface)
        self.w1, self.w2 = first, *(second or [0.0])
