/** `vfload study FILE.yaml`: a study that is described in a file. */
import type { StudyOptions } from '../../options/api-options.ts';
import type { Api } from '../api.ts';
import { type CliIo, writeText } from '../cli-io.ts';
import type { GivenInputs } from '../option-flags.ts';
import { measure } from './measure.ts';
import { checkedForm } from './settings.ts';

/**
 * @param explain - tell what would happen, and do nothing
 * @returns the exit code
 * @throws VfloadError
 */
export async function studyCommand(
  io: CliIo,
  api: () => Promise<Api>,
  file: string,
  given: GivenInputs,
  explain: boolean,
): Promise<number> {
  // The texts are what the registry parses; the API's narrower types are for programs.
  const options: StudyOptions = { ...given };
  const form = checkedForm(options);
  if (explain) {
    await writeText(io.stdout, await explanation(file, options));
    return 0;
  }
  const { study } = await api();
  return await measure(io, form, (signal) => study(file, { ...options, signal }));
}

async function explanation(file: string, options: StudyOptions): Promise<string> {
  const [{ readStudy }, { makeStudyPlan }, { studyText }] = await Promise.all([
    import('../../study/study-file.ts'),
    import('../../plan/make-plan.ts'),
    import('../study-text.ts'),
  ]);
  const study = await readStudy(file);
  return studyText(study, makeStudyPlan(study, options));
}
