/** Estimates of means: of one sample, and of the difference of two. */
import type { Estimate } from './estimate.ts';

interface Moments {
  count: number;
  mean: number;
  /** Of a sample: divided by n - 1. */
  variance: number;
}

export function momentsOf(values: readonly number[]): Moments {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, variance: squares / (count - 1) };
}

/** The mean of a sample (Student 1908); undefined of fewer than two values. */
export function meanEstimate(values: readonly number[]): Estimate | undefined {
  if (values.length < 2) return undefined;
  const { count, mean, variance } = momentsOf(values);
  return { value: mean, standardError: Math.sqrt(variance / count), degreesOfFreedom: count - 1 };
}

/**
 * The mean of `values` minus that of `reference`, whose variances may differ (Welch 1947; Satterthwaite's degrees of freedom);
 * undefined if either has fewer than two values.
 */
export function differenceEstimate(
  reference: readonly number[],
  values: readonly number[],
): Estimate | undefined {
  if (reference.length < 2 || values.length < 2) return undefined;
  const [a, b] = [momentsOf(reference), momentsOf(values)];
  const [errorA, errorB] = [a.variance / a.count, b.variance / b.count];
  const squaredError = errorA + errorB;
  return {
    value: b.mean - a.mean,
    standardError: Math.sqrt(squaredError),
    // Of no variance at all any will do.
    degreesOfFreedom:
      squaredError === 0
        ? a.count + b.count - 2
        : squaredError ** 2 / (errorA ** 2 / (a.count - 1) + errorB ** 2 / (b.count - 1)),
  };
}
