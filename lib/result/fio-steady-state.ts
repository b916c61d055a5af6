/** The steadystate member of fio's document (fio-semantics 4.9, 5.3). */
import type { SteadyState } from '../options/steady-state.ts';
import type { FioSteadyState } from './fio-document.ts';

/** What the samples of jobs that are looked at together came to. */
export interface SteadyFinding {
  attained: boolean;
  maxDeviation: number;
  slope: number;
  /** What was compared with the limit. */
  criterion: number;
  /** Of the newest seconds, from the oldest on; 0: not taken. */
  iops: readonly number[];
  bytesPerSecond: readonly number[];
}

export function fioSteadyState(asked: SteadyState, finding: SteadyFinding): FioSteadyState {
  const percent = asked.isPercent ? '%' : '';
  const decimals = (value: number): string => `${value.toFixed(6)}${percent}`;
  return {
    ss: `${asked.measure}${asked.isSlope ? '_slope' : ''}:${decimals(asked.limit)}`,
    duration: asked.samples,
    attained: finding.attained ? 1 : 0,
    // fio keeps it as a float.
    criterion: decimals(Math.fround(finding.criterion)),
    max_deviation: finding.maxDeviation,
    slope: finding.slope,
    data: {
      bw_mean: wholeMean(finding.bytesPerSecond),
      iops_mean: wholeMean(finding.iops),
      iops: [...finding.iops],
      bw: [...finding.bytesPerSecond],
    },
  };
}

function wholeMean(rates: readonly number[]): number {
  return rates.length === 0 ? 0 : Math.floor(rates.reduce((sum, rate) => sum + rate, 0) / rates.length);
}
