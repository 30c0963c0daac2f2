"""What holds for every explorable, in whatever state it is."""

from __future__ import annotations

import base64
import json
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import Widget

from nnlib.widgets._base import Explorable, picture

VIEW = "application/vnd.jupyter.widget-view+json"


def agree(got: Any, expected: Any, tolerance: float = 1e-9) -> None:
    """Two arrays hold the same numbers, to nine digits if nothing is said."""
    np.testing.assert_allclose(got, expected, rtol=tolerance, atol=tolerance)


def tells_its_values(box: Explorable, name: str) -> None:
    """The text form is a call and a sentence, with no address in it."""
    text = repr(box)
    assert text.startswith(f"{name}(")
    assert "0x" not in text and "object at" not in text
    assert len(text.splitlines()) == 2


def shows_view_text_and_picture(box: Explorable, most: int = 60_000) -> None:
    """A page gets the widget, the text, and a PNG of at most so many bytes."""
    data = box._repr_mimebundle_()
    assert set(data) == {"text/plain", VIEW, "image/png"}
    assert data[VIEW]["model_id"] == box.model_id
    assert data["text/plain"] == repr(box)
    png = base64.b64decode(data["image/png"])
    assert png.startswith(b"\x89PNG")
    assert b"Software" not in png
    assert len(png) < most


def picture_repeats(box: Explorable, again: Explorable) -> None:
    """Two of the same state look alike, whatever the page did between."""
    before = box._repr_mimebundle_()["image/png"]
    with plt.rc_context({"font.size": 30}):
        assert picture(again.view) == before


def controls_are_linked(box: Explorable) -> None:
    """Every control has a label and moves its trait, and the trait it."""
    assert len(box.links) == len(box.sliders)
    linked = {}
    for link in box.links:
        (control, end), (view, trait) = link.source, link.target
        assert link._model_name == "LinkModel"  # both ways, in the browser
        assert view is box.view
        # a selection's `value` lives in Python only; the browser has `index`
        assert end == ("index" if hasattr(control, "index") else "value")
        assert getattr(control, end) == getattr(view, trait)
        assert control.description
        linked[trait] = control
    assert linked == box.sliders


def state_is_plain_data(box: Explorable) -> None:
    """All that a notebook stores is JSON, and a view's code is with it."""
    for widget in (box.view, *box.sliders.values(), *box.links):
        json.dumps(widget.get_state(), default=model_id, allow_nan=False)
    assert {"_esm", "_css"} <= set(box.view.get_state())


def model_id(value: Any) -> str:
    """The id of a widget, and an error for all else that is not JSON."""
    assert isinstance(value, Widget), f"{value!r} is not plain data"
    return value.model_id
