/** `vfload run [JOB.fio...] [OPTIONS]`: job files, or one run described by fio's options. */
import { statSync } from 'node:fs';
import { exitCodeByErrorCode } from '../../errors.ts';
import type { RunOptions } from '../../options/api-options.ts';
import type { Api } from '../api.ts';
import { type CliIo, writeText } from '../cli-io.ts';
import type { GivenInputs } from '../option-flags.ts';
import { measure } from './measure.ts';
import { checkedForm } from './settings.ts';

/** What `run` takes beside the registry's options. */
export interface RunArguments {
  jobFiles: readonly string[];
  /** Names of jobs. */
  sections: readonly string[];
  /** Tell what would happen, and do nothing. */
  explain: boolean;
}

/** @returns the exit code. @throws VfloadError */
export async function runCommand(
  io: CliIo,
  api: () => Promise<Api>,
  given: GivenInputs,
  { jobFiles, sections, explain }: RunArguments,
): Promise<number> {
  const options: RunOptions = {
    ...given,
    ...(jobFiles.length === 0 ? {} : { jobFiles }),
    ...(sections.length === 0 ? {} : { sections }),
  };
  const form = checkedForm(options);
  if (explain) {
    const { text, missing } = await explanation(options);
    await writeText(io.stdout, text);
    if (missing.length === 0) return 0;
    const directories = missing.length === 1 ? 'directory' : 'directories';
    await writeText(io.stderr, `vfload: There is no such ${directories} to run in: ${missing.join(', ')}.\n`);
    return exitCodeByErrorCode.ERR_VFLOAD_DIRECTORY;
  }
  const { run } = await api();
  return await measure(io, form, (signal) => run({ ...options, signal }));
}

/** @returns what would happen, and the directories that are not there for it */
async function explanation(options: RunOptions): Promise<{ text: string; missing: string[] }> {
  const [{ planRun }, { explainText }] = await Promise.all([
    import('../../plan/plan-run.ts'),
    import('../explain-text.ts'),
  ]);
  const plan = await planRun(options);
  const directories = [...new Set(plan.configurations.map(({ directory }) => directory))];
  return { text: explainText(plan), missing: directories.filter((directory) => !isDirectory(directory)) };
}

function isDirectory(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}
