// Medians of paired ratios and how sure they are.

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? Number.NaN)) / 2 : upper;
}

/**
 * A small generator with a fixed seed, so that the same data give the same interval.
 *
 * @param {number} seed
 */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @typedef {object} Estimate
 * @property {number} middle the median
 * @property {number} low
 * @property {number} high of the 95 % interval
 */

/**
 * The median with its bootstrap interval of 95 %.
 *
 * @param {readonly number[]} values
 * @param {number} [resamples]
 * @returns {Estimate}
 */
export function estimate(values, resamples = 2000) {
  const random = mulberry32(1);
  const medians = Array.from({ length: resamples }, () =>
    median(values.map(() => values[Math.floor(random() * values.length)] ?? Number.NaN)),
  ).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => medians[Math.floor(share * (resamples - 1))] ?? Number.NaN;
  return { middle: median(values), low: at(0.025), high: at(0.975) };
}

/**
 * The estimate of a ratio from paired values: of the logarithms, so that a/b and b/a agree.
 *
 * @param {readonly number[]} ratios
 * @returns {Estimate}
 */
export function estimateRatio(ratios) {
  const { middle, low, high } = estimate(ratios.map((ratio) => Math.log(ratio)));
  return { middle: Math.exp(middle), low: Math.exp(low), high: Math.exp(high) };
}
