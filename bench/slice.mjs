// One slice: a fresh process of a contestant, with what it and everybody else on the machine took meanwhile.
import { spawn } from 'node:child_process';

/** @import { Contestant, Measured } from './peers/work.mjs' */

/** More of the CPU for other processes disturbs a slice, in cores. */
const foreignCores = 0.15;

/** More stolen by the hypervisor disturbs a slice, as a share of one core. */
const stolenShare = 0.05;

/**
 * @typedef {object} ProcessCost
 * @property {number} wallSeconds
 * @property {number} cpuSeconds of the process and everything it started and waited for
 * @property {number} foreignCores what others used
 * @property {number} stolenShare of one core
 */

/** @typedef {ProcessCost & Measured & { disturbed: boolean }} Slice */

/**
 * Runs a program under bench/instruments/slice.cc.
 *
 * @param {string} instrument path of the built program
 * @param {readonly string[]} command
 * @returns {Promise<{ stdout: string, cost: ProcessCost }>}
 */
export function runMeasured(instrument, command) {
  return new Promise((resolve, reject) => {
    const child = spawn(instrument, command, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    const texts = ['', '', '', ''];
    child.stdio.forEach((stream, index) => {
      stream?.on('data', (/** @type {Buffer} */ data) => {
        texts[index] = (texts[index] ?? '') + data.toString();
      });
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const [, stdout = '', stderr = '', told = ''] = texts;
      if (code === 0) resolve({ stdout, cost: readCost(told) });
      else reject(new Error(`${command.join(' ')} failed\n${stderr}${stdout.slice(0, 400)}`));
    });
  });
}

/**
 * @param {string} told by the instrument
 * @returns {ProcessCost}
 */
function readCost(told) {
  /** @type {Record<'wallSeconds' | 'userSeconds' | 'systemSeconds' | 'machineBusySeconds' | 'stolenSeconds', number>} */
  const cost = JSON.parse(told);
  const cpuSeconds = cost.userSeconds + cost.systemSeconds;
  return {
    wallSeconds: cost.wallSeconds,
    cpuSeconds,
    foreignCores: Math.max(0, cost.machineBusySeconds - cpuSeconds) / cost.wallSeconds,
    stolenShare: cost.stolenSeconds / cost.wallSeconds,
  };
}

/**
 * @param {string} instrument
 * @param {Contestant} contestant
 * @returns {Promise<Slice>}
 */
export async function runSlice(instrument, contestant) {
  const { stdout, cost } = await runMeasured(instrument, contestant.command);
  return { ...contestant.read(stdout), ...cost, disturbed: isDisturbed(cost) };
}

/** @param {ProcessCost} cost */
export function isDisturbed(cost) {
  return cost.foreignCores > foreignCores || cost.stolenShare > stolenShare;
}

/**
 * CPU time of a process that does next to no I/O, in seconds: what is to be taken off that of a slice.
 *
 * @param {string} instrument
 * @param {Contestant} contestant
 */
export async function measureIdleCpu(instrument, contestant) {
  const runs = 3;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; ++i) {
    const { cost } = await runMeasured(instrument, contestant.idleCommand);
    least = Math.min(least, cost.cpuSeconds);
  }
  return least;
}
