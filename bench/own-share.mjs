// The tool's own share beside fio's: what an I/O costs when nothing is below it. The loop alone (the null engine) and each
// engine on one resident page, fio with its default options and vfload with its own, in paired slices. Prints Markdown.
//
//   node bench/own-share.mjs [--rounds N] [--disk DIR]
//
// Five minutes that want the machine for themselves. Needs cmake, a C++ compiler, fio, and a disk's file system: on tmpfs
// io_uring's requests go to kernel workers.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fail, isInstalled } from '../scripts/project.mjs';
import { buildPrograms } from './build.mjs';
import { makeWritten, whileResident } from './files.mjs';
import { describeMachine } from './machine.mjs';
import { cpuNsPerIo, measureRounds, medianIops, ratioOf } from './paired.mjs';
import { fio } from './peers/fio.mjs';
import { vfload } from './peers/vfload.mjs';
import { blockBytes, idleBytes, ioDepth } from './peers/work.mjs';

/** @import { LoopWork, Work } from './peers/work.mjs' */
/** @import { Programs } from './build.mjs' */

const usualRounds = 24;
const file = 'resident-page';

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, disk: { type: 'string', default: '/var/tmp' } },
});

/** @type {{ told: string, engine: Work['engine'] | LoopWork['engine'], depth: number }[]} */
const shapes = [
  { told: 'loop alone, 1 in flight', engine: 'null', depth: 1 },
  { told: `loop alone, ${ioDepth} in flight`, engine: 'null', depth: ioDepth },
  { told: 'psync', engine: 'psync', depth: 1 },
  { told: 'mmap', engine: 'mmap', depth: 1 },
  { told: `libaio, ${ioDepth} in flight`, engine: 'libaio', depth: ioDepth },
  { told: `io_uring, ${ioDepth} in flight`, engine: 'io_uring', depth: ioDepth },
];

/**
 * @param {(typeof shapes)[number]} shape
 * @param {Programs} programs
 * @param {string} directory
 * @param {() => Promise<void>} prepare
 */
async function measureShape({ told, engine, depth }, programs, directory, prepare) {
  // The page is the first of the file; the others are for the slice that tells what start and end cost.
  const work = /** @type {Work | LoopWork} */ ({
    ...{ engine, depth, workload: 'read', directory, file },
    ...{ bytes: blockBytes, milliseconds: 500 },
  });
  const contestants = [fio(work), vfload(programs.driver, work)];
  const wanted = Number(values.rounds ?? usualRounds);
  const rounds = await measureRounds({ instrument: programs.slice, contestants, wanted, prepare });
  const ns = (/** @type {string} */ name) => (1e9 / medianIops(rounds, name)).toFixed(0);
  const cpu = (/** @type {string} */ name) => cpuNsPerIo(rounds, name).toFixed(0);
  const { low, middle, high } = ratioOf(rounds, 'vfload', 'fio');
  return [
    told,
    `${ns('fio')} (${cpu('fio')})`,
    `${ns('vfload')} (${cpu('vfload')})`,
    `${middle.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`,
    `${rounds.used.length} + ${rounds.dropped}${rounds.disturbed ? '!' : ''}`,
  ];
}

async function main() {
  for (const program of ['fio', 'cmake']) {
    if (isInstalled(program)) continue;
    fail('The benchmark cannot run.', `${program} is missing`, `apt-get install ${program}`);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const directory = mkdtempSync(path.join(values.disk, 'vfload-own-share-'));
  process.on('exit', () => {
    rmSync(directory, { recursive: true, force: true });
  });
  const programs = buildPrograms(directory);
  makeWritten(directory, file, idleBytes);
  const heads = ['ns per I/O (CPU-ns)', 'fio', 'vfload', 'fio / vfload', 'rounds: used + dropped'];
  const rows = [heads, heads.map(() => '---')];
  await whileResident(programs.pageCache, [path.join(directory, file)], idleBytes, async (check) => {
    for (const shape of shapes) {
      process.stderr.write(`${shape.told}\n`);
      const row = await measureShape(shape, programs, directory, check);
      process.stderr.write(`  ${row.slice(1).join('  ')}\n`);
      rows.push(row);
    }
  });
  const { date, kernel, cpu, fio: fioVersion, load } = describeMachine();
  const loads = load.map((value) => value.toFixed(2)).join(' ');
  process.stdout.write(`${date}, Linux ${kernel}, ${cpu}, ${fioVersion}, load ${loads}\n\n`);
  process.stdout.write(rows.map((row) => `| ${row.join(' | ')} |\n`).join(''));
}

await main();
