// Random numbers that the browser and Python draw alike: `_random.py` is this
// file's mirror. Mulberry32 has 32 bits of state, passes the usual tests of
// small generators and is enough for a picture (not for secrets).

/** A generator of numbers in [0, 1) from a whole-number seed. */
export function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A standard normal number, from two uniform ones (Box and Muller). */
export function randomNormal(random) {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** The numbers 0 … n − 1 in random order (Fisher and Yates). */
export function randomOrder(n, random) {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** For tests: what a seed gives, uniform, normal and in order. */
export function randomSample(seed, n) {
  const random = mulberry32(seed);
  const uniform = Array.from({ length: n }, random);
  const normal = Array.from({ length: n }, () => randomNormal(random));
  return { uniform, normal, order: randomOrder(n, random) };
}
