// Where and when the benchmark ran.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';

/**
 * @typedef {object} Machine
 * @property {string} date
 * @property {string} kernel
 * @property {string} cpu
 * @property {string} fio
 * @property {string} compiler
 * @property {string} clock the kernel's clock source
 * @property {number[]} load
 */

/** @returns {Machine} */
export function describeMachine() {
  const firstLine = (/** @type {string} */ program) =>
    execFileSync(program, ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? '';
  const [cpu] = os.cpus();
  return {
    date: new Date().toISOString(),
    kernel: os.release(),
    cpu: `${os.availableParallelism()} × ${cpu?.model.trim() ?? 'unknown'}`,
    fio: firstLine('fio'),
    compiler: firstLine(process.env.CXX ?? 'c++'),
    clock: readFileSync('/sys/devices/system/clocksource/clocksource0/current_clocksource', 'utf8').trim(),
    load: os.loadavg(),
  };
}
