// A dense network: forward, backward, penalty, one step of training. All
// parameters lie in one flat array, layer by layer W (d × m, row by row) and
// then b, as in nnlib's `flat_params`; a batch is a flat array of n rows.
import {
  absolute, absolutePrime, elu, eluPrime, identity, identityPrime, leakyRelu,
  leakyReluPrime, relu, reluPrime, sigmoidPrime, softmax, stepPrime, tanh,
  tanhPrime,
} from "./activations.mjs";
import { sigmoid, step } from "./kit.mjs";
import {
  binaryCrossentropy, binaryCrossentropyFromLogits,
  binaryCrossentropyFromLogitsGradient, binaryCrossentropyGradient,
  categoricalCrossentropy, categoricalCrossentropyFromLogits,
  categoricalCrossentropyFromLogitsGradient, categoricalCrossentropyGradient,
  hinge, hingeGradient, huber, huberGradient, meanAbsoluteError,
  meanAbsoluteErrorGradient, meanSquaredError, meanSquaredErrorGradient,
  quadraticCost, quadraticCostGradient,
} from "./losses.mjs";
import { makeOptimizer } from "./optimizers.mjs";

/** The functions of one unit by name, each with its derivative. */
export const UNIT_FUNCTIONS = {
  identity: [identity, identityPrime],
  step: [step, stepPrime],
  sigmoid: [sigmoid, sigmoidPrime],
  tanh: [tanh, tanhPrime],
  relu: [relu, reluPrime],
  leaky_relu: [leakyRelu, leakyReluPrime],
  elu: [elu, eluPrime],
  absolute: [absolute, absolutePrime],
};

/** Where each layer's W and b begin in the flat array, and its length. */
export function denseLayout(sizes) {
  const layers = [];
  let size = 0;
  for (let l = 1; l < sizes.length; l++) {
    const [inputs, units] = [sizes[l - 1], sizes[l]];
    layers.push({ inputs, units, W: size, b: size + inputs * units });
    size += (inputs + 1) * units;
  }
  return { layers, size };
}

export class DenseNetwork {
  /** `sizes` from the inputs to the outputs; one activation per layer. */
  constructor({ sizes, activations, params = null }) {
    Object.assign(this, { sizes, activations }, denseLayout(sizes));
    if (params && params.length !== this.size) {
      throw new Error(`${this.size} parameters expected, got ${params.length}`);
    }
    this.params = Float64Array.from(params ?? new Float64Array(this.size));
    this.grads = new Float64Array(this.size);
  }

  /** The place in the flat array of a weight, or of a bias (from = null). */
  place(layer, from, to) {
    const { units, W, b } = this.layers[layer];
    return from === null ? b + to : W + from * units + to;
  }

  /**
   * All sums Z and outputs A (A[0] is X) of a batch of n rows. An earlier
   * result of as many rows may be handed in to be written over.
   */
  forward(X, n, cache = null) {
    if (cache?.n !== n) {
      const room = () => this.layers.map(({ units }) => new Float64Array(n * units));
      cache = { n, Z: room(), A: [X, ...room()] };
    }
    cache.A[0] = X;
    this.layers.forEach((layer, l) => {
      weightedSums(this.params, layer, n, cache.A[l], cache.Z[l]);
      activate(this.activations[l], layer.units, cache.Z[l], cache.A[l + 1]);
    });
    return cache;
  }

  /**
   * Fill `grads` from the gradient by the outputs, or, `fromLogits`, by the
   * sums of the last layer; returns the gradient by the inputs.
   */
  backward(cache, gradient, fromLogits = false) {
    let dA = gradient;
    for (let l = this.layers.length - 1; l >= 0; l--) {
      const { units } = this.layers[l];
      const last = l === this.layers.length - 1;
      const dZ = last && fromLogits ? dA
        : throughActivation(this.activations[l], units, cache.Z[l], cache.A[l + 1], dA);
      dA = throughSums(this, this.layers[l], cache.n, cache.A[l], dZ);
    }
    return dA;
  }
}

/** Z = X W + b. */
function weightedSums(params, { inputs, units, W, b }, n, X, Z) {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < units; k++) {
      let z = params[b + k];
      for (let j = 0; j < inputs; j++) {
        z += X[i * inputs + j] * params[W + j * units + k];
      }
      Z[i * units + k] = z;
    }
  }
}

function activate(name, units, Z, A) {
  if (name === "softmax") {
    for (let i = 0; i < Z.length; i += units) {
      A.set(softmax(Array.from(Z.subarray(i, i + units))), i);
    }
    return;
  }
  const [g] = UNIT_FUNCTIONS[name];
  for (let i = 0; i < Z.length; i++) A[i] = g(Z[i]);
}

/** dZ = dA ⊙ g'(Z); for softmax, row by row, s ⊙ (dA − ⟨dA, s⟩). */
function throughActivation(name, units, Z, A, dA) {
  const dZ = new Float64Array(Z.length);
  if (name === "softmax") {
    for (let i = 0; i < Z.length; i += units) {
      let inner = 0;
      for (let k = i; k < i + units; k++) inner += dA[k] * A[k];
      for (let k = i; k < i + units; k++) dZ[k] = A[k] * (dA[k] - inner);
    }
    return dZ;
  }
  const [, slope] = UNIT_FUNCTIONS[name];
  for (let i = 0; i < Z.length; i++) dZ[i] = dA[i] * slope(Z[i]);
  return dZ;
}

/** dW = Xᵀ dZ and db = Σ dZ into `grads`; returns dX = dZ Wᵀ. */
function throughSums({ params, grads }, { inputs, units, W, b }, n, X, dZ) {
  const dX = new Float64Array(n * inputs);
  grads.fill(0, W, b + units);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < units; k++) {
      const d = dZ[i * units + k];
      grads[b + k] += d;
      for (let j = 0; j < inputs; j++) {
        grads[W + j * units + k] += X[i * inputs + j] * d;
        dX[i * inputs + j] += params[W + j * units + k] * d;
      }
    }
  }
  return dX;
}

// --- losses of a network --------------------------------------------------

const NETWORK_LOSSES = {
  mean_squared_error: [meanSquaredError, meanSquaredErrorGradient],
  quadratic_cost: [quadraticCost, quadraticCostGradient],
  mean_absolute_error: [meanAbsoluteError, meanAbsoluteErrorGradient],
  huber: [huber, huberGradient],
  hinge: [hinge, hingeGradient],
  binary_crossentropy: [binaryCrossentropy, binaryCrossentropyGradient],
  categorical_crossentropy: [
    categoricalCrossentropy, categoricalCrossentropyGradient,
  ],
};
// a cross-entropy and the activation it belongs to, joined as in nnlib
const JOINED_LOSSES = {
  "sigmoid binary_crossentropy": [
    binaryCrossentropyFromLogits, binaryCrossentropyFromLogitsGradient,
  ],
  "softmax categorical_crossentropy": [
    categoricalCrossentropyFromLogits, categoricalCrossentropyFromLogitsGradient,
  ],
};

/** A flat array of rows as rows of numbers. */
export function flatToRows(flat, width) {
  const rows = [];
  for (let i = 0; i < flat.length; i += width) {
    rows.push(Array.from(flat.subarray(i, i + width)));
  }
  return rows;
}

/** A loss by its name in nnlib, for networks that end in this activation. */
export function networkLoss(name, lastActivation) {
  const joined = JOINED_LOSSES[`${lastActivation} ${name}`];
  const [value, slope] = joined ?? NETWORK_LOSSES[name];
  const fromLogits = joined !== undefined;
  const outputs = ({ Z, A }, width) =>
    flatToRows(fromLogits ? Z.at(-1) : A.at(-1), width);
  return {
    fromLogits,
    value: (targets, cache, width = targets[0].length) =>
      value(targets, outputs(cache, width)),
    gradient: (targets, cache, width = targets[0].length) =>
      Float64Array.from(slope(targets, outputs(cache, width)).flat()),
  };
}

// --- penalties: on weights, never on biases -------------------------------

const PENALTIES = {
  none: [() => 0, () => 0],
  l1: [(w) => Math.abs(w), (w) => Math.sign(w)],
  l2: [(w) => (w * w) / 2, (w) => w],
};

/** λ Σ |w| for "l1", λ/2 Σ w² for "l2". */
export function networkPenalty(network, { kind, rate }) {
  const [penalty] = PENALTIES[kind];
  let sum = 0;
  for (const { W, b } of network.layers) {
    for (let i = W; i < b; i++) sum += penalty(network.params[i]);
  }
  return kind === "none" ? 0 : rate * sum;
}

/** The penalty's part of the gradient by one parameter. */
export function penaltySlope(network, { kind, rate }, index) {
  const isWeight = network.layers.some(({ W, b }) => index >= W && index < b);
  return isWeight && kind !== "none"
    ? rate * PENALTIES[kind][1](network.params[index]) : 0;
}

function addPenaltySlopes(network, { kind, rate }) {
  if (kind === "none") return;
  const [, slope] = PENALTIES[kind];
  for (const { W, b } of network.layers) {
    for (let i = W; i < b; i++) network.grads[i] += rate * slope(network.params[i]);
  }
}

/** The gradient of loss and penalty on one batch, into `network.grads`. */
export function networkGradient(network, loss, regularization, X, targets) {
  const cache = network.forward(X, targets.length);
  network.backward(cache, loss.gradient(targets, cache), loss.fromLogits);
  addPenaltySlopes(network, regularization);
  return cache;
}

/** One update from one batch. */
export function trainOnBatch(network, loss, regularization, optimizer, X, targets) {
  networkGradient(network, loss, regularization, X, targets);
  optimizer.step(network.params, network.grads);
}

// --- for tests ------------------------------------------------------------

/** Outputs, loss and gradients at the start; parameters after each step. */
export function networkRun({
  sizes, activations, params, loss: name, regularization, optimizer: [rule, options],
  X, y, steps,
}) {
  const network = new DenseNetwork({ sizes, activations, params });
  const loss = networkLoss(name, activations.at(-1));
  const batch = Float64Array.from(X.flat());
  const cache = networkGradient(network, loss, regularization, batch, y);
  const start = {
    outputs: flatToRows(cache.A.at(-1), sizes.at(-1)),
    loss: loss.value(y, cache) + networkPenalty(network, regularization),
    grads: Array.from(network.grads),
  };
  const optimizer = makeOptimizer(rule, options);
  const path = [];
  for (let t = 0; t < steps; t++) {
    trainOnBatch(network, loss, regularization, optimizer, batch, y);
    path.push(Array.from(network.params));
  }
  return { ...start, path };
}
