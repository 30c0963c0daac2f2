"""Wrong answers to the exercise train_step, and what to say."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.backpropagation.sections import BUGS, LAYERS, UPDATE
from nnlib.activations import softmax


class _Step:
    """The same step with the pieces that the wrong answers change."""

    def take(self, params, X, Y, rate):
        self.rate, p = rate, params
        self.Z = X @ p["W1"] + p["b1"]
        self.hidden = np.tanh(self.Z)
        delta2 = self.error(softmax(self.hidden @ p["W2"] + p["b2"]), Y)
        grads2 = {"W2": self.hidden.T @ delta2, "b2": self.bias(delta2)}
        W2 = self.weights_to_go_back(p["W2"], grads2["W2"])
        delta1 = self.down(delta2, W2) * self.slope()
        grads = {"W1": X.T @ delta1, "b1": self.bias(delta1)} | grads2
        return self.result(p, grads)

    def error(self, y_pred, Y):
        return (y_pred - Y) / len(Y)

    def bias(self, delta):
        return delta.sum(axis=0)

    def weights_to_go_back(self, W2, grad):
        return W2

    def down(self, delta, W2):
        return delta @ W2.T

    def slope(self):
        return 1 - self.hidden**2

    def result(self, params, grads):
        return {
            name: params[name] + self.change(grads[name]) for name in params
        }

    def change(self, grad):
        return -self.rate * grad


def _second_layer_first(self, params, X, Y, rate):
    second = _Step.take(self, params, X, Y, rate)
    mixed = params | {name: second[name] for name in ("W2", "b2")}
    again = _Step.take(self, mixed, X, Y, rate)
    return mixed | {name: again[name] for name in ("W1", "b1")}


def _only(*names):
    def result(self, params, grads):
        new = _Step.result(self, params, grads)
        return params | {name: new[name] for name in names}

    return result


def _wrong(name, message, hint, section=LAYERS, **pieces):
    made = type(name, (_Step,), pieces)

    def answer(params, X, Y, learning_rate):
        return made().take(params, X, Y, learning_rate)

    answer.__name__ = name
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "updated_on_the_way",
        "You change W2 first and hand delta back through the new W2. All "
        "gradients belong to one point, that of the old weights; the loss "
        "falls all the same, which is why this bug is hard to see.",
        "In which order stand “all gradients” and “all updates”?",
        BUGS,
        weights_to_go_back=lambda self, W2, grad: W2 - self.rate * grad,
    ),
    _wrong(
        "forward_again_in_between",
        "You change the second layer, run the network again, and then "
        "change the first one: two half steps at two different points. One "
        "step takes all gradients at the old weights.",
        "How many forward passes does one turn of the training cycle have?",
        BUGS,
        take=_second_layer_first,
    ),
    _wrong(
        "uphill",
        "Your steps go uphill. The gradient points to where the loss grows; "
        "descent is its negative.",
        "Print the loss before and after one step.",
        UPDATE,
        change=lambda self, grad: self.rate * grad,
    ),
    _wrong(
        "no_learning_rate",
        "`learning_rate` does not act: you subtract the bare gradient.",
        "Call your function with a learning rate of 0. What should come?",
        UPDATE,
        change=lambda self, grad: -grad,
    ),
    _wrong(
        "gradients_returned",
        "You return the gradients. Asked for are the parameters after the "
        "step.",
        "Call your function with a learning rate of 0. What should come?",
        UPDATE,
        result=lambda self, params, grads: grads,
    ),
    _wrong(
        "nothing_returned",
        "Your function returns nothing. The next step begins with what this "
        "one returns.",
        "What does `print(train_step(params, X, Y, 0.1))` show?",
        UPDATE,
        result=lambda self, params, grads: None,
    ),
    _wrong(
        "changes_returned",
        "You return the changes. Asked for are the parameters after them.",
        "Call your function with a learning rate of 0. What should come?",
        UPDATE,
        result=lambda self, params, grads: {
            name: self.change(grads[name]) for name in grads
        },
    ),
    _wrong(
        "mean_forgotten",
        "Your steps are too large by the number of samples. The cost is a "
        "mean over the batch.",
        "With one sample all is right; what changes with six?",
        error=lambda self, y_pred, Y: y_pred - Y,
    ),
    _wrong(
        "bias_meaned",
        "The weights move rightly, the biases too little: the 1/n is "
        "already inside delta, and you divide by n again.",
        "With one sample all is right; what changes with six?",
        BUGS,
        bias=lambda self, delta: delta.mean(axis=0),
    ),
    _wrong(
        "slope_of_the_outputs",
        "The second layer moves rightly, the first does not: you take the "
        "slope of tanh at the hidden outputs. It belongs at the sums.",
        "Which of the two, z or a, is squared in 1 − a²?",
        BUGS,
        slope=lambda self: 1 - np.tanh(self.hidden) ** 2,
    ),
    _wrong(
        "square_of_the_sums",
        "The second layer moves rightly, the first does not: in the slope "
        "of tanh you square the sums. It is the output that is squared.",
        "How large can a slope of tanh be, and can it be negative?",
        slope=lambda self: 1 - self.Z**2,
    ),
    _wrong(
        "sigmoid_slope",
        "You go back past the hidden units with the slope of a sigmoid. "
        "They are tanh units.",
        "What is the slope of tanh at 0?",
        slope=lambda self: self.hidden * (1 - self.hidden),
    ),
    _wrong(
        "hidden_slope_forgotten",
        "The second layer moves rightly, the first does not: you go back "
        "through the weights, but not past tanh.",
        "By which number does a hidden unit pass on a nudge of its sum?",
        slope=lambda self: 1.0,
    ),
    _wrong(
        "biases_forgotten",
        "The weights learn, the biases stay where they were.",
        "How many arrays has this network?",
        result=_only("W1", "W2"),
    ),
    _wrong(
        "first_layer_forgotten",
        "Only the second layer learns; the first one stays where it was. "
        "That delta is known for the output alone was the trouble before "
        "backpropagation.",
        "Which delta belongs to the hidden units?",
        result=_only("W2", "b2"),
    ),
)
