"""The explorables: figures that move under the reader's hand.

    from nnlib import widgets

    widgets.separating_line(w1=1.0, w2=1.0, b=-1.5)

Each is a box of sliders and one view, live in JupyterLab and on the book's
static pages. ``box.view`` and ``box.sliders`` can be read, set and observed.
"""

from nnlib.widgets.separating_line import separating_line

__all__ = ["separating_line"]
