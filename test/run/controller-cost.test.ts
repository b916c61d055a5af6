/** What the controller does while jobs run: by the clock and the jobs, whatever their I/O. */
import { expect, it } from 'vitest';
import { makeRunPlan } from '../../lib/plan/make-plan.ts';
import { executePlan } from '../../lib/run/execute-plan.ts';
import type { NativeAddon, NativeWork } from '../../lib/run/native.ts';
import type { ProgressEvent } from '../../lib/run/events.ts';
import { directoryForEachTest } from '../api/measured-directory.ts';
import { addon } from '../addon/supervised-work.ts';

const place = directoryForEachTest();

/** So often is progress read (lib/run/work.ts). */
const pollMs = 250;

interface Cost {
  ios: number;
  /** Readings of the jobs' counters. */
  readings: number;
  /** Events for whoever listens. */
  events: number;
  /** While jobs ran. */
  elapsedMs: number;
}

/** The real addon, which counts how often the progress of jobs is read. */
function counting(cost: Cost): NativeAddon {
  return {
    ...addon,
    run: (directory, request) => {
      const work = addon.run(directory, request);
      const startedAtMs = performance.now();
      const counted: NativeWork = {
        pid: work.pid,
        endFd: work.endFd,
        progress: () => {
          cost.readings += 1;
          return work.progress();
        },
        statistics: () => work.statistics(),
        stop: () => {
          work.stop();
        },
        finish: () => {
          cost.elapsedMs = performance.now() - startedAtMs;
          return work.finish();
        },
        kill: () => {
          work.kill();
        },
      };
      return counted;
    },
  };
}

async function costOf(options: {
  ioengine: string;
  bs: string;
  size: string;
  numjobs: number;
}): Promise<Cost> {
  const cost: Cost = { ios: 0, readings: 0, events: 0, elapsedMs: 0 };
  const { directory, journal } = place;
  const output = `${journal}.${options.ioengine}.${String(options.numjobs)}`;
  const plan = makeRunPlan({ directory, rw: 'read', runtime: '1s', time_based: true, ...options });
  const emit = ({ type }: ProgressEvent): void => {
    cost.events += type === 'running' ? 1 : 0;
  };
  const settings = { stuckAfter: 10_000, keepFiles: false, allowOverwrite: false, output };
  const { repeats } = await executePlan({ addon: counting(cost), plan, settings, signal: undefined, emit });
  const [repeat] = repeats;
  expect(repeat?.result.vfload.outcome).toBe('measured');
  cost.ios = repeat?.result.vfload.issued ?? 0;
  return cost;
}

it('reads counters and sends events as often for a million I/Os as for a thousand, and for 16 jobs', async () => {
  const much = await costOf({ ioengine: 'null', bs: '4k', size: '4m', numjobs: 1 });
  const little = await costOf({ ioengine: 'psync', bs: '4m', size: '4m', numjobs: 1 });
  const many = await costOf({ ioengine: 'null', bs: '4k', size: '4m', numjobs: 16 });
  expect(much.ios).toBeGreaterThan(20 * little.ios);
  for (const { readings, events, elapsedMs } of [much, little, many]) {
    // A timer never comes more often than it was asked to; a busy machine makes it fewer.
    expect(readings).toBeGreaterThan(0);
    expect(readings).toBeLessThanOrEqual(elapsedMs / pollMs + 2);
    // One for the start and one for dropping caches beside those of the readings.
    expect(events).toBeLessThanOrEqual(elapsedMs / pollMs + 5);
  }
});
