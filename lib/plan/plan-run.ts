import { VfloadError } from '../errors.ts';
import { readJobFiles } from '../jobfile/read-job-files.ts';
import type { RunOptions } from '../options/api-options.ts';
import { makeJobFilesPlan } from './job-files-plan.ts';
import { makeRunPlan } from './make-plan.ts';
import type { Plan } from './plan.ts';

/**
 * The plan of what `vfload run` is given: job files, which are read here, or the options of one run.
 *
 * @throws VfloadError (as a rejection) as `makeRunPlan` and `readJobFiles` do
 */
export async function planRun(options: RunOptions): Promise<Plan> {
  const { jobFiles = [] } = options;
  const files = typeof jobFiles === 'string' ? [jobFiles] : jobFiles;
  if (files.length > 0) return makeJobFilesPlan(options, await readJobFiles(files));
  if (options.sections !== undefined) {
    throw new VfloadError('ERR_VFLOAD_USAGE', 'Option section: there is no job file to choose from.', {
      remedy: 'Name a job file, or leave it out.',
    });
  }
  return makeRunPlan(options);
}
