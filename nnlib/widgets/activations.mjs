// The activation functions of nnlib.activations and their derivatives, on
// numbers; softmax and its kin on arrays. `step` and `sigmoid` are kit.mjs's.
// Same conventions at the kinks: a derivative at 0 is 0 for step, relu and
// absolute, the right side's for leakyRelu, the left side's for elu.

import { sigmoid } from "./kit.mjs";

export const identity = (z) => z;
export const identityPrime = () => 1;

export const stepPrime = () => 0;

export function sigmoidPrime(z) {
  const s = sigmoid(z);
  return s * (1 - s);
}

export const tanh = (z) => Math.tanh(z);
export const tanhPrime = (z) => 1 - Math.tanh(z) ** 2;

export const relu = (z) => (z < 0 ? 0 : z);
export const reluPrime = (z) => (z > 0 ? 1 : 0);

export const leakyRelu = (z, negativeSlope = 0.01) =>
  (z < 0 ? negativeSlope * z : z);
export const leakyReluPrime = (z, negativeSlope = 0.01) =>
  (z < 0 ? negativeSlope : 1);

export const elu = (z, alpha = 1) => (z > 0 ? z : alpha * Math.expm1(z));
export const eluPrime = (z, alpha = 1) => (z > 0 ? 1 : alpha * Math.exp(z));

export const absolute = (z) => Math.abs(z);
export const absolutePrime = (z) => Math.sign(z);

/** The logarithm of the sum of exp(z): a smooth maximum. */
export function logsumexp(z) {
  const largest = Math.max(...z);
  const total = z.reduce((sum, v) => sum + Math.exp(v - largest), 0);
  return largest + Math.log(total);
}

/** Probabilities from scores; a shift by the largest forbids overflow. */
export function softmax(z) {
  const largest = Math.max(...z);
  const e = z.map((v) => Math.exp(v - largest));
  const total = e.reduce((sum, v) => sum + v, 0);
  return e.map((v) => v / total);
}

/** The logarithm of softmax, exact where a probability is tiny. */
export function logSoftmax(z) {
  const log = logsumexp(z);
  return z.map((v) => v - log);
}

/** The matrix ds_i/dz_j = s_i (delta_ij - s_j), from the output s. */
export const softmaxJacobian = (s) =>
  s.map((si, i) => s.map((sj, j) => si * ((i === j ? 1 : 0) - sj)));
