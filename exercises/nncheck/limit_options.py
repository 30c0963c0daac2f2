"""The options of the command line that say how much a notebook may use."""

import argparse

from nncheck.sandbox import Limits


def add_limits(options: argparse.ArgumentParser) -> None:
    """Let time and memory be chosen."""
    options.add_argument(
        "--timeout",
        type=float,
        default=Limits.total,
        metavar="S",
        help="seconds for one notebook (default: %(default)g)",
    )
    options.add_argument(
        "--memory",
        type=float,
        default=Limits.memory,
        metavar="GB",
        help="gigabytes for one notebook (default: %(default)g)",
    )


def chosen_limits(options: argparse.Namespace) -> Limits:
    """The limits that were chosen.

    >>> parser = argparse.ArgumentParser()
    >>> add_limits(parser)
    >>> chosen_limits(parser.parse_args(["--timeout", "5"])).cell
    5.0
    """
    return Limits(
        cell=min(Limits.cell, options.timeout),
        total=options.timeout,
        memory=options.memory,
    )
