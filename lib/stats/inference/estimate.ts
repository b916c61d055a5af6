/** An estimate whose error follows Student's t, and what can be said by it. */
import { tQuantile, tUpperTail } from './distributions.ts';

export interface Estimate {
  value: number;
  standardError: number;
  /** Whole, or not (Welch). */
  degreesOfFreedom: number;
}

export interface Interval {
  low: number;
  high: number;
}

/** @param level - 0.95 for an interval that holds the true value in 95 of 100 studies */
export function interval(estimate: Estimate, level = 0.95): Interval {
  const reach = tQuantile((1 + level) / 2, estimate.degreesOfFreedom) * estimate.standardError;
  return { low: estimate.value - reach, high: estimate.value + reach };
}

/** In standard errors; without any error everything but the value itself is infinitely far away. */
function distance(estimate: Estimate, from: number): number {
  const difference = estimate.value - from;
  if (estimate.standardError > 0) return difference / estimate.standardError;
  return difference === 0 ? 0 : Math.sign(difference) * Infinity;
}

/** The two-sided p of the t test that the true value is `hypothesis`. */
export function twoSidedP(estimate: Estimate, hypothesis = 0): number {
  return 2 * tUpperTail(Math.abs(distance(estimate, hypothesis)), estimate.degreesOfFreedom);
}

/**
 * The p of two one-sided tests (Schuirmann 1987): small where the true value is shown to lie within the bounds. It is at
 * most α exactly where the interval of level 1 - 2α lies within them.
 */
export function equivalenceP(estimate: Estimate, bounds: Interval): number {
  const { degreesOfFreedom } = estimate;
  return Math.max(
    tUpperTail(distance(estimate, bounds.low), degreesOfFreedom),
    tUpperTail(-distance(estimate, bounds.high), degreesOfFreedom),
  );
}
