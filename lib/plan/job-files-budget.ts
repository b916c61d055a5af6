/** `--budget` with job files: fewer repeats, and never other runtimes than the files have. */
import { VfloadError } from '../errors.ts';
import { formatDuration } from '../options/format-value.ts';
import type { VfloadOptions } from '../options/vfload-options.ts';
import { estimateRunMs } from './estimate.ts';
import type { PlannedRun } from './plan.ts';

/**
 * @param repeats - as many as are asked for
 * @returns how many of them fit in the budget
 * @throws VfloadError ERR_VFLOAD_OPTION_CONFLICT where not even one does, or fewer than were asked for by number
 */
export function affordableRepeats(
  settings: Pick<VfloadOptions, 'budget' | 'repeats'>,
  runs: readonly PlannedRun[],
  repeats: number,
): number {
  const { budget } = settings;
  if (budget === undefined) return repeats;
  const endless = runs.find(({ jobs }) => jobs.some(({ runtime }) => runtime === 0));
  if (endless !== undefined) {
    throw tooSmall(
      `A budget needs a runtime in each job, and ${endless.name} has none.`,
      'Give runtime in the job file, or --runtime for all jobs of the first file.',
    );
  }
  const onceMs = runs.reduce((sum, run) => sum + estimateRunMs(run), 0);
  const fitting = Math.min(repeats, Math.floor(budget / onceMs));
  if (fitting >= (settings.repeats ?? 1)) return fitting;
  const neededMs = onceMs * (settings.repeats ?? 1);
  throw tooSmall(
    `A budget of ${formatDuration(budget)} is too small for the runs of these job files.`,
    `Give at least ${Math.ceil(neededMs / 1000)}s, fewer repeats, or fewer jobs with --section.`,
  );
}

function tooSmall(message: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_CONFLICT', message, { remedy });
}
