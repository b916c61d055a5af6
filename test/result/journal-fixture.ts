/** A journal of a plan with one configuration. */
import { buildRunResult } from '../../lib/result/run-result.ts';
import type { JournalHeader, JournalRepeat } from '../../lib/result/journal.ts';
import { environment, job, jobEnd, outcome } from './outcome-fixture.ts';
import { direction, statistics } from './statistics-fixture.ts';

export const header: JournalHeader = {
  type: 'header',
  schemaVersion: 1,
  vfload: '0.1.0',
  createdAt: '2026-11-22T17:00:00.000Z',
  planHash: 'abcd',
  preset: 'short',
  repeats: 3,
  configurations: [{ label: 'share', directory: '/mnt/share', mount: null }],
  runs: ['randread-psync'],
  environment,
};

export function repeat(given: Partial<JournalRepeat> = {}): JournalRepeat {
  const read = direction([1000, 2000, 4100]);
  return {
    type: 'repeat',
    planHash: 'abcd',
    configuration: 'share',
    run: 'randread-psync',
    session: 'boot:31',
    block: 1,
    repeat: 1,
    position: 0,
    seed: '137',
    result: buildRunResult(outcome({ jobs: [job({ end: jobEnd({ statistics: statistics({ read }) }) })] })),
    ...given,
  };
}
