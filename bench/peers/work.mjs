// What every contestant of a case is asked to do, and what it tells afterwards.

/**
 * @typedef {object} Work
 * @property {'psync' | 'mmap' | 'libaio' | 'io_uring'} engine
 * @property {'read' | 'randread' | 'write' | 'randwrite'} workload
 * @property {string} directory absolute
 * @property {string} [file] the name in it; left out: a file for each job, as `jobFileName` says
 * @property {number} bytes how much of each file
 * @property {number} [milliseconds] time_based; left out: every block once
 * @property {boolean} [direct]
 * @property {number} [depth] in flight; `ioDepth` where left out
 * @property {number} [jobs] 1 where left out
 * @property {Readonly<Record<string, number>>} [options] more of fio's, which the driver takes by the same names
 */

/** @typedef {Omit<Work, 'engine'> & { engine: 'null' }} LoopWork no I/O: the generator alone */

/**
 * @typedef {object} Measured
 * @property {number} ios
 * @property {number} runtimeSeconds of the longest job
 * @property {number} iops the sum over jobs
 * @property {number} [clatMeanNs] of the first job's reads
 * @property {[number, number][][]} [progress] of each job: nanoseconds and I/Os completed until then
 */

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {string[]} command
 * @property {string[]} idleCommand the same with next to no I/O: what start and end cost
 * @property {(stdout: string) => Measured} read
 */

/** fio's `name`. Where the current folder holds a device or a folder of that name, fio takes it for its file. */
export const jobName = 'cached-job';

export const blockBytes = 4096;

/** In flight for the asynchronous engines, as in the study. */
export const ioDepth = 16;

/** So little that what a process takes for it is its start and end. */
export const idleBytes = 64 * blockBytes;

/**
 * The file of a job when a work names none: what fio calls it, and vfload's API after it.
 *
 * @param {number} job from 0
 */
export function jobFileName(job) {
  return `${jobName}.${job}.0`;
}

/**
 * What the driver calls the same file.
 *
 * @param {number} job from 0
 */
export function driverFileName(job) {
  return `vfload-driver${job + 1}`;
}
