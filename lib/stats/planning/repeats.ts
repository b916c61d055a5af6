/** How many repeats a difference needs. */
import { chiSquareQuantile } from '../inference/distributions.ts';
import { tTestPower } from './power.ts';

/**
 * `paired`: log-ratios of blocks; `unpaired`: either side's repeats, whose logs are compared.
 */
export type Design = 'paired' | 'unpaired';

/** What is known of the deviation. */
export interface PilotDeviation {
  /** Standard deviation of logs: of the blocks' ratios, or of one side's repeats. */
  deviation: number;
  degreesOfFreedom: number;
}

export interface PlanRequest {
  /** 0.1: a ratio of 1.1. */
  difference: number;
  alpha: number;
  /** The probability to find it. */
  power: number;
  design: Design;
}

export interface RepeatsPlan extends PlanRequest {
  /** Of each side: for the upper 80 % bound of the deviation. undefined: more than can be. */
  repeats: number | undefined;
  /** For the deviation as it was seen, and for its upper 95 % bound. */
  range: { low: number | undefined; high: number | undefined };
  /** The bound that `repeats` is made for. */
  plannedDeviation: number;
}

const mostRepeats = 100_000;

/** Of the bound of the deviation that repeats are planned for. */
export const plannedLevel = 0.8;

/** A deviation seen in a few values is as likely too small as too large: the bound that the true one is below, so probably. */
export function upperDeviation({ deviation, degreesOfFreedom }: PilotDeviation, level: number): number {
  return deviation * Math.sqrt(degreesOfFreedom / chiSquareQuantile(1 - level, degreesOfFreedom));
}

/** The smallest number of repeats, from 2, whose t test has the power; undefined above 100,000. */
export function repeatsFor(deviation: number, request: PlanRequest): number | undefined {
  const enough = (repeats: number): boolean => powerOf(repeats, deviation, request) >= request.power;
  let high = 2;
  while (!enough(high)) {
    if (high >= mostRepeats) return undefined;
    high = Math.min(2 * high, mostRepeats);
  }
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function powerOf(repeats: number, deviation: number, { difference, alpha, design }: PlanRequest): number {
  const [standardErrors, degreesOfFreedom] =
    design === 'paired'
      ? [deviation / Math.sqrt(repeats), repeats - 1]
      : [deviation * Math.sqrt(2 / repeats), 2 * (repeats - 1)];
  if (standardErrors === 0) return 1;
  return tTestPower(Math.log1p(difference) / standardErrors, degreesOfFreedom, alpha);
}

/**
 * Repeats for a wanted difference, from what a pilot showed of the deviation: for its upper 80 % bound, since a plan for the
 * deviation as seen would fall short in half of the cases.
 */
export function planRepeats(pilot: PilotDeviation, request: PlanRequest): RepeatsPlan {
  const plannedDeviation = upperDeviation(pilot, plannedLevel);
  return {
    ...request,
    repeats: repeatsFor(plannedDeviation, request),
    range: {
      low: repeatsFor(pilot.deviation, request),
      high: repeatsFor(upperDeviation(pilot, 0.95), request),
    },
    plannedDeviation,
  };
}
