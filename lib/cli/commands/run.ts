/** `vfload run [JOB.fio...] [OPTIONS]`: job files, or one run described by fio's options. */
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
    await writeText(io.stdout, await explanation(options));
    return 0;
  }
  const { run } = await api();
  return await measure(io, form, (signal) => run({ ...options, signal }));
}

async function explanation(options: RunOptions): Promise<string> {
  const [{ planRun }, { explainText }] = await Promise.all([
    import('../../plan/plan-run.ts'),
    import('../explain-text.ts'),
  ]);
  return explainText(await planRun(options));
}
