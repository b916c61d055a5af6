/** Statistics of a job as the generator would leave them, made of a few latencies. */
import type { DirectionStatistics, JobStatistics } from '../../lib/stats/job-statistics.ts';
import { emptySums, sumsOf } from '../../lib/stats/sums.ts';

/** fio's bucket of a latency (fio-semantics 4.5), in integers: an oracle for what the generator counts. */
export function bucketOf(valueNs: number): number {
  const value = BigInt(valueNs);
  if (value < 128n) return valueNs;
  const exponent = value.toString(2).length - 7;
  return Math.min((exponent + 1) * 64 + Number((value >> BigInt(exponent)) & 63n), 1855);
}

const classBounds = [2, 4, 10, 20, 50, 100, 250, 500, 750, 1000];
const classBoundsOfMs = [...classBounds, 2000, Infinity];

/** fio's latency class (fio-semantics 4.6). */
function latencyClassOf(valueNs: number): number {
  if (valueNs < 1000) return classBounds.findIndex((bound) => valueNs < bound);
  if (valueNs < 1e6) return 10 + classBounds.findIndex((bound) => valueNs / 1000 < bound);
  return 20 + classBoundsOfMs.findIndex((bound) => valueNs / 1e6 < bound);
}

function counted(length: number, indices: readonly number[]): BigUint64Array {
  const table = new BigUint64Array(length);
  for (const index of indices) table[index] = (table[index] ?? 0n) + 1n;
  return table;
}

/** A direction with one 4-KiB I/O per latency. */
export function direction(
  latencies: readonly number[] = [],
  given: Partial<DirectionStatistics> = {},
): DirectionStatistics {
  return {
    bytes: latencies.length * 4096,
    issued: latencies.length,
    completed: latencies.length,
    shortIos: 0,
    failedIos: 0,
    slat: emptySums(),
    clat: sumsOf(latencies),
    lat: sumsOf(latencies.map((value) => value + 20)),
    clatBuckets: counted(1856, latencies.map(bucketOf)),
    slatBuckets: undefined,
    latBuckets: undefined,
    latencyClasses: counted(32, latencies.map(latencyClassOf)),
    runtimeNs: latencies.length === 0 ? 0 : 1_000_000_000,
    bwSamples: emptySums(),
    iopsSamples: emptySums(),
    ...given,
  };
}

/** Statistics of a job of one second. */
export function statistics(given: Partial<JobStatistics> = {}): JobStatistics {
  return {
    read: direction(),
    write: direction(),
    trim: undefined,
    syncLat: emptySums(),
    syncBuckets: new BigUint64Array(1856),
    depthLevel: new BigUint64Array(7),
    submitBatch: new BigUint64Array(7),
    completeBatch: new BigUint64Array(7),
    jobRuntimeNs: 1_000_000_000,
    passes: 1,
    depth: 1,
    errors: 0,
    firstError: 0,
    keptErrors: [],
    resources: {
      userUs: 0,
      systemUs: 0,
      voluntarySwitches: 0,
      involuntarySwitches: 0,
      minorFaults: 0,
      majorFaults: 0,
    },
    ...given,
  };
}
