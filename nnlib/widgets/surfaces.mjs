// The losses of one or two weights that the descent views walk on: value,
// gradient and second derivatives of each, as in `_surfaces.py`.

const dip = ([a, b]) => Math.exp(-(a * a + b * b) / 2);

const SURFACES = {
  parabola: {
    value: ([w]) => w * w,
    gradient: ([w]) => [2 * w],
    hessian: () => [[2]],
  },
  doubleWell: {
    value: ([w]) => w ** 4 - 4 * w ** 2 + w,
    gradient: ([w]) => [4 * w ** 3 - 8 * w + 1],
    hessian: ([w]) => [[12 * w ** 2 - 8]],
  },
  bowl: {
    value: ([a, b]) => a * a + b * b,
    gradient: ([a, b]) => [2 * a, 2 * b],
    hessian: () => [[2, 0], [0, 2]],
  },
  ravine: {
    value: ([a, b]) => (a * a + 100 * b * b) / 2,
    gradient: ([a, b]) => [a, 100 * b],
    hessian: () => [[1, 0], [0, 100]],
  },
  saddle: {
    value: ([a, b]) => (a * a - b * b) / 2 + b ** 4 / 8,
    gradient: ([a, b]) => [a, b ** 3 / 2 - b],
    hessian: ([, b]) => [[1, 0], [0, 1.5 * b * b - 1]],
  },
  plateau: {
    value: (w) => 1 - dip(w),
    gradient: (w) => w.map((v) => v * dip(w)),
    hessian: (w) => w.map((v, i) =>
      w.map((u, j) => ((i === j ? 1 : 0) - v * u) * dip(w))),
  },
  rough: {
    value: ([a, b]) => (a * a + b * b) / 10
      - (Math.cos(2 * a) + Math.cos(2 * b)) / 2 + 0.3 * Math.sin(a + b),
    gradient: ([a, b]) => [a, b].map((v) =>
      v / 5 + Math.sin(2 * v) + 0.3 * Math.cos(a + b)),
    hessian: ([a, b]) => {
      const bend = -0.3 * Math.sin(a + b);
      return [
        [0.2 + 2 * Math.cos(2 * a) + bend, bend],
        [bend, 0.2 + 2 * Math.cos(2 * b) + bend],
      ];
    },
  },
};

export const surfaceValue = (key, w) => SURFACES[key].value(w);
export const surfaceGradient = (key, w) => SURFACES[key].gradient(w);

/** κ, the largest curvature at w: the largest eigenvalue of the Hessian. */
export function surfaceCurvature(key, w) {
  const H = SURFACES[key].hessian(w);
  if (H.length === 1) return H[0][0];
  const [[p, q], [, r]] = H;
  return (p + r) / 2 + Math.hypot((p - r) / 2, q);
}

/** Of the surface's minima the one nearest to w. */
export function nearestMinimum(minima, w) {
  const apart = (m) => Math.hypot(...m.w.map((v, i) => v - w[i]));
  return minima.reduce((best, m) => (apart(m) < apart(best) ? m : best));
}

const FAR = 1e8; // beyond this a path is given up: it has diverged

/**
 * Walk from `start`: `rule.step(w, gradient)` moves w, at most `steps` times.
 * Returns all points, their losses, and whether the walk ran away.
 */
export function walk(key, start, rule, steps) {
  const now = Float64Array.from(start);
  const points = [Array.from(now)];
  const losses = [surfaceValue(key, now)];
  let diverged = false;
  while (points.length <= steps && !diverged) {
    rule.step(now, surfaceGradient(key, Array.from(now)));
    points.push(Array.from(now));
    losses.push(surfaceValue(key, Array.from(now)));
    diverged = !(Math.hypot(...now) < FAR);
  }
  return { points, losses, diverged };
}

/** Where a walk has got to: "start", "diverged", "rest" or "moving". */
export function stateOf(key, { points, losses, diverged }) {
  if (diverged) return "diverged";
  if (points.length === 1) return "start";
  const last = points.at(-1);
  const slope = Math.hypot(...surfaceGradient(key, last));
  const moved = Math.hypot(...last.map((v, i) => v - points.at(-2)[i]));
  const size = 1 + Math.abs(losses.at(-1));
  return slope < 1e-4 * size && moved < 1e-4 ? "rest" : "moving";
}
