// nnlib's optimizers and schedules on one flat array of numbers (a plain
// array or a Float64Array). Views import this module as they import the kit;
// names are those of nnlib.optimizers and nnlib.schedules.

const RESTING = 1e-30; // as in nnlib, so that both compute the same

/** Base: clips, decays the weights, and hands each entry to `update`. */
export class Optimizer {
  constructor({
    learningRate, weightDecay = 0, clipnorm = null, clipvalue = null,
  }) {
    Object.assign(this, { learningRate, weightDecay, clipnorm, clipvalue });
    this.iterations = 0;
    this.memory = null; // as many flat arrays as the rule has `slots`
  }

  get slots() { return 0; }

  /** The learning rate of the next step. */
  currentLearningRate() {
    const { learningRate: rate, iterations } = this;
    return typeof rate === "function" ? rate(iterations) : rate;
  }

  /** Move the parameters w once, in place; the gradient g is only read. */
  step(w, g) {
    const rate = this.currentLearningRate();
    const factor = this.clipFactor(g);
    this.memory ??= Array.from({ length: this.slots }, () =>
      new Float64Array(w.length));
    this.iterations += 1;
    for (let i = 0; i < w.length; i++) {
      let slope = g[i] * factor;
      if (this.clipvalue !== null) {
        slope = Math.max(-this.clipvalue, Math.min(this.clipvalue, slope));
      }
      if (this.weightDecay) w[i] *= 1 - rate * this.weightDecay;
      w[i] += this.update(rate, slope, i);
    }
  }

  clipFactor(g) {
    if (this.clipnorm === null) return 1;
    let squares = 0;
    for (let i = 0; i < g.length; i++) squares += g[i] * g[i];
    const norm = Math.sqrt(squares);
    return norm > this.clipnorm ? this.clipnorm / norm : 1;
  }
}

/** w ← w − η g, or with momentum v ← μ v − η g. */
export class SGD extends Optimizer {
  constructor({
    learningRate = 0.01, momentum = 0, nesterov = false, ...common
  } = {}) {
    super({ learningRate, ...common });
    Object.assign(this, { momentum, nesterov });
  }

  get slots() { return this.momentum ? 1 : 0; }

  update(rate, g, i) {
    if (!this.momentum) return -rate * g;
    const [v] = this.memory;
    v[i] = this.momentum * v[i] - rate * g;
    return this.nesterov ? this.momentum * v[i] - rate * g : v[i];
  }
}

/** s ← s + g², w ← w − η g / (√s + ε). */
export class Adagrad extends Optimizer {
  constructor({ learningRate = 0.01, epsilon = 1e-8, ...common } = {}) {
    super({ learningRate, ...common });
    this.epsilon = epsilon;
  }

  get slots() { return 1; }

  update(rate, g, i) {
    const [s] = this.memory;
    s[i] += g * g;
    return (-rate * g) / (Math.sqrt(s[i]) + this.epsilon);
  }
}

/** s ← ρ s + (1 − ρ) g², w ← w − η g / (√s + ε). */
export class RMSprop extends Optimizer {
  constructor({
    learningRate = 0.001, rho = 0.9, epsilon = 1e-8, ...common
  } = {}) {
    super({ learningRate, ...common });
    Object.assign(this, { rho, epsilon });
  }

  get slots() { return 1; }

  update(rate, g, i) {
    const [s] = this.memory;
    s[i] = this.rho * s[i] + (1 - this.rho) * (g * g + RESTING);
    return (-rate * g) / (Math.sqrt(s[i]) + this.epsilon);
  }
}

/** Momentum and RMSprop together, both corrected for starting from zero. */
export class Adam extends Optimizer {
  constructor({
    learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, ...common
  } = {}) {
    super({ learningRate, ...common });
    Object.assign(this, { beta1, beta2, epsilon });
  }

  get slots() { return 2; }

  update(rate, g, i) {
    const [m, s] = this.memory;
    m[i] = this.beta1 * m[i] + (1 - this.beta1) * (g + RESTING);
    s[i] = this.beta2 * s[i] + (1 - this.beta2) * (g * g + RESTING);
    const mHat = m[i] / (1 - this.beta1 ** this.iterations);
    const sHat = s[i] / (1 - this.beta2 ** this.iterations);
    return (-rate * mHat) / (Math.sqrt(sHat) + this.epsilon);
  }
}

const OPTIMIZERS = { sgd: SGD, adagrad: Adagrad, rmsprop: RMSprop, adam: Adam };

/** An optimizer by its name in nnlib: "sgd", "adagrad", "rmsprop", "adam". */
export function makeOptimizer(name, options = {}) {
  const Rule = OPTIMIZERS[name];
  if (!Rule) throw new Error(`unknown optimizer ${name}`);
  return new Rule(options);
}

// --- schedules: functions of the number of steps done ---------------------

/** η₀ r^⌊t/T⌋. */
export const stepDecay = (rate, decaySteps, decayRate) => (t) =>
  rate * decayRate ** Math.floor(t / decaySteps);

/** η₀ r^(t/T). */
export const exponentialDecay = (rate, decaySteps, decayRate) => (t) =>
  rate * decayRate ** (t / decaySteps);

/** η₀ / (1 + k t/T). */
export const inverseTimeDecay = (rate, decaySteps, decayRate) => (t) =>
  rate / (1 + (decayRate * t) / decaySteps);

/** Half a cosine wave down to `alpha` of the top, after a linear warm-up. */
export const cosineDecay = (
  rate, decaySteps, { alpha = 0, warmupTarget = null, warmupSteps = 0 } = {},
) => (t) => {
  const top = warmupTarget ?? rate;
  if (t < warmupSteps) return rate + ((top - rate) * t) / warmupSteps;
  const time = Math.min((t - warmupSteps) / decaySteps, 1);
  return top * ((1 - alpha) * ((1 + Math.cos(Math.PI * time)) / 2) + alpha);
};

const SCHEDULES = { stepDecay, exponentialDecay, inverseTimeDecay, cosineDecay };

/** A schedule by its name, such as "stepDecay", with its arguments. */
export const makeSchedule = (name, ...settings) => SCHEDULES[name](...settings);

// --- for tests and for pictures -------------------------------------------

/**
 * The parameters before and after each of the steps with these gradients.
 * `options.schedule = [name, ...arguments]` stands for a learning rate.
 */
export function optimizerSteps(name, { schedule: rate, ...options }, w, gradients) {
  if (rate) options.learningRate = makeSchedule(...rate);
  const rule = makeOptimizer(name, options);
  const now = Float64Array.from(w);
  const path = [Array.from(now)];
  for (const g of gradients) {
    rule.step(now, g);
    path.push(Array.from(now));
  }
  return path;
}
