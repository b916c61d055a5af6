/** The smallest difference that what is there would probably have shown. */
import type { Estimate } from '../inference/estimate.ts';
import { detectableDistance } from './power.ts';

/** Welch's degrees of freedom are taken down to these steps, so that few distances have to be found for many cells. */
const stepsPerDegree = 10;

/**
 * @returns the smallest difference for the error of a log-ratio, whose value does not matter: 0.1 for a ratio of 1.1
 */
export function differenceDetector({
  alpha,
  power,
}: {
  alpha: number;
  power: number;
}): (logRatio: Estimate) => number {
  const distances = new Map<number, number>();
  return ({ degreesOfFreedom, standardError }) => {
    const step = Math.max(1, Math.floor(degreesOfFreedom * stepsPerDegree + 1e-9) / stepsPerDegree);
    const distance = distances.get(step) ?? detectableDistance(step, alpha, power);
    distances.set(step, distance);
    return Math.expm1(distance * standardError);
  };
}
