// Four jobs against one, each on a file of its own in the page cache.
import path from 'node:path';
import { whileResident, makeJobFiles, mebibyte } from '../files.mjs';
import { measureRounds } from '../paired.mjs';
import { bare } from '../peers/bare.mjs';
import { fio } from '../peers/fio.mjs';
import { vfload } from '../peers/vfload.mjs';
import { ratioRow } from './case.mjs';

/** @import { Work } from '../peers/work.mjs' */
/** @import { Case } from './case.mjs' */

const bytes = 512 * mebibyte;
const sliceMilliseconds = 400;

/** On two cores. */
const goal = { least: 1.9 };

/** @type {Case} */
const fourJobs = {
  name: 'randread psync page cache, 4 jobs',
  async measure(bench) {
    const directory = path.join(bench.disk, 'jobs');
    const files = makeJobFiles(directory, bytes);
    /** @type {Work} */
    const work = { engine: 'psync', workload: 'randread', directory, bytes, milliseconds: sliceMilliseconds };
    const four = { ...work, jobs: 4 };
    const { driver, folder, slice, pageCache } = bench.programs;
    const contestants = [
      vfload(driver, work, { name: 'vfload ×1' }),
      vfload(driver, four, { name: 'vfload ×4' }),
      fio(work, { name: 'fio ×1' }),
      fio(four, { name: 'fio ×4' }),
      bare(folder, work, { name: 'bare ×1' }),
      bare(folder, four, { name: 'bare ×4' }),
    ];
    const rounds = await whileResident(
      pageCache,
      files,
      bytes,
      async (/** @type {() => Promise<void>} */ check) => {
        return await measureRounds({ instrument: slice, contestants, wanted: bench.rounds, prepare: check });
      },
    );
    return [
      ratioRow(this.name, rounds, ['vfload ×4', 'vfload ×1'], goal),
      ratioRow(this.name, rounds, ['fio ×4', 'fio ×1']),
      // What the machine can do.
      ratioRow(this.name, rounds, ['bare ×4', 'bare ×1']),
    ];
  },
};

/** @type {Case[]} */
export const scalingCases = [fourJobs];
