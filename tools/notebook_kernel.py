"""Execute a notebook with the Python that runs this program."""

import os
import re
from pathlib import Path

import ipykernel.kernelspec
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import (
    CellExecutionError,
    CellTimeoutError,
    DeadKernelError,
)
from nbformat import NotebookNode
from traitlets import default

SECONDS_PER_CELL = 120
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(Exception):
    """A notebook that did not run to its end; the text says where and why."""


class ThisPython(KernelSpecManager):
    """The kernel of this environment, whatever the user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the running interpreter as a kernel specification."""
        return KernelSpec(**ipykernel.kernelspec.get_kernel_dict())


class ThisKernel(AsyncKernelManager):
    """A kernel manager that knows this environment alone."""

    @default("kernel_spec_manager")
    def _this_python(self) -> KernelSpecManager:
        return ThisPython()


def kernel_variables() -> dict[str, str]:
    """Return the environment of the kernel: one thread, inline figures."""
    env = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", **os.environ}
    env.pop("MPLBACKEND", None)
    return env


def execute(nb: NotebookNode, folder: Path, name: str) -> None:
    """Run all cells from top to bottom, storing outputs and widget state.

    Args:
        nb: The notebook; its outputs are replaced.
        folder: The working directory of its cells.
        name: What to call the notebook in an error message.

    Raises:
        NotebookError: A cell failed, took too long, or killed the kernel.
    """
    nb.metadata.pop("widgets", None)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        nb,
        kernel_manager_class=ThisKernel,
        timeout=SECONDS_PER_CELL,
        record_timing=False,
        coalesce_streams=True,
        store_widget_state=True,
        resources={"metadata": {"path": str(folder)}},
        # no shared history file, no advice about transports on stderr
        extra_arguments=["--HistoryManager.enabled=False", "--log-level=40"],
    )
    try:
        client.execute(env=kernel_variables())
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        message = ANSI.sub("", str(error))
        where = failed_cell(nb)
        raise NotebookError(f"{name}: {where} failed\n{message}") from None


def failed_cell(nb: NotebookNode) -> str:
    """Return which cell stopped the run: the last one that was started."""
    code = [c for c in nb.cells if c.cell_type == "code" and c.source.strip()]
    started = [cell for cell in code if cell.execution_count]
    last = max(1, len(started))
    return f"code cell {last} of {len(code)}"
