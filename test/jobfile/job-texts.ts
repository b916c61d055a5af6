/** Job files that exist in a test only. */
import { constants } from 'node:os';
import { VfloadError } from '../../lib/errors.ts';
import type { ReadText } from '../../lib/jobfile/include.ts';
import { readJobFiles } from '../../lib/jobfile/read-job-files.ts';
import type { Surroundings } from '../../lib/jobfile/surroundings.ts';
import type { RunOptions } from '../../lib/options/api-options.ts';
import { makeJobFilesPlan } from '../../lib/plan/job-files-plan.ts';
import type { Plan } from '../../lib/plan/plan.ts';

export const surroundings: Surroundings = {
  variables: { SIZE: '8m', LINE: 'bs=8k', EMPTY: '' },
  pageSizeBytes: 4096,
  cpuCount: 6,
  memoryMiB: 2000,
};

/** Reads from these texts, by path; what is not among them is not there. */
export function readingFrom(texts: Readonly<Record<string, string>>): ReadText {
  return (path) => {
    const text = texts[path];
    if (text !== undefined) return Promise.resolve({ file: path, text });
    return Promise.reject(
      new VfloadError('ERR_VFLOAD_JOB_FILE', `The job file ${path} cannot be read: ENOENT.`, {
        errno: constants.errno.ENOENT,
      }),
    );
  };
}

/** The plan of job files a.fio, b.fio, … with these texts. */
export async function planOf(texts: string | readonly string[], options: RunOptions = {}): Promise<Plan> {
  const all = typeof texts === 'string' ? [texts] : texts;
  const named = Object.fromEntries(all.map((text, index) => [`${'abcdef'.charAt(index)}.fio`, text]));
  return makeJobFilesPlan(
    { directory: '/measured', ...options },
    await readJobFiles(Object.keys(named), readingFrom(named)),
    surroundings,
  );
}

/** What planning raises. */
export async function refusalOf(
  texts: string | readonly string[],
  options: RunOptions = {},
): Promise<VfloadError> {
  try {
    await planOf(texts, options);
  } catch (error) {
    if (error instanceof VfloadError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
