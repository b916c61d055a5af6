// Reads that the cache answers: the tool itself is the limit. Every block once, so that all do the very same I/Os.
import path from 'node:path';
import { gibibyte, makeSparse, makeWritten, mebibyte, whileResident } from '../files.mjs';
import { measureRounds, ratioOf } from '../paired.mjs';
import { bare } from '../peers/bare.mjs';
import { fio } from '../peers/fio.mjs';
import { vfload } from '../peers/vfload.mjs';
import { ratioRow } from './case.mjs';

/** @import { Contestant, Work } from '../peers/work.mjs' */
/** @import { Bench, Case } from './case.mjs' */

/** The share of a bare loop's speed that vfload is to reach. */
const goalShare = 0.97;

/** One file for all cases of a place; each takes its first part. */
const fileName = 'cached';

const places = /** @type {const} */ ({
  // A hole in a file on tmpfs takes no page and is no test: this one is written.
  tmpfs: { label: 'tmpfs', bytes: 2 * gibibyte, make: makeWritten },
  disk: { label: 'page cache', bytes: 4 * gibibyte, make: makeSparse },
});

/** @typedef {keyof typeof places} Place */

/**
 * So much that a slice takes 0.3 to 0.5 s.
 *
 * @type {Record<Work['engine'], number>}
 */
export const randomBytes = {
  psync: 1280 * mebibyte,
  mmap: 2 * gibibyte,
  libaio: gibibyte,
  io_uring: gibibyte,
};

/**
 * The file of a place, made where it is not there.
 *
 * @param {Bench} bench
 * @param {Place} place
 */
export function cachedFile(bench, place) {
  const { bytes, make } = places[place];
  const directory = bench[place];
  make(directory, fileName, bytes);
  return { directory, file: fileName, absolute: path.join(directory, fileName), bytes };
}

/**
 * Has contestants read a file that stays in memory.
 *
 * @param {Bench} bench
 * @param {Place} place
 * @param {Pick<Work, 'engine' | 'workload' | 'bytes'>} what
 * @param {(work: Work) => Contestant[]} contestantsOf
 */
export async function measureCached(bench, place, what, contestantsOf) {
  const { directory, file, absolute } = cachedFile(bench, place);
  const { slice, pageCache } = bench.programs;
  const contestants = contestantsOf({ ...what, directory, file });
  return await whileResident(
    pageCache,
    [absolute],
    what.bytes,
    async (/** @type {() => Promise<void>} */ check) => {
      return await measureRounds({ instrument: slice, contestants, wanted: bench.rounds, prepare: check });
    },
  );
}

/**
 * @param {Place} place
 * @param {Work['engine']} engine
 * @param {Work['workload']} workload
 * @param {number} bytes
 * @returns {Case}
 */
function cachedCase(place, engine, workload, bytes) {
  const name = `${workload} ${engine} ${places[place].label}`;
  return {
    name,
    async measure(bench) {
      const { driver, folder } = bench.programs;
      const rounds = await measureCached(bench, place, { engine, workload, bytes }, (work) => [
        vfload(driver, work),
        fio(work),
        bare(folder, work),
      ]);
      const possible = ratioOf(rounds, 'bare', 'fio').middle;
      return [
        ratioRow(name, rounds, ['vfload', 'bare'], { least: goalShare }),
        ratioRow(name, rounds, ['vfload', 'fio'], { least: goalShare * possible }),
        ratioRow(name, rounds, ['bare', 'fio']),
      ];
    },
  };
}

/**
 * vfload against itself: how much a ratio of 1 scatters.
 *
 * @type {Case}
 */
const identity = {
  name: 'A/A randread psync page cache',
  async measure(bench) {
    const { driver } = bench.programs;
    /** @type {Pick<Work, 'engine' | 'workload' | 'bytes'>} */
    const what = { engine: 'psync', workload: 'randread', bytes: randomBytes.psync };
    const rounds = await measureCached(bench, 'disk', what, (work) =>
      ['vfload A', 'vfload B'].map((name) => vfload(driver, work, { name })),
    );
    return [ratioRow(this.name, rounds, ['vfload A', 'vfload B'])];
  },
};

/** @type {Work['engine'][]} */
const engines = ['psync', 'mmap', 'libaio', 'io_uring'];

/** @type {Place[]} */
const placeNames = ['tmpfs', 'disk'];

/** @type {Case[]} */
export const cachedCases = [
  identity,
  ...placeNames.flatMap((place) =>
    engines.map((engine) => cachedCase(place, engine, 'randread', randomBytes[engine])),
  ),
  ...placeNames.map((place) => cachedCase(place, 'mmap', 'read', places[place].bytes)),
];
