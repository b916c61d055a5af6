// fio as fast as it can be made without changing which I/O is done or how it is submitted, from the page cache. Whatever
// changes the kernel's side is given to both; what only fio can leave out (its clock, and so all latencies) to fio alone.
import { fio } from '../peers/fio.mjs';
import { vfload } from '../peers/vfload.mjs';
import { measureCached, randomBytes } from './cached.mjs';
import { ratioRow } from './case.mjs';

/** @import { Work } from '../peers/work.mjs' */
/** @import { Case } from './case.mjs' */

const registered = { registerfiles: 1, fixedbufs: 1 };

/** @type {Case} */
const registeredCase = {
  name: 'randread io_uring page cache, file and buffers registered',
  async measure(bench) {
    const { driver } = bench.programs;
    /** @type {Pick<Work, 'engine' | 'workload' | 'bytes'>} */
    const what = { engine: 'io_uring', workload: 'randread', bytes: randomBytes.io_uring };
    const rounds = await measureCached(bench, 'disk', what, (work) => [
      vfload(driver, { ...work, options: registered }),
      fio({ ...work, options: registered }),
      vfload(driver, work, { name: 'vfload, nothing registered' }),
    ]);
    return [
      ratioRow(this.name, rounds, ['vfload', 'fio']),
      ratioRow(this.name, rounds, ['vfload', 'vfload, nothing registered']),
    ];
  },
};

/**
 * Information: vfload keeps all its statistics, fio none but counts.
 *
 * @param {Work['engine']} engine
 * @returns {Case}
 */
function reducedCase(engine) {
  const shared = { norandommap: 1, ...(engine === 'io_uring' ? registered : {}) };
  return {
    name: `randread ${engine} page cache, fio reduced`,
    async measure(bench) {
      const { driver } = bench.programs;
      /** @type {Pick<Work, 'engine' | 'workload' | 'bytes'>} */
      const what = { engine, workload: 'randread', bytes: randomBytes[engine] };
      const rounds = await measureCached(bench, 'disk', what, (work) => [
        vfload(driver, { ...work, options: shared }),
        fio({ ...work, options: { ...shared, gtod_reduce: 1 } }, { name: 'fio reduced' }),
      ]);
      return [ratioRow(this.name, rounds, ['vfload', 'fio reduced'])];
    },
  };
}

/** @type {Work['engine'][]} */
const engines = ['psync', 'mmap', 'libaio', 'io_uring'];

/** @type {Case[]} */
export const tunedCases = [registeredCase, ...engines.map(reducedCase)];
