// The random map of a 4 GiB file: what an I/O takes when 1 %, 50 % and 99 % of the blocks were visited.
import { whileResident } from '../files.mjs';
import { runSlice } from '../slice.mjs';
import { estimateRatio } from '../statistics.mjs';
import { vfload } from '../peers/vfload.mjs';
import { cachedFile } from './cached.mjs';

/** @import { Work } from '../peers/work.mjs' */
/** @import { Bench, Case, Row } from './case.mjs' */

/** Half the width of a window of the pass, as a share of it. */
const halfWindow = 0.008;

const fillings = [0.01, 0.5, 0.99];

/** Within 1.2 of each other, whichever is the slower. */
const goal = { least: 1 / 1.2, most: 1.2 };

/**
 * I/Os per second between two shares of a pass.
 *
 * @param {readonly (readonly [number, number])[]} progress
 * @param {number} from
 * @param {number} to
 */
function speedBetween(progress, from, to) {
  const at = (/** @type {number} */ count) => {
    const next = progress.findIndex(([, completed]) => completed >= count);
    const [beforeNs, before] = progress[next - 1] ?? [0, 0];
    const [afterNs, after] = progress[next] ?? [0, 0];
    return beforeNs + ((afterNs - beforeNs) * (count - before)) / (after - before);
  };
  return (to - from) / (at(to) - at(from));
}

/**
 * @param {Bench} bench
 * @returns {Promise<{ speeds: number[], disturbed: boolean }[]>} at each filling, of every pass
 */
async function measurePasses(bench) {
  const { directory, file, absolute, bytes } = cachedFile(bench, 'disk');
  /** @type {Work} */
  const work = { engine: 'psync', workload: 'randread', directory, file, bytes };
  const contestant = vfload(bench.programs.driver, work, { progressMilliseconds: 2 });
  return await whileResident(bench.programs.pageCache, [absolute], bytes, async (check) => {
    const passes = [];
    for (let number = 0; number < Math.ceil(bench.rounds / 2); ++number) {
      await check();
      const { progress, disturbed, ios } = await runSlice(bench.programs.slice, contestant);
      const [readings = []] = progress ?? [];
      const speeds = fillings.map((filled) =>
        speedBetween(readings, (filled - halfWindow) * ios, (filled + halfWindow) * ios),
      );
      passes.push({ speeds, disturbed });
    }
    return passes;
  });
}

/** @type {Case} */
const randomMap = {
  name: 'random map of 4 GiB, psync page cache',
  async measure(bench) {
    const passes = await measurePasses(bench);
    const calm = passes.filter((pass) => !pass.disturbed);
    const enough = calm.length >= 3;
    const used = enough ? calm : passes;
    return fillings.slice(1).map((filled, index) => {
      const slowdowns = used.map(({ speeds: [first, ...others] }) => (first ?? NaN) / (others[index] ?? NaN));
      /** @type {Row} */
      const row = {
        case: this.name,
        quantity: `time per I/O, ${filled * 100} % / 1 %`,
        estimate: estimateRatio(slowdowns),
        digits: 3,
        used: used.length,
        dropped: passes.length - calm.length,
        disturbed: !enough,
        goal,
      };
      return row;
    });
  },
};

/** @type {Case[]} */
export const randomMapCases = [randomMap];
