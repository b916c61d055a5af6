// vfload's core, driven without Node: the same loops and engines as in the addon.
import { idleBytes, ioDepth } from './work.mjs';

/** @import { Contestant, LoopWork, Measured, Work } from './work.mjs' */

/**
 * @param {string} driver path of vfload-driver
 * @param {Work | LoopWork} work
 * @param {{ name?: string, progressMilliseconds?: number }} [options]
 * @returns {Contestant}
 */
export function vfload(driver, work, { name = 'vfload', progressMilliseconds } = {}) {
  const command = [
    driver,
    `directory=${work.directory}`,
    `ioengine=${work.engine}`,
    `rw=${work.workload}`,
    `direct=${work.direct === true ? 1 : 0}`,
    `iodepth=${work.depth ?? ioDepth}`,
    `numjobs=${work.jobs ?? 1}`,
    // The cache is as the benchmark made it, and the offsets are those of the peer.
    'invalidate=0',
    'fio_compat=3.33',
  ];
  if (work.file !== undefined) command.push(`filename=${work.file}`);
  for (const [option, value] of Object.entries(work.options ?? {})) command.push(`${option}=${value}`);
  if (progressMilliseconds !== undefined) command.push(`progress_ms=${progressMilliseconds}`);
  const times = work.milliseconds === undefined ? [] : [`runtime=${work.milliseconds}ms`, 'time_based=1'];
  return {
    name,
    command: [...command, `size=${work.bytes}`, ...times],
    idleCommand: [...command, `size=${idleBytes}`],
    read: readDriver,
  };
}

/**
 * @typedef {{ issued: number, runtime_ns: number, iops: number, clat_ns: { mean: number } }} DriverDirection
 * @typedef {{ read: DriverDirection, write: DriverDirection, progress?: [number, number][] }} DriverJob
 */

/**
 * @param {string} stdout
 * @returns {Measured}
 */
function readDriver(stdout) {
  /** @type {DriverJob[]} */
  const jobs = JSON.parse(stdout);
  const directions = jobs.flatMap((job) => [job.read, job.write]);
  const measured = {
    ios: directions.reduce((sum, { issued }) => sum + issued, 0),
    runtimeSeconds: Math.max(...directions.map(({ runtime_ns: ns }) => ns)) / 1e9,
    iops: directions.reduce((sum, { iops }) => sum + iops, 0),
    clatMeanNs: jobs[0]?.read.clat_ns.mean ?? 0,
  };
  const progress = jobs.flatMap((job) => (job.progress === undefined ? [] : [job.progress]));
  return progress.length === 0 ? measured : { ...measured, progress };
}
