"""The overview in a notebook, brought up to date after every check.

All overviews that a kernel has shown are one display to Jupyter: whoever
updates it updates them all, also a view of its own beside the notebook.
"""

from IPython.core.getipython import get_ipython
from IPython.display import display, update_display

from nncheck import records
from nncheck.notebook import Note
from nncheck.overview import Overview

ID = "nncheck-status"
FOLLOWS = "<p>These tables follow every check in this notebook.</p>"


def show(overview: Overview) -> None:
    """Show an overview; from then on it follows the checks."""
    live = _can_follow()
    display(_shapes(overview, live), raw=True, display_id=ID)
    if live and refresh not in records.LISTENERS:
        records.LISTENERS.append(refresh)


def refresh() -> None:
    """Show what is known by now, in the place of what was shown."""
    from nncheck.learner import status

    update_display(_shapes(status(), live=True), raw=True, display_id=ID)


def _shapes(standing: Overview | Note, live: bool) -> dict[str, str]:
    end = FOLLOWS if live else ""
    return {
        "text/plain": repr(standing),
        "text/html": standing._repr_html_() + end,
    }


def _can_follow() -> bool:
    """A terminal would print the whole overview after every check."""
    return type(get_ipython()).__name__ != "TerminalInteractiveShell"
