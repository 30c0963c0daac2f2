"""In the notebook of the JupyterLab test: what Python hears and says.

`probe(name)` shows an explorable with a label and a button. The label tells
what Python heard last about one of its traits; the button lets Python give
the control of that trait another value.
"""

import ipywidgets
from IPython.display import display

from tests.widgets.explorables import make

SLIDERS = (
    ipywidgets.FloatSlider,
    ipywidgets.IntSlider,
    ipywidgets.FloatLogSlider,
)
MENUS = (ipywidgets.Dropdown, ipywidgets.SelectionSlider)


def best_control(box):
    """A slider if there is one, else a menu: (trait, control)."""
    for kind in (SLIDERS, MENUS):
        for trait, control in box.sliders.items():
            if isinstance(control, kind):
                return trait, control
    raise LookupError(f"{box!r} has neither a slider nor a menu")


def another(control):
    """A value that the control can have and has not now."""
    if isinstance(control, MENUS):
        return (control.index + 1) % len(control.options)
    if isinstance(control, ipywidgets.FloatLogSlider):
        ends = control.base**control.min, control.base**control.max
    else:
        ends = control.min, control.max
    return ends[0] if control.value != ends[0] else ends[1]


def probe(name):
    """Show the explorable of that name between its label and its button."""
    box = make(name)
    trait, control = best_control(box)
    heard = ipywidgets.Label("nothing yet")
    heard.add_class("heard")

    def hear(change):
        heard.value = f"{trait} is now {change['new']!r}"

    def say(_):
        key = "index" if isinstance(control, MENUS) else "value"
        setattr(control, key, another(control))

    box.view.observe(hear, trait)
    button = ipywidgets.Button(description="Python speaks")
    button.add_class("speak")
    button.on_click(say)
    control.add_class("probed")
    whole = ipywidgets.VBox([box, heard, button])
    whole.add_class("probe")
    display(whole)
