// What a case is, and how its result becomes a row.

/** @import { Programs } from '../build.mjs' */
/** @import { Rounds } from '../paired.mjs' */
/** @import { Estimate } from '../statistics.mjs' */

import { cpuNsPerIo, estimateOf, medianIops, ratioOf } from '../paired.mjs';

/**
 * @typedef {object} Bench what every case is given
 * @property {Programs} programs
 * @property {string} tmpfs a directory on tmpfs
 * @property {string} disk a directory on a disk's file system
 * @property {number} rounds undisturbed rounds wanted
 */

/**
 * @typedef {object} Row
 * @property {string} case
 * @property {string} quantity what is compared, or measured in a unit
 * @property {Estimate} estimate
 * @property {number} digits behind the point
 * @property {number} used rounds or repeats
 * @property {number} dropped
 * @property {boolean} disturbed too few were undisturbed
 * @property {Goal} [goal]
 * @property {Record<string, number>} [cpuNsPerIo]
 * @property {Record<string, number>} [iops] medians
 */

/**
 * @typedef {object} Goal
 * @property {number} [least]
 * @property {number} [most]
 */

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {(bench: Bench) => Promise<Row[]>} measure
 */

/**
 * @param {string} name of the case
 * @param {Rounds} rounds
 * @param {[above: string, below: string]} pair of contestants
 * @param {Goal} [goal]
 * @returns {Row}
 */
export function ratioRow(name, rounds, [above, below], goal) {
  const cpu = Object.fromEntries([above, below].map((who) => [who, cpuNsPerIo(rounds, who)]));
  return {
    case: name,
    quantity: `${above} / ${below}`,
    estimate: ratioOf(rounds, above, below),
    digits: 3,
    used: rounds.used.length,
    dropped: rounds.dropped,
    disturbed: rounds.disturbed,
    cpuNsPerIo: cpu,
    iops: Object.fromEntries([above, below].map((who) => [who, medianIops(rounds, who)])),
    ...(goal === undefined ? {} : { goal }),
  };
}

/**
 * The mean clat of a contestant's reads, in the median of the rounds.
 *
 * @param {string} name of the case
 * @param {Rounds} rounds
 * @param {string} who
 * @returns {Row}
 */
export function clatRow(name, rounds, who) {
  return {
    case: name,
    quantity: `µs mean clat, ${who}`,
    estimate: estimateOf(rounds, who, (slice) => (slice.clatMeanNs ?? 0) / 1000),
    digits: 2,
    used: rounds.used.length,
    dropped: rounds.dropped,
    disturbed: rounds.disturbed,
  };
}

/**
 * Whether the goal is met: by the middle; the interval says whether that may be chance.
 *
 * @param {Row} row
 * @returns {'' | 'met' | 'met?' | 'missed?' | 'missed'}
 */
export function verdictOf({ goal, estimate }) {
  if (goal === undefined) return '';
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = goal;
  const within = (/** @type {number} */ value) => value >= least && value <= most;
  const met = within(estimate.middle);
  const sure = within(estimate.low) === met && within(estimate.high) === met;
  if (met) return sure ? 'met' : 'met?';
  return sure ? 'missed' : 'missed?';
}
