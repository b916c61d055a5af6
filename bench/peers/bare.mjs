// The bare loops of bench/bare: the least that an engine can cost with timestamps and a histogram.
import path from 'node:path';
import { blockBytes, idleBytes, ioDepth, jobFileName } from './work.mjs';

/** @import { Contestant, Measured, Work } from './work.mjs' */

/**
 * Every block once; for a time with psync alone.
 *
 * @param {string} programs folder with the built loops
 * @param {Work} work
 * @param {{ name?: string }} [options]
 * @returns {Contestant}
 */
export function bare(programs, work, { name = 'bare' } = {}) {
  const program = path.join(programs, `bare-${work.engine}`);
  const files = Array.from({ length: work.jobs ?? 1 }, (_, job) =>
    path.join(work.directory, work.file ?? jobFileName(job)),
  );
  const command = [program, files.join(','), String(work.bytes), work.workload, String(ioDepth)];
  const times = work.milliseconds === undefined ? [] : ['0', String(work.milliseconds)];
  return {
    name,
    command: [...command, ...times],
    idleCommand: [...command, String(idleBytes / blockBytes)],
    read: readBare,
  };
}

/**
 * @param {string} stdout a line of every job
 * @returns {Measured}
 */
function readBare(stdout) {
  /** @type {{ ios: number, runtime_ns: number }[]} */
  const jobs = JSON.parse(`[${stdout.trim().replaceAll('\n', ',')}]`);
  return {
    ios: jobs.reduce((sum, { ios }) => sum + ios, 0),
    runtimeSeconds: Math.max(...jobs.map(({ runtime_ns: ns }) => ns)) / 1e9,
    iops: jobs.reduce((sum, { ios, runtime_ns: ns }) => sum + (ios / ns) * 1e9, 0),
  };
}
