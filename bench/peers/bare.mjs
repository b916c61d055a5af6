// The bare loops of bench/bare: the least that an engine can cost with timestamps and a histogram.
import path from 'node:path';
import { blockBytes, idleBytes, ioDepth } from './work.mjs';

/** @import { Contestant, Measured, Work } from './work.mjs' */

/**
 * One job, every block once.
 *
 * @param {string} programs folder with the built loops
 * @param {Work} work
 * @returns {Contestant}
 */
export function bare(programs, work) {
  const program = path.join(programs, `bare-${work.engine}`);
  const file = path.join(work.directory, work.file ?? '');
  const command = [program, file, String(work.bytes), work.workload, String(ioDepth)];
  return { name: 'bare', command, idleCommand: [...command, String(idleBytes / blockBytes)], read: readBare };
}

/**
 * @param {string} stdout
 * @returns {Measured}
 */
function readBare(stdout) {
  /** @type {{ ios: number, runtime_ns: number }} */
  const { ios, runtime_ns: ns } = JSON.parse(stdout);
  return { ios, runtimeSeconds: ns / 1e9, iops: (ios / ns) * 1e9 };
}
