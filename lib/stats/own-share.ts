/**
 * The tool's own share of a measurement: how much of the time per I/O the generator and the system call take, which is not
 * the file system's.
 */

/** Cells whose time per I/O is below so many times the floor measure the tool. */
const boundFactor = 5;

/** Sleeps per I/O from which on a job's time is more than its own CPU time: it waits for somebody who works for it. */
const waitingShare = 0.01;

/** What a calibration run came to. */
export interface CalibrationRun {
  runtimeNs: number;
  /** Completed. */
  ios: number;
  /** CPU time of the job, user and system. */
  cpuNs: number;
  /** Voluntary context switches: how often the job slept. */
  sleeps: number;
}

/** What an I/O on a resident block costs. */
export interface EngineCost {
  nsPerIo: number;
  /** The job slept for its completions: somebody else (kernel workers) did the I/O. */
  waits: boolean;
}

/**
 * The time per I/O of a run that nothing but the CPU limits: the job's CPU time, or the wall time where that is less. So
 * a neighbour that takes the CPU away for a while does not count as the generator's work. A job that sleeps is as
 * fast as whoever it waits for: there the wall time counts.
 *
 * @returns undefined where nothing was completed
 */
export function engineCost({ runtimeNs, ios, cpuNs, sleeps }: CalibrationRun): EngineCost | undefined {
  if (ios === 0 || runtimeNs === 0) return undefined;
  const waits = sleeps > ios * waitingShare;
  return { nsPerIo: (waits || cpuNs === 0 ? runtimeNs : Math.min(runtimeNs, cpuNs)) / ios, waits };
}

/**
 * What an I/O of a cell takes: wall time × the CPUs that its jobs can keep busy at a time / completed I/Os. Four jobs on two
 * CPUs that complete an I/O every 500 ns take 1000 ns per I/O.
 *
 * @param cpus - that the jobs may use; a fraction where a control group's quota says so
 */
export function cellNsPerIo(cell: { runtimeNs: number; jobs: number; cpus: number; ios: number }): number {
  return (cell.runtimeNs * Math.min(cell.jobs, cell.cpus)) / cell.ios;
}

/** The floor of jobs with several engines: the mean of their floors, weighted by the I/Os of each. */
export function meanFloor(parts: readonly { ios: number; nsPerIo: number }[]): number {
  const ios = parts.reduce((sum, part) => sum + part.ios, 0);
  return parts.reduce((sum, part) => sum + part.ios * part.nsPerIo, 0) / ios;
}

/** The share of the floor in the time per I/O, 0 to 1; a cell may be a little faster than its calibration was. */
export function ownShare(floorNsPerIo: number, nsPerIo: number): number {
  return Math.min(1, floorNsPerIo / nsPerIo);
}

/** @returns whether a cell with this share measures the tool rather than the file system. */
export function isGeneratorBound(share: number): boolean {
  return share > 1 / boundFactor;
}
