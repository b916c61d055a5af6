// vfload beside fio and beside bare loops, in one session: the ratios that hold on a noisy machine.
//
//   node bench/bench.mjs [--only PATTERN] [--rounds N] [--quick] [--markdown] [--list]
//                        [--disk DIR] [--tmpfs DIR] [-o FILE]
//
// --only is part of a case's name, or several with commas. A whole run takes most of an hour and wants the machine for
// itself. Needs cmake, a C++ compiler, fio, a built dist/, 7 GiB of memory and 3 GiB of disk.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fail, isInstalled } from '../scripts/project.mjs';
import { buildPrograms } from './build.mjs';
import { apiCases } from './cases/api.mjs';
import { cachedCases } from './cases/cached.mjs';
import { directCases } from './cases/direct.mjs';
import { randomMapCases } from './cases/random-map.mjs';
import { reapingCases } from './cases/reaping.mjs';
import { scalingCases } from './cases/scaling.mjs';
import { tunedCases } from './cases/tuned.mjs';
import { writeCases } from './cases/writes.mjs';
import { describeMachine } from './machine.mjs';
import { describeHead, describeRow, markdownTable, plainTable } from './table.mjs';

/** @import { Row } from './cases/case.mjs' */

const usualRounds = 40;
const quickRounds = 8;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    disk: { type: 'string', default: '/var/tmp' },
    tmpfs: { type: 'string', default: '/dev/shm' },
    output: { type: 'string', short: 'o' },
  },
});

const patterns = values.only.split(',');
const cases = [
  ...cachedCases,
  ...writeCases,
  ...directCases,
  ...reapingCases,
  ...tunedCases,
  ...scalingCases,
  ...randomMapCases,
  ...apiCases,
].filter(({ name }) => patterns.some((pattern) => name.includes(pattern)));

/**
 * A directory that is gone when the benchmark ends, however it ends.
 *
 * @param {string} parent
 */
function temporaryDirectory(parent) {
  const directory = mkdtempSync(path.join(parent, 'vfload-bench-'));
  process.on('exit', () => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

async function main() {
  for (const program of ['fio', 'cmake']) {
    if (isInstalled(program)) continue;
    fail('The benchmark cannot run.', `${program} is missing`, `apt-get install ${program}`);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const disk = temporaryDirectory(values.disk);
  const tmpfs = temporaryDirectory(values.tmpfs);
  const rounds = Number(values.rounds ?? (values.quick ? quickRounds : usualRounds));
  if (!Number.isInteger(rounds) || rounds < 1) {
    fail(
      'The benchmark cannot run.',
      `--rounds ${values.rounds} is no number of rounds`,
      'give a whole number from 1',
    );
  }
  const bench = { programs: buildPrograms(disk), disk, tmpfs, rounds };
  const machine = describeMachine();
  /** @type {Row[]} */
  const rows = [];
  for (const one of cases) {
    process.stderr.write(`${one.name}\n`);
    try {
      const measured = await one.measure(bench);
      for (const row of measured) process.stderr.write(`${describeRow(row)}\n`);
      rows.push(...measured);
    } catch (error) {
      // The others are worth having.
      process.stderr.write(`  FAILED ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
  process.stdout.write(`${describeHead(machine).join('\n')}\n\n`);
  process.stdout.write(`${values.markdown ? markdownTable(rows) : plainTable(rows)}\n`);
  const results = path.join(import.meta.dirname, 'results');
  const output = values.output ?? path.join(results, `${machine.date.replaceAll(':', '-')}.json`);
  mkdirSync(path.dirname(output), { recursive: true });
  writeFileSync(output, `${JSON.stringify({ machine, rounds, rows }, undefined, 2)}\n`);
  process.stderr.write(`${output}\n`);
}

if (values.list) process.stdout.write(cases.map(({ name }) => `${name}\n`).join(''));
else await main();
