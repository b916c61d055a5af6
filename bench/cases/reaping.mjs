// What taking one completion at a time, fio's default and vfload's, does to the figures: vfload beside itself with
// iodepth_batch_complete_max=16. In the cache the tool decides, on a disk the device.
import path from 'node:path';
import { dropPages, makeWritten, mebibyte } from '../files.mjs';
import { measureRounds } from '../paired.mjs';
import { vfload } from '../peers/vfload.mjs';
import { ioDepth } from '../peers/work.mjs';
import { measureCached, randomBytes } from './cached.mjs';
import { clatRow, ratioRow } from './case.mjs';

/** @import { Rounds } from '../paired.mjs' */
/** @import { Contestant, Work } from '../peers/work.mjs' */
/** @import { Bench, Case, Row } from './case.mjs' */

const one = 'one';
const all = 'all';

/**
 * @param {string} driver
 * @param {Work} work
 * @returns {Contestant[]}
 */
function bothWays(driver, work) {
  const taking = { ...work, options: { iodepth_batch_complete_max: ioDepth } };
  return [vfload(driver, work, { name: one }), vfload(driver, taking, { name: all })];
}

/**
 * @param {string} name
 * @param {Rounds} rounds
 * @returns {Row[]}
 */
function rows(name, rounds) {
  return [ratioRow(name, rounds, [all, one]), clatRow(name, rounds, one), clatRow(name, rounds, all)];
}

/**
 * @param {Work['engine']} engine
 * @returns {Case}
 */
function inCache(engine) {
  return {
    name: `reaping randread ${engine} page cache`,
    async measure(bench) {
      const { driver } = bench.programs;
      /** @type {Pick<Work, 'engine' | 'workload' | 'bytes'>} */
      const what = { engine, workload: 'randread', bytes: randomBytes[engine] };
      return rows(this.name, await measureCached(bench, 'disk', what, (work) => bothWays(driver, work)));
    },
  };
}

/** As in the cases of direct.mjs. */
const file = 'direct';
const bytes = 256 * mebibyte;
const sliceMilliseconds = 400;

/**
 * @param {Work['engine']} engine
 * @returns {Case}
 */
function onDisk(engine) {
  return {
    name: `reaping randread ${engine} O_DIRECT`,
    /** @param {Bench} bench */
    async measure(bench) {
      makeWritten(bench.disk, file, bytes);
      await dropPages(bench.programs.pageCache, path.join(bench.disk, file), bytes);
      /** @type {Work} */
      const work = { engine, workload: 'randread', directory: bench.disk, file, bytes, direct: true };
      const rounds = await measureRounds({
        instrument: bench.programs.slice,
        contestants: bothWays(bench.programs.driver, { ...work, milliseconds: sliceMilliseconds }),
        wanted: bench.rounds,
        prepare: () => Promise.resolve(),
      });
      return rows(this.name, rounds);
    },
  };
}

/** @type {Work['engine'][]} */
const engines = ['libaio', 'io_uring'];

/** @type {Case[]} */
export const reapingCases = [...engines.map(inCache), ...engines.map(onDisk)];
