// The playground's state: what may be chosen, and the link that holds it all.
// `_playground_state.py` and `_playground_link.py` are its mirror.

export const PLAYGROUND_CHOICES = {
  data: [
    "circle", "xor", "gaussian", "spiral", "clouds", "arms", "plane",
    "multi_gaussian", "yours",
  ],
  features: ["x1", "x2", "x1sq", "x2sq", "x1x2", "sinx1", "sinx2"],
  activation: ["tanh", "relu", "sigmoid", "identity", "leaky_relu", "elu"],
  rate: [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  optimizer: ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"],
  loss: [
    "auto", "quadratic_cost", "mean_squared_error", "mean_absolute_error",
    "huber", "crossentropy", "hinge",
  ],
  regularization: ["none", "l1", "l2"],
  strength: [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  kind: ["classes", "numbers"],
};

export const PLAYGROUND_DEFAULTS = {
  data: "circle", noise: 0, share: 50, batch: 10, features: ["x1", "x2"],
  hidden: [4, 2], activation: "tanh", rate: 0.03, optimizer: "sgd",
  loss: "auto", regularization: "none", strength: 0, seed: 0, start: 0,
  epoch: 0, kind: "classes", points: [], weights: [],
};

export const MOST_POINTS = 500;
const LONGEST_LINK = 100_000;

/** What the network has to say: one of "two", "three" (classes), "numbers". */
export function taskOf({ data, kind, points }) {
  if (data === "plane" || data === "multi_gaussian") return "numbers";
  if (data === "clouds" || data === "arms") return "three";
  if (data !== "yours") return "two";
  if (kind === "numbers") return "numbers";
  return points.some(([, , label]) => label === 2) ? "three" : "two";
}

/** The loss, the last activation and the form of the targets. */
export function networkEnd(task, loss) {
  const squared = { auto: "quadratic_cost", crossentropy: "quadratic_cost", hinge: "quadratic_cost" };
  if (task === "numbers") {
    return { loss: squared[loss] ?? loss, activation: "identity", targets: "numbers" };
  }
  if (loss === "hinge") return { loss, activation: "identity", targets: "signs" };
  const crossed = loss === "crossentropy" || (loss === "auto" && task === "three");
  if (task === "three") {
    return {
      loss: crossed ? "categorical_crossentropy" : loss,
      activation: "softmax", targets: "one-hot",
    };
  }
  if (crossed) {
    return { loss: "binary_crossentropy", activation: "sigmoid", targets: "bits" };
  }
  return { loss: squared[loss] ?? loss, activation: "tanh", targets: "signs" };
}

/** The widths of the network's layers, from the inputs to the outputs. */
export const playgroundSizes = (state) => [
  state.features.length, ...state.hidden, taskOf(state) === "three" ? 3 : 1,
];

export const countParameters = (sizes) =>
  sizes.slice(1).reduce((sum, m, l) => sum + (sizes[l] + 1) * m, 0);

// --- one field of a link: text to value, and back -------------------------

function oneOf(choices) {
  return (text) => {
    const found = choices.find((choice) => String(choice) === text);
    if (found === undefined) throw new Error(`one of ${choices.join(", ")}`);
    return found;
  };
}

const whole = (low, high) => (text) => {
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= low && value <= high) return value;
  throw new Error(`a whole number from ${low} to ${high}`);
};

const someOf = (choices) => (text) => {
  const named = text.split(".");
  const found = choices.filter((choice) => named.includes(choice));
  if (found.length && found.length === named.length) return found;
  throw new Error(`some of ${choices.join(", ")}, joined by dots`);
};

function widths(text) {
  const found = text === "" ? [] : text.split(".");
  if (found.length <= 6 && found.every((m) => /^[1-8]$/.test(m))) {
    return found.map(Number);
  }
  throw new Error("at most 6 numbers from 1 to 8, joined by dots");
}

/** Numbers as the letters of their bytes (base64url of float64). */
export function packNumbers(numbers) {
  const bytes = new DataView(new ArrayBuffer(8 * numbers.length));
  numbers.forEach((v, i) => bytes.setFloat64(8 * i, v, true));
  let text = "";
  for (let i = 0; i < bytes.byteLength; i++) {
    text += String.fromCharCode(bytes.getUint8(i));
  }
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function unpackNumbers(text) {
  const wrong = new Error("numbers packed by the button that made the link");
  let bytes = "";
  try {
    bytes = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  } catch {
    throw wrong;
  }
  if (bytes.length % 8) throw wrong;
  const view = new DataView(Uint8Array.from(bytes, (c) => c.charCodeAt(0)).buffer);
  const numbers = Array.from({ length: bytes.length / 8 }, (_, i) =>
    view.getFloat64(8 * i, true));
  if (numbers.some((v) => !(Math.abs(v) < 1e12))) throw wrong;
  return numbers;
}

const ONE_NUMBER = /^-?\d{1,4}(\.\d{1,6})?$/;

function triples(text) {
  const rows = text === "" ? [] : text.split(";").map((row) => row.split(","));
  const fine = (row) => row.length === 3 && row.every((v) => ONE_NUMBER.test(v))
    && row.every((v) => Math.abs(Number(v)) <= 6);
  if (rows.length <= MOST_POINTS && rows.every(fine)) {
    return rows.map((row) => row.map(Number));
  }
  throw new Error(
    `at most ${MOST_POINTS} points x1,x2,label joined by semicolons, all from -6 to 6`);
}

const C = PLAYGROUND_CHOICES;
const dotted = (list) => list.join(".");
const LINK_FIELDS = {
  data: [oneOf(C.data), String],
  noise: [whole(0, 50), String],
  share: [whole(10, 90), String],
  batch: [whole(1, 30), String],
  features: [someOf(C.features), dotted],
  hidden: [widths, dotted],
  activation: [oneOf(C.activation), String],
  rate: [oneOf(C.rate), String],
  optimizer: [oneOf(C.optimizer), String],
  loss: [oneOf(C.loss), String],
  regularization: [oneOf(C.regularization), String],
  strength: [oneOf(C.strength), String],
  seed: [whole(0, 999999), String],
  start: [whole(0, 999999), String],
  epoch: [whole(0, 999999999), String],
  kind: [oneOf(C.kind), String],
  points: [triples, (points) => points.map((p) => p.join(",")).join(";")],
  weights: [unpackNumbers, packNumbers],
};

/** The whole state as the part of a link after "#". */
export function writeLink(state, name = "playground") {
  const fields = Object.entries(LINK_FIELDS)
    .filter(([key]) => !["points", "weights"].includes(key) || state[key].length)
    .map(([key, [, print]]) => `${key}=${print(state[key])}`);
  return `${name}?${fields.join("&")}`;
}

/**
 * The state in a link, or null if it holds none. A link may come from anybody:
 * what is not a possible value is left at its default, and named in `problems`.
 */
export function readLink(text, name = "playground") {
  const [, hash = text] = text.match(/#(.*)$/s) ?? [];
  if (!hash.startsWith(`${name}?`)) return null;
  const state = structuredClone(PLAYGROUND_DEFAULTS);
  if (hash.length > LONGEST_LINK) {
    return { state, problems: [`the link has more than ${LONGEST_LINK} letters`] };
  }
  const problems = [];
  for (const field of hash.slice(name.length + 1).split("&")) {
    const [key, value = ""] = field.split("=");
    if (!Object.hasOwn(LINK_FIELDS, key)) {
      problems.push(`the link has an unknown field “${key.slice(0, 20)}”`);
      continue;
    }
    try {
      state[key] = LINK_FIELDS[key][0](value);
    } catch (error) {
      problems.push(`${key} must be ${error.message}, got “${value.slice(0, 20)}”`);
    }
  }
  return { state, problems: [...problems, ...repairState(state)] };
}

/** Make fields agree that are possible one by one; says what was wrong. */
function repairState(state) {
  const problems = [];
  const labels = state.points.map(([, , label]) => label);
  if (state.kind === "classes" && labels.some((k) => ![0, 1, 2].includes(k))) {
    problems.push("the classes of the points must be 0, 1 or 2");
    state.points = [];
  }
  const expected = countParameters(playgroundSizes(state));
  if (state.weights.length && state.weights.length !== expected) {
    problems.push(
      `this network has ${expected} weights and biases, the link ${state.weights.length}`);
    state.weights = [];
    state.epoch = 0;
  }
  return problems;
}
