// O_DIRECT: the device decides, and no tool may differ. Offsets are the same for both, in a region small enough for
// the device to have it all equally at hand.
import path from 'node:path';
import { dropPages, makeWritten, mebibyte } from '../files.mjs';
import { measureRounds } from '../paired.mjs';
import { fio } from '../peers/fio.mjs';
import { vfload } from '../peers/vfload.mjs';
import { ratioRow } from './case.mjs';

/** @import { Work } from '../peers/work.mjs' */
/** @import { Case } from './case.mjs' */

const file = 'direct';
const bytes = 256 * mebibyte;
const sliceMilliseconds = 400;
const equality = { least: 0.97, most: 1.03 };

/**
 * @param {Work['engine']} engine
 * @param {Work['workload']} workload
 * @returns {Case}
 */
function directCase(engine, workload) {
  const name = `${workload} ${engine} O_DIRECT`;
  return {
    name,
    async measure(bench) {
      makeWritten(bench.disk, file, bytes);
      const drop = () => dropPages(bench.programs.pageCache, path.join(bench.disk, file), bytes);
      await drop();
      /** @type {Work} */
      const work = { engine, workload, directory: bench.disk, file, bytes, direct: true };
      const timed = { ...work, milliseconds: sliceMilliseconds };
      const rounds = await measureRounds({
        instrument: bench.programs.slice,
        contestants: [vfload(bench.programs.driver, timed), fio(timed)],
        wanted: bench.rounds,
        prepare: () => (engine === 'mmap' ? drop() : Promise.resolve()),
      });
      return [ratioRow(name, rounds, ['vfload', 'fio'], equality)];
    },
  };
}

/** @type {Work['workload'][]} */
const workloads = ['randread', 'read', 'randwrite', 'write'];

/**
 * mmap knows no O_DIRECT: both tools call msync after each I/O, and the cache is empty before each slice.
 *
 * @type {Work['engine'][]}
 */
const engines = ['psync', 'mmap', 'libaio', 'io_uring'];

/** @type {Case[]} */
export const directCases = engines.flatMap((engine) =>
  workloads.map((workload) => directCase(engine, workload)),
);
