"""The explorables: figures that move under the reader's hand.

    from nnlib import widgets

    widgets.separating_line(w1=1.0, w2=1.0, b=-1.5)

Each is a box of sliders and one view, live in JupyterLab and on the book's
static pages. ``box.view`` and ``box.sliders`` can be read, set and observed.
"""

from nnlib.widgets.forward_pass import forward_pass
from nnlib.widgets.gate_builder import gate_builder
from nnlib.widgets.learning_curves import learning_curves
from nnlib.widgets.perceptron_stepper import perceptron_stepper
from nnlib.widgets.separating_line import separating_line
from nnlib.widgets.sharpen import sharpen
from nnlib.widgets.three_lines import three_lines

__all__ = [
    "forward_pass",
    "gate_builder",
    "learning_curves",
    "perceptron_stepper",
    "separating_line",
    "sharpen",
    "three_lines",
]
