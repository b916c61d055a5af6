/** The smallest difference that what is there would probably have shown. */
import type { Estimate } from '../inference/estimate.ts';
import { detectableDistance } from './power.ts';

/**
 * @param logRatio - whose error is what matters, not its value
 * @returns 0.1 for a ratio of 1.1
 */
export function detectableDifference(
  logRatio: Estimate,
  { alpha, power }: { alpha: number; power: number },
): number {
  return Math.expm1(detectableDistance(logRatio.degreesOfFreedom, alpha, power) * logRatio.standardError);
}
