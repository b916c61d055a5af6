/** fio's `steadystate`: which rates, how they are judged, and the limit below which they are steady (fio-semantics 4.9). */
import { VfloadError } from '../errors.ts';
import type { JobOptions } from './job-options.ts';
import { parseSize } from './parse/size.ts';

export interface SteadyState {
  measure: 'iops' | 'bw';
  /** How they rise or fall; else how far the furthest is from their mean. */
  isSlope: boolean;
  /** The limit is in percent of the mean; else in I/Os or bytes per second. */
  isPercent: boolean;
  limit: number;
  /** Samples of a second each. */
  samples: number;
  rampMs: number;
}

/** fio's, where a duration alone is given. */
const defaultCriterion = { word: 'iops_slope', postfix: '0.01%' };

/**
 * @returns what a job is judged by; undefined where it is not: without a duration of a second at least
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE for a criterion without a limit, also where there is no duration
 */
export function steadyStateOf(
  job: Pick<JobOptions, 'steadystate' | 'steadystate_duration' | 'steadystate_ramp_time'>,
): SteadyState | undefined {
  const { word, postfix } = job.steadystate ?? defaultCriterion;
  const isPercent = postfix.endsWith('%');
  const number = isPercent ? postfix.slice(0, -1) : postfix;
  const measure = word.startsWith('bw') ? 'bw' : 'iops';
  const limit = measure === 'bw' && !isPercent ? bytesOf(number) : decimalOf(number);
  if (limit === undefined) throw noLimit(word, postfix);
  const samples = Math.floor(job.steadystate_duration / 1000);
  if (samples === 0) return undefined;
  return {
    measure,
    isSlope: word.endsWith('_slope'),
    isPercent,
    limit,
    samples,
    rampMs: job.steadystate_ramp_time,
  };
}

function decimalOf(text: string): number | undefined {
  return /^\d+(\.\d*)?$|^\.\d+$/.test(text) ? Number(text) : undefined;
}

/** A bandwidth takes suffixes; fio reads a decimal one up to its point. */
function bytesOf(text: string): number | undefined {
  const [whole = ''] = text.split('.');
  const size = parseSize(whole, 'fio');
  return size.ok ? size.value : undefined;
}

function noLimit(word: string, postfix: string): VfloadError {
  const given = postfix === '' ? 'has no limit' : `has the limit "${postfix}", which is no number`;
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option steadystate: ${word} ${given}.`, {
    remedy: `Write a number or percent behind a colon: ${word}:2%.`,
  });
}
