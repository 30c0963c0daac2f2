"""PyTorch with `torch.compile` for the network, the loss and the update."""

from _peers import torch_eager


def prepare(workload):
    """The same loop, compiled."""
    return torch_eager.prepare(workload, compiled=True)
