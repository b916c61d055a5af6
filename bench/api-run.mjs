// Runs jobs through the API and says what it took. Started by bench/cases/api.mjs in a process of its own:
//   node bench/api-run.mjs DIRECTORY SIZE RUNTIME-SECONDS CALLS
// One JSON object a call on stdout.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../dist/index.js';
import { jobName } from './peers/work.mjs';

const [directory = '', size = '', seconds = '', calls = '1'] = process.argv.slice(2);
const runtimeMilliseconds = Number(seconds) * 1000;

/**
 * CPU time of this process over the middle half of a run, as a share of a core.
 *
 * @returns {Promise<number>}
 */
async function measureOwnCpu() {
  await sleep(runtimeMilliseconds / 2);
  const before = process.cpuUsage();
  const begin = performance.now();
  await sleep(runtimeMilliseconds / 2);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - begin);
}

// A call as root syncs and drops the system's caches before it measures: then there shall be nothing to write back.
execFileSync('sync');

/** @param {number} number */
async function call(number) {
  const output = path.join(os.tmpdir(), `vfload-bench-${process.pid}-${number}.jsonl`);
  const begin = performance.now();
  const running = run({
    name: jobName,
    directory,
    rw: 'randread',
    ioengine: 'psync',
    numjobs: 4,
    bs: 4096,
    size,
    runtime: Number(seconds),
    time_based: true,
    // Dropping the cache is not what is asked about.
    invalidate: false,
    output,
  });
  const ownCpu = measureOwnCpu();
  const { repeats } = await running;
  const wallMilliseconds = performance.now() - begin;
  rmSync(output, { force: true });
  const runtimes = repeats.flatMap(({ result }) => result.jobs.map(({ read }) => read.runtime));
  const told = {
    wallMilliseconds,
    runtimeMilliseconds: Math.max(...runtimes),
    controllerShare: await ownCpu,
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

for (let number = 0; number < Number(calls); ++number) await call(number);
