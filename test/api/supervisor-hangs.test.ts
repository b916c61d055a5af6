import { expect, it } from 'vitest';
import { run } from '../../lib/index.ts';
import { descendant } from '../fault/process-tree.ts';
import { directoryForEachTest } from './measured-directory.ts';

const place = directoryForEachTest();

it('a supervisor that is stopped is killed by the controller, after all of its own deadlines', async () => {
  const running = run({
    ...{ directory: place.directory, output: place.journal, size: '1m', runtime: '1s' },
    ...{ rw: 'randread', time_based: true, stuckAfter: '100ms' },
  });
  for await (const event of running) {
    if (event.type !== 'running' || event.phase !== 'running') continue;
    const job = await descendant(process.pid, 'vfload-job');
    process.kill(job.parent, 'SIGSTOP');
    break;
  }
  const { repeats, exitCode } = await running;
  expect(exitCode).toBe(1);
  expect(repeats[0]?.result.vfload).toMatchObject({
    outcome: 'failed',
    reason: { kind: 'stuck', operation: 'supervise' },
  });
  // What the jobs measured until then is there.
  expect(repeats[0]?.result.jobs[0]?.read.total_ios).toBeGreaterThan(0);
  expect(place.left()).toEqual([]);
}, 40_000);
