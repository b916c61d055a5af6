// The protocol that works on a noisy machine: rounds in which every contestant has one slice, in turn forwards and
// backwards (ABBA); the first round is dropped, and every round in which somebody else was busy.
import { measureIdleCpu, runSlice } from './slice.mjs';
import { estimate, estimateRatio, median } from './statistics.mjs';

/** @import { Contestant } from './peers/work.mjs' */
/** @import { Slice } from './slice.mjs' */
/** @import { Estimate } from './statistics.mjs' */

/** With fewer undisturbed rounds all are used, and the result says so. */
const fewestRounds = 6;

/** @typedef {Map<string, Slice>} Round a slice of every contestant, by name */

/**
 * @typedef {object} Rounds
 * @property {Round[]} used
 * @property {number} dropped the first is not counted
 * @property {boolean} disturbed too few were undisturbed: `used` is all of them
 * @property {Map<string, number>} idleCpuSeconds of each contestant: start and end
 */

/**
 * @param {object} options
 * @param {string} options.instrument bench/instruments/slice.cc, built
 * @param {readonly Contestant[]} options.contestants
 * @param {number} options.wanted undisturbed rounds
 * @param {() => Promise<void>} options.prepare before every slice: puts the cache into its state
 * @returns {Promise<Rounds>}
 */
export async function measureRounds({ instrument, contestants, wanted, prepare }) {
  /** @type {Map<string, number>} */
  const idleCpuSeconds = new Map();
  for (const contestant of contestants) {
    idleCpuSeconds.set(contestant.name, await measureIdleCpu(instrument, contestant));
  }
  /** @type {Round[]} */
  const all = [];
  /** @type {Round[]} */
  const undisturbed = [];
  const most = 2 * wanted;
  for (let number = 0; number <= most && undisturbed.length < wanted; ++number) {
    const order = number % 2 === 0 ? contestants : [...contestants].reverse();
    /** @type {Round} */
    const round = new Map();
    for (const contestant of order) {
      await prepare();
      round.set(contestant.name, await runSlice(instrument, contestant));
    }
    if (number === 0) continue;
    all.push(round);
    if ([...round.values()].every((slice) => !slice.disturbed)) undisturbed.push(round);
  }
  const disturbed = undisturbed.length < Math.min(fewestRounds, wanted);
  const used = disturbed ? all : undisturbed;
  return { used, dropped: all.length - undisturbed.length, disturbed, idleCpuSeconds };
}

/**
 * @param {Rounds} rounds
 * @param {string} above
 * @param {string} below
 * @param {(slice: Slice) => number} [quantity] IOPS where left out
 * @returns {Estimate} of `above` / `below`
 */
export function ratioOf(rounds, above, below, quantity = (slice) => slice.iops) {
  const of = (/** @type {Round} */ round, /** @type {string} */ name) => quantity(sliceOf(round, name));
  return estimateRatio(rounds.used.map((round) => of(round, above) / of(round, below)));
}

/**
 * A quantity of one contestant: unlike a ratio, it changes from session to session.
 *
 * @param {Rounds} rounds
 * @param {string} name
 * @param {(slice: Slice) => number} quantity
 */
export function estimateOf(rounds, name, quantity) {
  return estimate(rounds.used.map((round) => quantity(sliceOf(round, name))));
}

/**
 * CPU nanoseconds per I/O in the median: of the whole process with its kernel workers, without its start and end.
 *
 * @param {Rounds} rounds
 * @param {string} name
 */
export function cpuNsPerIo(rounds, name) {
  const idle = rounds.idleCpuSeconds.get(name) ?? 0;
  return median(
    rounds.used.map((round) => {
      const { cpuSeconds, ios } = sliceOf(round, name);
      return ((cpuSeconds - idle) / ios) * 1e9;
    }),
  );
}

/**
 * For orientation only: unlike the ratios, it changes from session to session.
 *
 * @param {Rounds} rounds
 * @param {string} name
 */
export function medianIops(rounds, name) {
  return median(rounds.used.map((round) => sliceOf(round, name).iops));
}

/**
 * @param {Round} round
 * @param {string} name
 */
function sliceOf(round, name) {
  const slice = round.get(name);
  if (slice === undefined) throw new Error(`no contestant is called ${name}`);
  return slice;
}
