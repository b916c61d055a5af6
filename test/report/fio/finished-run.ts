/** Finished runs whose outputs are looked at. */
import type { RunResult } from '../../../lib/result/fio-document.ts';
import type { JobOutcome, RunOutcomeInput } from '../../../lib/result/run-outcome.ts';
import { buildRunResult } from '../../../lib/result/run-result.ts';
import { type Sums, sumsOf } from '../../../lib/stats/sums.ts';
import { job, jobEnd, options, outcome } from '../../result/outcome-fixture.ts';
import { direction, statistics } from '../../result/statistics-fixture.ts';

/** A job of one second that read with these latencies, ns. */
export function reader(latencies: readonly number[], given: { bwSamples?: Sums } = {}): JobOutcome {
  const iopsSamples = given.bwSamples === undefined ? {} : { iopsSamples: sumsOf([4, 5]) };
  return job({
    options: options({ name: 'reads' }),
    end: jobEnd({
      statistics: statistics({
        read: direction(latencies, { ...given, ...iopsSamples }),
        depthLevel: BigUint64Array.of(BigInt(latencies.length), 0n, 0n, 0n, 0n, 0n, 0n),
      }),
    }),
  });
}

/** The result of jobs, as fio 3.33 would have it where nothing else is said. */
export function finished(jobs: JobOutcome[], given: Partial<RunOutcomeInput> = {}): RunResult {
  return buildRunResult(outcome({ fioCompat: '3.33', jobs, ...given }));
}
