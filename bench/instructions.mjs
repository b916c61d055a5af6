// User instructions that the generator spends on an I/O, counted by callgrind: the same on every machine and in every
// run, so that one more in the loop shows. The figure is the difference of two run lengths, which leaves out start and
// end. All statistics are on; the kernel's side is not counted. Beside the I/Os, the step of the random map that finds
// the next block.
//
//   node bench/instructions.mjs             builds the driver, counts, compares with instructions.json
//   node bench/instructions.mjs --update    writes what it counted to instructions.json
//
// valgrind (3.19) passes the system calls of io_uring and aio through to the kernel and knows what they write, so these
// engines are counted as they are; each run is checked to have done every I/O.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fail, isInstalled, projectRoot, run } from '../scripts/project.mjs';

const engines = ['psync', 'mmap', 'libaio', 'io_uring'];
const workloads = ['read', 'randread', 'randwrite'];

/**
 * The most that is allowed for a read, by engine. Of mmap's, 256 are the copy: valgrind knows no registers wider than 32
 * bytes. Writes add the scrambling of the buffer and a third clock read; they are guarded by the baseline alone.
 */
const goals = new Map([
  ['psync', 250],
  ['mmap', 400],
  ['libaio', 400],
  ['io_uring', 400],
]);

const blockBytes = 4096;
const shortRunBytes = 8 * 1024 * 1024;
const longRunBytes = 2 * shortRunBytes;

/** By how much a figure may exceed its baseline. */
const tolerance = 1.05;

const baselinePath = path.join(import.meta.dirname, 'instructions.json');
const built = path.join(projectRoot, 'build-cmake', 'dev');
const driver = path.join(built, 'vfload-driver');
const mapStep = path.join(built, 'vfload-map-step');

/** Of a file of 4 GiB. */
const mapBlocks = 1024 * 1024;

/** The most that the random map's own step may take. */
const mapGoal = 60;

const mapFigure = 'random map,';

/** Shares of the map that are taken, and how much of it is counted around them. */
const mapFillings = [0.01, 0.5, 0.99];
const mapWindow = 0.002;

function buildPrograms() {
  const targets = ['vfload-driver', 'vfload-map-step'].flatMap((target) => ['--target', target]);
  const steps = [
    ['cmake', '--preset', 'dev'],
    ['cmake', '--build', '--preset', 'dev', ...targets, '--parallel', '2'],
  ];
  for (const [program = '', ...rest] of steps) {
    if (run(program, rest) !== 0) {
      fail(
        'The programs were not built.',
        `${program} failed, see above`,
        'mend the code, or remove build-cmake/',
      );
    }
  }
}

/**
 * @param {string} name of what is counted, for people
 * @param {string[]} command
 * @returns {{ instructions: number, stdout: string }} user instructions of the whole process
 */
function countProgram(name, command) {
  const tool = ['--tool=callgrind', '--callgrind-out-file=/dev/null'];
  const { stdout, stderr, status } = spawnSync('valgrind', [...tool, ...command], { encoding: 'utf8' });
  const collected = /Collected : (\d+)/.exec(stderr);
  if (status !== 0 || collected === null) {
    fail(`${name} did not run under callgrind.`, stdout + stderr, `run ${command.join(' ')} by hand`);
  }
  return { instructions: Number(collected[1]), stdout };
}

/**
 * Counts the user instructions of one run of the driver.
 *
 * @param {string} directory where its file is
 * @param {string} engine
 * @param {string} workload
 * @param {number} bytes to transfer
 */
function countRun(directory, engine, workload, bytes) {
  const { instructions, stdout } = countProgram(`${engine} ${workload}`, [
    driver,
    `directory=${directory}`,
    'filename=data',
    `ioengine=${engine}`,
    `rw=${workload}`,
    `size=${bytes}`,
    `bs=${blockBytes}`,
    'iodepth=16',
    // The file stays in the page cache: what is counted does not depend on a device.
    'invalidate=0',
  ]);
  /** @type {{ read: { completed: number }, write: { completed: number } }[]} */
  const jobs = JSON.parse(stdout);
  const [job] = jobs;
  const completed = job === undefined ? 0 : job.read.completed + job.write.completed;
  if (completed !== bytes / blockBytes) {
    fail(
      `${engine} ${workload} did ${completed} I/Os.`,
      `${bytes / blockBytes} were asked for`,
      'see the driver',
    );
  }
  return instructions;
}

/**
 * @param {string} directory
 * @param {string} engine
 * @param {string} workload
 */
function instructionsPerIo(directory, engine, workload) {
  const long = countRun(directory, engine, workload, longRunBytes);
  const short = countRun(directory, engine, workload, shortRunBytes);
  return (long - short) / ((longRunBytes - shortRunBytes) / blockBytes);
}

/**
 * Instructions of the random map for one block, beyond the draw of its number.
 *
 * @param {number} filled share of the map that is taken
 */
function instructionsPerClaim(filled) {
  const counts = [filled - mapWindow / 2, filled + mapWindow / 2].map((share) =>
    Math.round(share * mapBlocks),
  );
  const [[claimsBefore = 0, claimsAfter = 0] = [], [drawsBefore = 0, drawsAfter = 0] = []] = [
    'claim',
    'draw',
  ].map((what) =>
    counts.map((count) => {
      const command = [mapStep, mapBlocks.toString(), count.toString(), what];
      return countProgram('random map', command).instructions;
    }),
  );
  const [from = 0, to = 0] = counts;
  return (claimsAfter - claimsBefore - (drawsAfter - drawsBefore)) / (to - from);
}

/** @returns {Map<string, number>} */
function countAll() {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'vfload-instructions-'));
  process.on('exit', () => {
    rmSync(directory, { recursive: true, force: true });
  });
  const layout = [
    `directory=${directory}`,
    'filename=data',
    'ioengine=psync',
    'rw=read',
    `size=${longRunBytes}`,
  ];
  execFileSync(driver, layout, { stdio: 'ignore' });
  /** @type {Map<string, number>} */
  const figures = new Map();
  for (const engine of engines) {
    for (const workload of workloads) {
      const counted = instructionsPerIo(directory, engine, workload);
      figures.set(`${engine} ${workload}`, Math.round(counted * 10) / 10);
    }
  }
  for (const filled of mapFillings) {
    const counted = instructionsPerClaim(filled);
    figures.set(`${mapFigure} ${filled * 100} % full`, Math.round(counted * 10) / 10);
  }
  return figures;
}

/** @returns {Map<string, number>} */
function readBaseline() {
  /** @type {{ figures: Record<string, number> }} */
  const baseline = JSON.parse(readFileSync(baselinePath, 'utf8'));
  return new Map(Object.entries(baseline.figures));
}

/** @param {Map<string, number>} figures */
function writeBaseline(figures) {
  const compiler = execFileSync(process.env.CXX ?? 'c++', ['--version'], { encoding: 'utf8' }).split('\n')[0];
  const baseline = {
    unit: 'user instructions per I/O of 4 KiB',
    compiler,
    figures: Object.fromEntries(figures),
  };
  writeFileSync(baselinePath, `${JSON.stringify(baseline, undefined, 2)}\n`);
}

/** @param {string} name of a figure */
function goalOf(name) {
  if (name.startsWith(mapFigure)) return mapGoal;
  const [engine = '', workload = ''] = name.split(' ');
  return workload.endsWith('read') ? goals.get(engine) : undefined;
}

/**
 * Prints the figures; returns those that grew or are above their goal.
 *
 * @param {Map<string, number>} figures
 * @param {Map<string, number>} baseline
 */
function compare(figures, baseline) {
  const grown = [];
  process.stdout.write('user instructions per I/O     now  baseline  goal\n');
  for (const [name, figure] of figures) {
    const known = baseline.get(name);
    const goal = goalOf(name);
    const columns = [
      figure.toFixed(1).padStart(8),
      (known?.toFixed(1) ?? 'none').padStart(10),
      (goal?.toString() ?? '-').padStart(6),
    ];
    const hasGrown = known !== undefined && figure > known * tolerance;
    const verdict = goal !== undefined && figure > goal ? '  ABOVE ITS GOAL' : hasGrown ? '  GREW' : '';
    process.stdout.write(`  ${name.padEnd(24)}${columns.join('')}${verdict}\n`);
    if (verdict !== '') grown.push(name);
  }
  return grown;
}

for (const program of ['valgrind', 'cmake']) {
  if (!isInstalled(program))
    fail('Instructions cannot be counted.', `${program} is missing`, `apt-get install ${program}`);
}
buildPrograms();
const figures = countAll();
if (process.argv.includes('--update')) {
  compare(figures, new Map());
  writeBaseline(figures);
} else {
  const grown = compare(figures, readBaseline());
  if (grown.length > 0) {
    process.stdout.write(`More than 5 % above the baseline, or above the goal: ${grown.join(', ')}.\n`);
    process.stdout.write('If that is wanted: npm run bench:instructions -- --update\n');
    process.exitCode = 1;
  }
}
