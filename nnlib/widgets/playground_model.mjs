// The playground without its picture: data, network, training, heat maps.
import {
  DenseNetwork, networkGradient, networkLoss, penaltySlope,
} from "./network.mjs";
import { makeOptimizer } from "./optimizers.mjs";
import {
  epochOrder, FEATURES, featureBatch, playgroundPoints, startWeights, targetRows,
} from "./playground_data.mjs";
import {
  networkEnd, PLAYGROUND_DEFAULTS, playgroundSizes, taskOf,
} from "./playground_state.mjs";

export const GRID = 50; // a heat map has GRID × GRID pixels
const EDGE = 6; // the plane reaches from −6 to 6
const LONGEST_HISTORY = 400;

const OPTIONS = {
  momentum: ["sgd", { momentum: 0.9 }],
  nesterov: ["sgd", { momentum: 0.9, nesterov: true }],
};

/** The points in the middles of the heat maps' pixels, from the top left. */
export function gridPoints() {
  const at = (i) => ((2 * i + 1) / GRID - 1) * EDGE;
  return Array.from({ length: GRID * GRID }, (_, p) =>
    [at(p % GRID), -at(Math.floor(p / GRID))]);
}

export class PlaygroundModel {
  constructor(state = {}) {
    this.state = structuredClone({ ...PLAYGROUND_DEFAULTS, ...state });
    this.grid = gridPoints();
    this.prepareData();
    this.prepareNetwork(this.state.weights);
    this.prepareTraining();
    this.forget();
  }

  /** Take over changed fields; what depends on them is made anew. */
  change(changes) {
    const before = this.shape();
    Object.assign(this.state, structuredClone(changes));
    const changed = (...names) => names.some((name) => name in changes);
    if (changed("data", "noise", "share", "seed", "points", "kind", "features")) {
      this.prepareData();
    }
    const rebuilt = before !== this.shape();
    const anew = rebuilt || changed("start", "data", "weights");
    if (anew) this.state.epoch = changes.epoch ?? 0;
    if (anew) this.prepareNetwork(changes.weights);
    else if (changed("loss")) this.prepareNetwork(Array.from(this.network.params));
    this.prepareTraining();
    if (anew || changed("loss")) this.forget();
    return rebuilt;
  }

  /** Two states with equal shapes can share their weights. */
  shape() {
    const { features, activation } = this.state;
    return JSON.stringify([playgroundSizes(this.state), features, activation]);
  }

  prepareData() {
    this.points = playgroundPoints(this.state);
    this.gridInputs = featureBatch(this.grid, this.state.features);
    this.caches = {};
  }

  prepareNetwork(weights = []) {
    const { state } = this;
    const sizes = playgroundSizes(state);
    const start = startWeights(sizes, state.start);
    const last = networkEnd(taskOf(state), state.loss).activation;
    this.network = new DenseNetwork({
      sizes, activations: [...state.hidden.map(() => state.activation), last],
      params: weights.length === start.length ? weights : start,
    });
    this.caches = {};
    this.overflowed = false;
  }

  prepareTraining() {
    const { state, network } = this;
    this.task = taskOf(state);
    this.end = networkEnd(this.task, state.loss);
    this.loss = networkLoss(this.end.loss, this.end.activation);
    this.regularization = { kind: state.regularization, rate: state.strength };
    const [name, options] = OPTIONS[state.optimizer] ?? [state.optimizer, {}];
    this.optimizer = makeOptimizer(name, { learningRate: state.rate, ...options });
    this.sets = {};
    for (const [set, points] of Object.entries(this.points)) {
      const rows = targetRows(points, this.end.targets, network.sizes.at(-1));
      this.sets[set] = {
        n: points.length, X: featureBatch(points, state.features), targets: rows,
      };
    }
    this.batch = 0;
    [this.order, this.record, this.scores] = [null, null, null];
  }

  /** Forget the curves; the first point is where the network stands. */
  forget() {
    this.history = [];
    this.every = 1;
    this.remember();
  }

  get batches() { return Math.ceil(this.sets.train.n / this.state.batch); }

  /** The rows of the next mini-batch, in the order of this epoch. */
  nextBatch() {
    const { n, X, targets } = this.sets.train;
    const { seed, epoch, batch } = this.state;
    this.order ??= epochOrder(n, seed, epoch);
    const rows = this.order.slice(this.batch * batch, (this.batch + 1) * batch);
    const d = this.network.sizes[0];
    const inputs = new Float64Array(rows.length * d);
    rows.forEach((row, i) => inputs.set(X.subarray(row * d, (row + 1) * d), i * d));
    return { inputs, targets: rows.map((row) => targets[row]) };
  }

  /** One update from one mini-batch; notes what happens to one parameter. */
  update(watched = null) {
    if (this.sets.train.n === 0 || this.overflowed) return;
    const { network, regularization, optimizer } = this;
    const { inputs, targets } = this.nextBatch();
    networkGradient(network, this.loss, regularization, inputs, targets);
    const before = watched === null ? null : this.watch(watched, targets.length);
    optimizer.step(network.params, network.grads);
    this.scores = null;
    if (before) {
      const memory = optimizer.memory.map((m) => m[watched]);
      this.record = { ...before, after: network.params[watched], memory };
    }
    this.batch += 1;
    if (this.batch >= this.batches) this.finishEpoch();
  }

  watch(index, n) {
    const { network, optimizer } = this;
    const penalty = penaltySlope(network, this.regularization, index);
    return {
      index, n, penalty, rate: this.state.rate, optimizer: this.state.optimizer,
      before: network.params[index], gradient: network.grads[index],
      remembered: optimizer.memory?.map((m) => m[index]) ?? null,
      t: optimizer.iterations + 1, batch: this.batch + 1, batches: this.batches,
      epoch: this.state.epoch + 1,
    };
  }

  finishEpoch() {
    this.state.epoch += 1;
    this.batch = 0;
    this.order = null;
    const { params } = this.network;
    this.overflowed = params.some((v) => !(Math.abs(v) < 1e9));
    if (this.state.epoch % this.every === 0) this.remember();
  }

  /** The rest of this epoch's mini-batches. */
  epoch(watched = null) {
    const { epoch } = this.state;
    while (this.state.epoch === epoch && this.sets.train.n && !this.overflowed) {
      this.update(watched);
    }
  }

  /** Loss (without the penalty) and share of right answers, of both sets. */
  losses() {
    this.scores ??= { train: this.score("train"), test: this.score("test") };
    return this.scores;
  }

  /** Set one weight or bias by hand. */
  setParameter(index, value) {
    this.network.params[index] = value;
    [this.record, this.scores, this.overflowed] = [null, null, false];
  }

  score(set) {
    const { n, X, targets } = this.sets[set];
    if (n === 0) return { loss: null, right: null };
    const cache = this.network.forward(X, n, this.caches[set]);
    this.caches[set] = cache;
    const outputs = cache.A.at(-1);
    const right = this.points[set].filter(([, , label], i) =>
      this.classOf(outputs, i) === label).length;
    return {
      loss: this.loss.value(targets, cache),
      right: this.task === "numbers" ? null : right / n,
    };
  }

  classOf(outputs, i) {
    if (this.task !== "three") {
      return outputs[i] > (this.end.activation === "sigmoid" ? 0.5 : 0) ? 1 : 0;
    }
    const row = Array.from(outputs.subarray(3 * i, 3 * i + 3));
    return row.indexOf(Math.max(...row));
  }

  remember() {
    const { train, test } = this.losses();
    this.history.push([this.state.epoch, train.loss, test.loss]);
    if (this.history.length > LONGEST_HISTORY) {
      this.history = this.history.filter((_, i) => i % 2 === 0);
      this.every *= 2;
    }
  }

  /** Every unit's outputs on the grid: maps()[layer][unit] is a function. */
  maps() {
    const n = this.grid.length;
    this.caches.grid = this.network.forward(this.gridInputs, n, this.caches.grid);
    return this.caches.grid.A.slice(1);
  }

  /** A feature on the grid, drawn together to −1 … 1. */
  featureMap(name) {
    const values = Float64Array.from(this.grid, ([x1, x2]) => FEATURES[name](x1, x2));
    const most = values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    return values.map((v) => v / most);
  }

  /** The state with its weights, for a link; none if they are the start's. */
  snapshot() {
    const { state, network } = this;
    const start = startWeights(network.sizes, state.start);
    const params = Array.from(network.params);
    const moved = params.some((v, i) => v !== start[i]);
    return { ...state, weights: moved && !this.overflowed ? params : [] };
  }
}

/** For tests: a state, after some epochs, in plain data. */
export function playgroundRun(state, epochs = 0) {
  const model = new PlaygroundModel(state);
  for (let e = 0; e < epochs; e++) model.epoch(0);
  return {
    points: model.points, sizes: model.network.sizes, end: model.end,
    params: Array.from(model.network.params), losses: model.losses(),
    epoch: model.state.epoch, record: model.record, history: model.history,
    overflowed: model.overflowed,
  };
}
