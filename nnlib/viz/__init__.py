"""Plots and diagrams of the book, all in one style.

Every ``plot_*`` and ``draw_*`` takes ``ax=None`` and returns the axes it
drew on; none of them calls ``plt.show()``. Importing this package is what
loads matplotlib; the rest of nnlib does without.
"""

from nnlib.viz.dashboard import Dashboard
from nnlib.viz.functions import plot_function
from nnlib.viz.graphs import draw_graph
from nnlib.viz.inside import plot_layer_curves, plot_layer_histograms
from nnlib.viz.networks import draw_network
from nnlib.viz.neurons import draw_neuron
from nnlib.viz.pictures import plot_images, plot_weights
from nnlib.viz.points import plot_data, plot_decision_boundary
from nnlib.viz.products import draw_matrix_product
from nnlib.viz.results import plot_confusion_matrix, plot_history
from nnlib.viz.roc import plot_roc
from nnlib.viz.source import listing
from nnlib.viz.style import COLORS, use_style
from nnlib.viz.surfaces import plot_loss_surface

__all__ = [
    "COLORS",
    "Dashboard",
    "draw_graph",
    "draw_matrix_product",
    "draw_network",
    "draw_neuron",
    "listing",
    "plot_confusion_matrix",
    "plot_data",
    "plot_decision_boundary",
    "plot_function",
    "plot_history",
    "plot_images",
    "plot_layer_curves",
    "plot_layer_histograms",
    "plot_loss_surface",
    "plot_roc",
    "plot_weights",
    "use_style",
]
