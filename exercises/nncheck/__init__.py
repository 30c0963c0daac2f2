"""The checks of the book's exercises, and the chapters' quizzes."""

from typing import Any


def status() -> Any:
    """Points by chapter, the best results, and what to do next.

    Shows itself as text in a terminal and as tables in a notebook, where
    they follow every later check. The command line has it, too: ``nncheck
    status``.
    """
    from nncheck.learner import status as standing  # only who asks waits

    return standing()
