// The installed fio with its default options.
import { blockBytes, idleBytes, ioDepth, jobName } from './work.mjs';

/** @import { Contestant, LoopWork, Measured, Work } from './work.mjs' */

/**
 * @param {Work | LoopWork} work
 * @param {{ name?: string }} [options]
 * @returns {Contestant}
 */
export function fio(work, { name = 'fio' } = {}) {
  const command = [
    'fio',
    `--name=${jobName}`,
    '--output-format=json',
    `--ioengine=${work.engine}`,
    `--rw=${work.workload}`,
    `--bs=${blockBytes}`,
    `--direct=${work.direct === true ? 1 : 0}`,
    `--iodepth=${work.depth ?? ioDepth}`,
    `--numjobs=${work.jobs ?? 1}`,
    '--invalidate=0',
    // The files are there; fio shall not make others.
    '--allow_file_create=0',
    work.file === undefined ? `--directory=${work.directory}` : `--filename=${work.directory}/${work.file}`,
    ...Object.entries(work.options ?? {}).map(([option, value]) => `--${option}=${value}`),
  ];
  const times = work.milliseconds === undefined ? [] : [`--runtime=${work.milliseconds}ms`, '--time_based=1'];
  return {
    name,
    command: [...command, `--size=${work.bytes}`, ...times],
    idleCommand: [...command, `--size=${idleBytes}`],
    read: readFio,
  };
}

/**
 * fio rounds its runtime up to whole milliseconds; half of one less is right in the mean.
 *
 * @param {string} stdout
 * @returns {Measured}
 */
function readFio(stdout) {
  /** @type {{ jobs: { error: number, read: FioDirection, write: FioDirection }[] }} */
  const document = JSON.parse(stdout.slice(stdout.indexOf('{')));
  const directions = document.jobs.flatMap((job) => [job.read, job.write]).filter((one) => one.total_ios > 0);
  const seconds = (/** @type {FioDirection} */ direction) => (direction.runtime - 0.5) / 1000;
  return {
    ios: directions.reduce((sum, one) => sum + one.total_ios, 0),
    runtimeSeconds: Math.max(...directions.map(seconds)),
    iops: directions.reduce((sum, one) => sum + one.total_ios / seconds(one), 0),
  };
}

/** @typedef {{ total_ios: number, runtime: number }} FioDirection */
