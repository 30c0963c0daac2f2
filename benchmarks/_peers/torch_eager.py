"""PyTorch as its tutorials write the training loop."""

from itertools import pairwise

import torch
from torch import nn

ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh}


def network(workload):
    """The layers; a last softmax is part of the loss."""
    parts = []
    for d, m in pairwise(workload.sizes):
        parts += [nn.Linear(d, m), ACTIVATIONS[workload.activation]()]
    parts.pop()
    if workload.output == "sigmoid":
        parts.append(nn.Sigmoid())
    return nn.Sequential(*parts)


def optimizer(workload, model):
    """With Keras's and nnlib's settings, not PyTorch's."""
    rate = workload.learning_rate
    if workload.optimizer == "rmsprop":
        return torch.optim.RMSprop(model.parameters(), rate, alpha=0.9)
    return torch.optim.SGD(model.parameters(), rate)


def squared_error(scores, targets):
    """Half the squared distance, mean over the batch."""
    return 0.5 * ((scores - targets) ** 2).sum() / len(scores)


def prepare(workload, compiled=False):
    """One training loop, or one prediction."""
    torch.set_num_threads(workload.threads)
    torch.manual_seed(0)
    X, y = workload.data()
    X = torch.from_numpy(X)
    model = network(workload)
    if workload.kind == "predict":
        forward = torch.compile(model) if compiled else model
        softmax = nn.Softmax(dim=1)

        def predict():
            with torch.no_grad():
                return softmax(forward(X))

        return predict
    if workload.output == "softmax":
        y, loss = torch.from_numpy(y), nn.CrossEntropyLoss()
    else:
        y, loss = torch.from_numpy(workload.one_hot(y)), squared_error
    rule, m = optimizer(workload, model), workload.batch_size

    def forward_loss(X_batch, y_batch):
        return loss(model(X_batch), y_batch)

    if compiled:
        forward_loss = torch.compile(forward_loss)
        move = torch.compile(rule.step)
    else:
        move = rule.step

    def train():
        for _ in range(workload.epochs):
            whole = m >= len(X)
            order = torch.arange(len(X)) if whole else torch.randperm(len(X))
            for i in range(0, len(X), m):
                rows = order[i : i + m]
                batch = (X, y) if whole else (X[rows], y[rows])
                rule.zero_grad()
                forward_loss(*batch).backward()
                move()

    return train
