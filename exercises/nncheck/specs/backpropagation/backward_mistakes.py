"""Wrong answers to the exercise backward, and what to say."""

from nncheck.engine import Misconception
from nncheck.specs.backpropagation.backward_answers import SLOPES
from nncheck.specs.backpropagation.sections import BUGS, LAYERS, UPDATE


class _Pass:
    """The same pass with the steps that the wrong answers change."""

    def grads(self, cache, Y):
        self.cache, grads = cache, []
        delta = self.first(cache["A"][-1], Y)
        for layer in reversed(range(len(cache["weights"]))):
            grads.append(self.pair(cache["A"][layer], delta))
            if layer > 0:
                W = self.weights(layer, grads[-1][0])
                delta = self.past(self.down(delta, W), layer)
        return self.order(grads)

    def first(self, A, Y):
        return (A - Y) / len(Y)

    def pair(self, A, delta):
        return A.T @ delta, delta.sum(axis=0)

    def weights(self, layer, grad_W):
        return self.cache["weights"][layer]

    def down(self, delta, W):
        return delta @ W.T

    def past(self, grad, layer):
        return grad * self.slope(layer - 1)(self.cache["Z"][layer - 1])

    def slope(self, layer):
        return SLOPES[self.cache["activations"][layer]]

    def order(self, grads):
        return grads[::-1]


def _output_slope_as_well(self, A, Y):
    delta = (A - Y) / len(Y)
    softmax = self.cache["activations"][-1] == "softmax"
    return delta * A * (1 - A) if softmax else delta


def _delta_in_place(self, A, Y):
    A -= Y
    A /= len(Y)
    return A


def _updated(self, layer, grad_W):
    self.cache["weights"][layer] -= 0.1 * grad_W
    return self.cache["weights"][layer]


def _slope_of_layer_above(self, grad, layer):
    return grad * self.slope(layer - 1)(self.cache["Z"][layer])


def _slope_by_the_name_above(self, grad, layer):
    return grad * self.slope(layer)(self.cache["Z"][layer - 1])


def _goes_on_below_the_first(self, cache, Y):
    grads = _Pass.grads(self, cache, Y)
    slope = self.slope(-1)  # index -1 is the last layer
    return grads if slope else None


def _slope_of_outputs(self, grad, layer):
    return grad * self.slope(layer - 1)(self.cache["A"][layer])


def _wrong(name, message, hint, section=LAYERS, **steps):
    made = type(name, (_Pass,), steps)

    def answer(cache, Y):
        return made().grads(cache, Y)

    answer.__name__ = name
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "slope_of_the_outputs",
        "The last layer is right, those below are not: you take the slopes "
        "of the activations at their outputs A. They belong at the sums Z.",
        "What is the slope of a sigmoid at z = 0, and what does your "
        "function take for z there?",
        BUGS,
        past=_slope_of_outputs,
    ),
    _wrong(
        "transpose_missing",
        "On the way down you multiply with W as it stands. Between layers "
        "of different widths the shapes do not fit; between equal ones "
        "they do, and the slopes are wrong.",
        "Delta has one column per unit of this layer. How many columns must "
        "there be one layer below?",
        BUGS,
        down=lambda self, delta, W: delta @ W,
    ),
    _wrong(
        "bias_meaned",
        "The gradients of the weights are right, those of the biases are "
        "too small by the number of samples: the 1/n is already inside "
        "delta.",
        "How many times does your way from the cost to the bias divide by n?",
        BUGS,
        pair=lambda self, A, delta: (A.T @ delta, delta.mean(axis=0)),
    ),
    _wrong(
        "bias_keeps_its_row",
        "Your gradients of the biases are tables with one row. A gradient "
        "has the shape of the thing it differentiates by.",
        "Which shape has b? And which argument of `sum` keeps an axis?",
        pair=lambda self, A, delta: (
            A.T @ delta,
            delta.sum(axis=0, keepdims=True),
        ),
    ),
    _wrong(
        "bias_not_summed",
        "Your gradient of a bias is delta itself, one row per sample. The "
        "bias acts on every sample: one route each.",
        "What is done where routes meet?",
        pair=lambda self, A, delta: (A.T @ delta, delta),
    ),
    _wrong(
        "bias_summed_over_units",
        "For the biases you add up along the rows: one number per sample. "
        "There has to be one per unit.",
        "Which axis of delta counts the samples?",
        pair=lambda self, A, delta: (A.T @ delta, delta.sum(axis=1)),
    ),
    _wrong(
        "mean_forgotten",
        "All gradients are too large by the number of samples. The cost is "
        "a mean over the batch.",
        "With one sample all is right; what changes with five?",
        first=lambda self, A, Y: A - Y,
    ),
    _wrong(
        "mean_taken_twice",
        "All gradients are too small by the number of samples: the 1/n is "
        "there twice.",
        "With one sample all is right; what changes with five?",
        BUGS,
        pair=lambda self, A, delta: (
            A.T @ delta / len(A),
            delta.mean(axis=0),
        ),
    ),
    _wrong(
        "sign_flipped",
        "All your gradients have the wrong sign, as if they were the steps "
        "to take. The gradient points uphill; the minus sign is the "
        "optimizer's.",
        "If an output is too high, does raising it make the cost larger?",
        UPDATE,
        first=lambda self, A, Y: (Y - A) / len(Y),
    ),
    _wrong(
        "softmax_slope_as_well",
        "You multiply the first delta with a slope of the softmax. For "
        "softmax and cross-entropy together that is already contained.",
        "What is left of the cross-entropy's 1/ŷ after the softmax?",
        first=_output_slope_as_well,
    ),
    _wrong(
        "hidden_slope_forgotten",
        "The last layer is right, those below are not: on the way down you "
        "go through the weights, but not past the activation.",
        "By which number does a unit pass on a nudge of its sum?",
        past=lambda self, grad, layer: grad,
    ),
    _wrong(
        "slope_of_the_layer_above",
        "On the way down you take the slope of the activation at the sums "
        "of the layer you come from. It belongs to the layer you go to.",
        "Which shape has delta after the product with the weights?",
        past=_slope_of_layer_above,
    ),
    _wrong(
        "slope_by_the_name_above",
        "Coming from the last layer you look for a slope of its own "
        "activation. What lies on the way down is the activation of the "
        "layer you go to.",
        "Which shape has delta after the product with the weights, and "
        "whose units are these?",
        past=_slope_by_the_name_above,
    ),
    _wrong(
        "one_layer_too_far",
        "Your loop goes one layer too far: below the first layer there are "
        "only the inputs, and index −1 is the *last* layer again.",
        "How often does delta go down a layer in a network of one layer?",
        grads=_goes_on_below_the_first,
    ),
    _wrong(
        "updates_on_the_way",
        "You change the weights while you go back, and hand delta on "
        "through the new ones. A gradient belongs to one point: all of it "
        "is taken at the old weights.",
        "Who changes the weights in the training cycle, and when?",
        BUGS,
        weights=_updated,
    ),
    _wrong(
        "delta_in_place",
        "The gradients are right, but `-=` or `/=` has overwritten the "
        "outputs in the cache: your delta and A[-1] are one array.",
        "Which operation makes a new array, and which one changes the old?",
        first=_delta_in_place,
    ),
    _wrong(
        "last_layer_first",
        "Your pairs come in the order in which they were found, the last "
        "layer first. Asked for is the order of the layers.",
        "How is a list turned around?",
        order=lambda self, grads: grads,
    ),
    _wrong(
        "column_layout",
        "Your gradients of the weights are transposed: one row per unit. In "
        "this book W has one row per input, and a gradient has the shape of "
        "the thing it differentiates by.",
        "Which of the two factors has the inputs?",
        pair=lambda self, A, delta: (delta.T @ A, delta.sum(axis=0)),
    ),
    _wrong(
        "weights_alone",
        "You return the gradients of the weights only. The biases learn, too.",
        "By which slope does a bias act on the sum?",
        pair=lambda self, A, delta: (A.T @ delta,),
        order=lambda self, grads: [pair[0] for pair in grads[::-1]],
    ),
)
