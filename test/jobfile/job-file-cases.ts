/** The job files beside this one: what vfload makes of each, and whether fio makes the same of it. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { VfloadError } from '../../lib/errors.ts';
import { planRun } from '../../lib/plan/plan-run.ts';
import type { Plan } from '../../lib/plan/plan.ts';

export interface JobFileCase {
  /** `accepted/flags.fio` */
  name: string;
  file: string;
  isAccepted: boolean;
  /** fio's verdict, or at least what comes of it, is the other one; the file's first line says why. */
  differs: boolean;
}

/** What the variables in the files hold; VFLOAD_TEST_UNSET is not set. */
export const jobFileVariables = { VFLOAD_TEST_SIZE: '8m' } as const;

const folder = path.join(import.meta.dirname, 'files');

export const jobFileCases: readonly JobFileCase[] = ['accepted', 'refused', 'differs'].flatMap((kind) =>
  readdirSync(path.join(folder, kind))
    .filter((entry) => entry.endsWith('.fio'))
    .map((entry) => {
      const file = path.join(folder, kind, entry);
      const differs = kind === 'differs';
      const isAccepted = differs ? firstLine(file).includes('vfload accepts this') : kind === 'accepted';
      return { name: `${kind}/${entry}`, file, isAccepted, differs };
    }),
);

function firstLine(file: string): string {
  const [line = ''] = readFileSync(file, 'utf8').split('\n');
  if (!/vfload (?:accepts|refuses) this/.test(line)) throw new Error(`${file}: the verdict is missing`);
  return line;
}

/** What vfload makes of a job file: a plan, or why not. */
export async function verdictOn(file: string): Promise<Plan | VfloadError> {
  try {
    return await planRun({ jobFiles: file });
  } catch (error) {
    if (error instanceof VfloadError) return error;
    throw error;
  }
}
