"""Right answers to the exercise gradient_check."""

import numpy as np

from nncheck.specs.backpropagation.numerical_answers import numerical_gradient


def gradient_check(model, loss, X, Y):
    """The relative error of the gradient by each array of params."""
    model.backward(loss.gradient(Y, model.forward(X)))
    errors = []
    for param, g in zip(model.params, model.grads, strict=True):
        d = np.zeros(param.shape)
        for i in np.ndindex(param.shape):
            before = param[i]
            param[i] = before + 1e-5
            above = loss(Y, model.forward(X))
            param[i] = before - 1e-5
            d[i] = (above - loss(Y, model.forward(X))) / 2e-5
            param[i] = before
        size = np.linalg.norm(g) + np.linalg.norm(d)
        errors.append(np.linalg.norm(g - d) / size if size > 0 else 0.0)
    return errors


# ------------------------------------------------------- other right answers


def with_small_number_below(model, loss, X, Y):
    y_pred = model.forward(X, training=False)
    model.backward(loss.gradient(Y, y_pred))
    gradients = [g.copy() for g in model.grads]
    errors = []
    for k, w in enumerate(model.params):
        nudged = np.zeros(w.size)
        for j in range(w.size):
            values = []
            old = w.flat[j]
            for step in (2e-5, -2e-5):
                w.flat[j] = old + step
                values.append(loss(Y, model.forward(X)))
            w.flat[j] = old
            nudged[j] = (values[0] - values[1]) / 4e-5
        g = gradients[k].ravel()
        size = max(np.sqrt(g @ g) + np.sqrt(nudged @ nudged), 1e-12)
        errors.append(np.sqrt(np.sum((g - nudged) ** 2)) / size)
    return np.array(errors)


def by_setting_weights(model, loss, X, Y):
    weights = [w.copy() for w in model.get_weights()]
    grad = loss.gradient(Y, model.forward(X))
    for layer in reversed(model.layers):
        grad = layer.backward(grad)
    answer: list[float] = []
    for k, g in enumerate(list(model.grads)):

        def cost(array, k=k):
            model.set_weights([*weights[:k], array, *weights[k + 1 :]])
            return loss(Y, model.predict(X))

        g = g.copy()
        d = numerical_gradient(cost, weights[k], 1e-5)
        model.set_weights(weights)
        norms = np.linalg.norm(g), np.linalg.norm(d)
        if sum(norms) == 0:
            answer.append(0)
        else:
            answer.append(float(np.linalg.norm(d - g) / sum(norms)))
    return tuple(answer)


def with_the_library(model, loss, X, Y):
    from nnlib import gradient_check

    report = gradient_check(model, loss, X, Y)
    return [check.error for check in report.checks if check.name != "inputs"]


ALTERNATIVES = (with_small_number_below, by_setting_weights, with_the_library)
