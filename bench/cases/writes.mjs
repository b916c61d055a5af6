// Buffered writes with fio's default: a few bytes of every 512 are changed before each. Pages are clean and in memory
// at the start of each slice.
import path from 'node:path';
import { dropPages, makeWritten, mebibyte, preparePages } from '../files.mjs';
import { measureRounds } from '../paired.mjs';
import { fio } from '../peers/fio.mjs';
import { vfload } from '../peers/vfload.mjs';
import { ratioRow } from './case.mjs';

/** @import { Work } from '../peers/work.mjs' */
/** @import { Case } from './case.mjs' */

const file = 'written';
const bytes = 256 * mebibyte;
const goal = { least: 1.1 };

/**
 * @param {Work['engine']} engine
 * @param {Work['workload']} workload
 * @returns {Case}
 */
function writeCase(engine, workload) {
  const name = `${workload} ${engine} page cache`;
  return {
    name,
    async measure(bench) {
      makeWritten(bench.disk, file, bytes);
      /** @type {Work} */
      const work = { engine, workload, directory: bench.disk, file, bytes };
      const absolute = path.join(bench.disk, file);
      // Writing it has left large folios.
      await dropPages(bench.programs.pageCache, absolute, bytes);
      const rounds = await measureRounds({
        instrument: bench.programs.slice,
        contestants: [vfload(bench.programs.driver, work), fio(work)],
        wanted: bench.rounds,
        prepare: () => preparePages(bench.programs.pageCache, absolute, bytes),
      });
      return [ratioRow(name, rounds, ['vfload', 'fio'], goal)];
    },
  };
}

/** @type {Case[]} */
export const writeCases = [
  writeCase('psync', 'randwrite'),
  writeCase('psync', 'write'),
  writeCase('libaio', 'randwrite'),
  writeCase('libaio', 'write'),
];
