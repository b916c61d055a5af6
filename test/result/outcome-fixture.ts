/** The end of a run, as the scheduler would tell it. */
import type { JobOptions } from '../../lib/options/job-options.ts';
import { everyDirection } from '../../lib/options/parse/directions.ts';
import type { Workload } from '../../lib/options/workload.ts';
import type { JobEnd } from '../../lib/result/job-end.ts';
import type { JobOutcome, RunOutcomeInput } from '../../lib/result/run-outcome.ts';
import type { Environment } from '../../lib/result/vfload-member.ts';
import { defaultPercentiles } from '../../lib/stats/percentiles.ts';
import { statistics } from './statistics-fixture.ts';

export const environment: Environment = {
  kernel: '6.1.0',
  arch: 'x86_64',
  cpuModel: 'A processor',
  cores: 4,
  affinity: '0-3',
  memoryBytes: 4 * 2 ** 30,
  versions: { vfload: '0.1.0', node: '20.19.0', addonClock: 'tsc' },
};

/** Only what results look at: the registry's defaults are another test's business. */
export function options({
  rw = 'randread',
  ...given
}: Partial<Omit<JobOptions, 'rw'>> & { rw?: Workload } = {}): JobOptions {
  const looked: Partial<JobOptions> = {
    name: 'job',
    filename: 'vfload-file1',
    ioengine: 'psync',
    rw: { word: rw, postfix: '', numbers: [] },
    bs: everyDirection(4096),
    iodepth: 16,
    size: 64 * 2 ** 20,
    loops: 1,
    number_ios: 0,
    direct: false,
    thread: false,
    runtime: 0,
    time_based: false,
    group_reporting: false,
    percentile_list: defaultPercentiles,
    clat_percentiles: true,
    lat_percentiles: false,
    slat_percentiles: false,
    significant_figures: 4,
    stats: true,
    unified_rw_reporting: 'none',
    ...{
      gtod_reduce: false,
      disable_slat: false,
      disable_clat: false,
      disable_lat: false,
      disable_bw_measurement: false,
    },
    ...{ latency_target: 0, latency_window: 0, latency_percentile: [100] },
    continue_on_error: 'none',
    ignore_error: undefined,
    error_dump: false,
    given: { name: 'job', rw: 'randread', bs: '4k' },
    ...given,
  };
  return looked as JobOptions;
}

export function jobEnd(given: Partial<JobEnd> = {}): JobEnd {
  return {
    pid: 4711,
    end: 'ended',
    failure: undefined,
    startedAfterMs: 0,
    statistics: statistics(),
    ...given,
  };
}

export function job(given: Partial<JobOutcome> = {}): JobOutcome {
  const { filename } = given.options ?? options();
  const files = [{ filename, state: 'written', laidOutBytes: 0 } as const];
  return { options: options(), end: jobEnd(), files, ...given };
}

export function outcome(given: Partial<RunOutcomeInput> = {}): RunOutcomeInput {
  return {
    verdict: { outcome: 'measured' },
    interrupted: false,
    jobs: [job()],
    fioCompat: 'current',
    startedAtMs: 1_700_000_000_000,
    endedAtMs: 1_700_000_001_250,
    caches: 'dropped',
    mount: undefined,
    direct: undefined,
    environment,
    calibration: undefined,
    disks: [],
    warnings: [],
    ...given,
  };
}
