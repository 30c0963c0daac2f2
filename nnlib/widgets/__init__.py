"""The explorables: figures that move under the reader's hand.

    from nnlib import widgets

    widgets.separating_line(w1=1.0, w2=1.0, b=-1.5)

Each is a box of sliders and one view, live in JupyterLab and on the book's
static pages. ``box.view`` and ``box.sliders`` can be read, set and observed:

    box.view.w1 = -1.0
    box.sliders["b"].observe(print, "value")

The docstring of each says *What to try*. How to write a new one is told in
the book, on the page *Make your own explorable*.
"""

from nnlib.widgets.activation_explorer import activation_explorer
from nnlib.widgets.backprop_stepper import backprop_stepper
from nnlib.widgets.batch_path import batch_path
from nnlib.widgets.clinic import clinic
from nnlib.widgets.descent import descent
from nnlib.widgets.difference_step import difference_step
from nnlib.widgets.draw_digit import draw_digit
from nnlib.widgets.dropout_masks import dropout_masks
from nnlib.widgets.dying_relu import dying_relu
from nnlib.widgets.forward_pass import forward_pass
from nnlib.widgets.gate_builder import gate_builder
from nnlib.widgets.hidden_size import hidden_size
from nnlib.widgets.initialization_lab import initialization_lab
from nnlib.widgets.learning_curves import learning_curves
from nnlib.widgets.loop_race import loop_race
from nnlib.widgets.moving_average import moving_average
from nnlib.widgets.optimizer_race import optimizer_race
from nnlib.widgets.outlier import outlier
from nnlib.widgets.penalty_paths import penalty_paths
from nnlib.widgets.perceptron_stepper import perceptron_stepper
from nnlib.widgets.plane_map import plane_map
from nnlib.widgets.playground import playground
from nnlib.widgets.probability_losses import probability_losses
from nnlib.widgets.separating_line import separating_line
from nnlib.widgets.shape_explorer import shape_explorer
from nnlib.widgets.sharpen import sharpen
from nnlib.widgets.softmax_bars import softmax_bars
from nnlib.widgets.tangent_weight import tangent_weight
from nnlib.widgets.three_lines import three_lines
from nnlib.widgets.threshold import threshold
from nnlib.widgets.weight_knob import weight_knob
from nnlib.widgets.whitening import whitening

__all__ = [
    "activation_explorer",
    "backprop_stepper",
    "batch_path",
    "clinic",
    "descent",
    "difference_step",
    "draw_digit",
    "dropout_masks",
    "dying_relu",
    "forward_pass",
    "gate_builder",
    "hidden_size",
    "initialization_lab",
    "learning_curves",
    "loop_race",
    "moving_average",
    "optimizer_race",
    "outlier",
    "penalty_paths",
    "perceptron_stepper",
    "plane_map",
    "playground",
    "probability_losses",
    "separating_line",
    "shape_explorer",
    "sharpen",
    "softmax_bars",
    "tangent_weight",
    "three_lines",
    "threshold",
    "weight_knob",
    "whitening",
]
