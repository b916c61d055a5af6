// What is around the I/O: from a call of the API to its result, the controller's CPU time, and the memory of those who
// do the work.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gibibyte, makeJobFiles, mebibyte } from '../files.mjs';
import { workersMemory } from '../memory.mjs';
import { fio } from '../peers/fio.mjs';
import { isDisturbed, runMeasured } from '../slice.mjs';
import { estimate } from '../statistics.mjs';

/** @import { Work } from '../peers/work.mjs' */
/** @import { Bench, Case, Row } from './case.mjs' */

const script = path.join(path.dirname(import.meta.dirname), 'api-run.mjs');

/** @typedef {{ wallMilliseconds: number, runtimeMilliseconds: number, controllerShare: number }} Call */

/**
 * @param {Bench} bench
 * @param {string} directory
 * @param {number} bytes
 * @param {number} seconds
 * @param {number} calls one after another in one process
 */
async function callApi(bench, directory, bytes, seconds, calls) {
  const command = [process.execPath, script, directory, String(bytes), String(seconds), String(calls)];
  const { stdout, cost } = await runMeasured(bench.programs.slice, command);
  /** @type {Call[]} */
  const told = JSON.parse(`[${stdout.trim().replaceAll('\n', ',')}]`);
  return { told, disturbed: isDisturbed(cost) };
}

/**
 * @param {string} name
 * @param {string} quantity
 * @param {Value[]} values
 * @param {number} digits
 * @param {number} [most]
 * @returns {Row}
 */
function valueRow(name, quantity, values, digits, most) {
  const calm = values.filter(({ disturbed }) => !disturbed);
  const enough = calm.length >= Math.min(3, values.length);
  const used = enough ? calm : values;
  return {
    case: name,
    quantity,
    estimate: estimate(used.map(({ value }) => value)),
    digits,
    used: used.length,
    dropped: values.length - calm.length,
    disturbed: !enough,
    ...(most === undefined ? {} : { goal: { most } }),
  };
}

/** Of each job's file. Little, for a call drops the caches first, which takes as long as there is much in them. */
const fileBytes = 16 * mebibyte;

/**
 * @template Result
 * @param {Bench} bench
 * @param {(directory: string) => Promise<Result>} body
 */
async function withJobFiles(bench, body) {
  const directory = path.join(bench.disk, 'small-jobs');
  makeJobFiles(directory, fileBytes);
  return await body(directory);
}

/** @typedef {{ value: number, disturbed: boolean }} Value */

/**
 * @param {Bench} bench
 * @param {string} directory
 */
async function measureOverhead(bench, directory) {
  const seconds = 0.3;
  const callsPerProcess = 3;
  /** @type {Work} */
  const work = { engine: 'psync', workload: 'randread', directory, bytes: fileBytes, jobs: 4 };
  const peer = fio({ ...work, milliseconds: seconds * 1000 });
  /** @type {Record<'first' | 'later' | 'fio', Value[]>} */
  const beyond = { first: [], later: [], fio: [] };
  for (let number = 0; number < Math.ceil(bench.rounds / 4); ++number) {
    const { told, disturbed } = await callApi(bench, directory, fileBytes, seconds, callsPerProcess);
    told.forEach(({ wallMilliseconds, runtimeMilliseconds }, call) => {
      const value = wallMilliseconds - runtimeMilliseconds;
      beyond[call === 0 ? 'first' : 'later'].push({ value, disturbed });
    });
    const { stdout, cost } = await runMeasured(bench.programs.slice, peer.command);
    const value = (cost.wallSeconds - peer.read(stdout).runtimeSeconds) * 1000;
    beyond.fio.push({ value, disturbed: isDisturbed(cost) });
  }
  return beyond;
}

/** @type {Case} */
const overhead = {
  name: 'API call to result, 4 jobs',
  async measure(bench) {
    const beyond = await withJobFiles(bench, (directory) => measureOverhead(bench, directory));
    const goal = 60;
    return [
      valueRow(this.name, 'ms beyond the runtime', beyond.later, 1, goal),
      valueRow(this.name, 'ms, first call of a process', beyond.first, 1, goal),
      valueRow(this.name, 'ms of fio, whole process', beyond.fio, 1),
    ];
  },
};

/** @type {Case} */
const controller = {
  name: 'controller while a run goes on',
  async measure(bench) {
    const seconds = 4;
    const runs = Math.max(2, Math.ceil(bench.rounds / 10));
    /** @type {Value[]} */
    const shares = [];
    await withJobFiles(bench, async (directory) => {
      for (let number = 0; number < runs; ++number) {
        const { told, disturbed } = await callApi(bench, directory, fileBytes, seconds, 1);
        shares.push(...told.map(({ controllerShare }) => ({ value: 100 * controllerShare, disturbed })));
      }
    });
    return [valueRow(this.name, '% of a core', shares, 2, 1)];
  },
};

/** @type {Case} */
const memory = {
  name: 'memory of supervisor and 4 jobs on 4 GiB files',
  async measure(bench) {
    // Holes on tmpfs are read without a page of their own.
    const directory = path.join(bench.tmpfs, 'jobs');
    makeJobFiles(directory, 4 * gibibyte);
    const command = [script, directory, String(4 * gibibyte), '2', '1'];
    const child = spawn(process.execPath, command, { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('close', resolve));
    await sleep(1500);
    const megabytes = workersMemory(child.pid ?? 0) / 1e6;
    await ended;
    return [valueRow(this.name, 'MB private anonymous', [{ value: megabytes, disturbed: false }], 2, 15)];
  },
};

/** @type {Case[]} */
export const apiCases = [overhead, controller, memory];
