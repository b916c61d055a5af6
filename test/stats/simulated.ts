/** Simulated repeats: the same seed gives the same. */
import { seededRandom } from '../../lib/stats/inference/random.ts';

/** Normally distributed numbers with mean 0 and deviation 1 (Box and Muller 1958). */
export function normalNumbers(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Whole numbers from 0. */
export function counted(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/**
 * The largest number of `trials` that an event of this probability is seen in with a probability of `level`: how many are no sign
 * that the probability is larger.
 */
export function binomialLimit(trials: number, probability: number, level: number): number {
  let term = (1 - probability) ** trials;
  let sum = term;
  let count = 0;
  while (sum < level) {
    term *= ((trials - count) / (count + 1)) * (probability / (1 - probability));
    count += 1;
    sum += term;
  }
  return count;
}
