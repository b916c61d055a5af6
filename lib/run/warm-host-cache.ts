/** `--host-cache warm`: the host has read all of a run's files before the run, and so has them in its cache where it is large enough. */
import { completeJob } from '../options/complete-job.ts';
import type { PlannedRun } from '../plan/plan.ts';
import type { Verdict } from '../result/run-outcome.ts';
import { toNativeRun } from './native-job.ts';
import { judge } from './outcome.ts';
import type { CellSurroundings } from './execute-cell.ts';
import type { Place } from './place.ts';
import { startWork } from './start-work.ts';
import { awaitWork } from './work.ts';

/** Large enough that the round trips to a host count for little. */
const readBytes = 1 << 20;

/**
 * Reads files from their beginning to their end, one after the other: four readers at once would make a disk seek.
 *
 * @returns how it ended; what a guest's cache keeps of it is dropped afterwards, as before each run
 */
export async function warmHostCache(
  request: CellSurroundings & { place: Place; run: PlannedRun },
  filenames: readonly string[],
): Promise<Verdict> {
  for (const filename of filenames) {
    const sizeBytes = request.place.sizeOf(filename);
    if (sizeBytes === 0) continue;
    const verdict = await readWhole(request, filename, sizeBytes);
    if (verdict.outcome !== 'measured' || request.signal?.aborted === true) return verdict;
  }
  return { outcome: 'measured' };
}

async function readWhole(
  request: CellSurroundings & { place: Place },
  filename: string,
  sizeBytes: number,
): Promise<Verdict> {
  const { addon, place, limits, signal, fioCompat } = request;
  const { jobs } = toNativeRun({ jobs: [readerOf(filename, sizeBytes)], firstJobNumber: 1 }, fioCompat);
  const work = startWork(() => addon.run(place.session.native, { jobs, limits }));
  const ended = await awaitWork(work, { limits, signal, kind: 'jobs' });
  return await judge(ended, jobs, place.circumstances('running'));
}

function readerOf(filename: string, sizeBytes: number): ReturnType<typeof completeJob> {
  const options = {
    name: 'warm',
    rw: 'read',
    ioengine: 'psync',
    bs: Math.min(readBytes, sizeBytes),
    size: sizeBytes,
  };
  return completeJob(
    Object.entries({ ...options, filename, invalidate: 0 }).map(([name, value]) => ({
      name,
      value: String(value),
      origin: `Option ${name} of the pre-reading`,
    })),
  );
}
