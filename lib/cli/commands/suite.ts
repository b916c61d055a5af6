/** `vfload [LABEL=]DIR...`: the suite; of several directories an interleaved study. */
import { VfloadError } from '../../errors.ts';
import type { SuiteOptions } from '../../options/api-options.ts';
import { meantStudyLabel } from '../../plan/configurations.ts';
import type { Api } from '../api.ts';
import { type CliIo, writeText } from '../cli-io.ts';
import { meantVerb, parseDirectoryArgument } from '../directory-argument.ts';
import type { GivenInputs } from '../option-flags.ts';
import { measure } from './measure.ts';
import { checkedForm } from './settings.ts';

/** @returns the exit code. @throws VfloadError */
export async function suiteCommand(
  io: CliIo,
  api: () => Promise<Api>,
  directories: readonly string[],
  given: GivenInputs,
): Promise<number> {
  const configurations = directories.map(parseDirectoryArgument);
  // The texts are what the registry parses; the API's narrower types are for programs.
  const options: SuiteOptions = { ...given, configurations };
  const form = checkedForm(options);
  for (const { label = '' } of configurations) {
    const meant = meantStudyLabel(label);
    if (meant !== undefined) {
      await writeText(
        io.stderr,
        `vfload: the label "${label}" is none of the study's; did you mean ${meant}?\n`,
      );
    }
  }
  const { suite } = await api();
  try {
    return await measure(io, form, (signal) => suite({ ...options, signal }));
  } catch (error) {
    throw hintAtVerb(error, directories);
  }
}

/** `vfload prob /mnt`: the first word is no directory, but nearly a command. */
function hintAtVerb(error: unknown, directories: readonly string[]): unknown {
  if (!(error instanceof VfloadError) || error.code !== 'ERR_VFLOAD_DIRECTORY') return error;
  const meant = directories.map(meantVerb).find((verb) => verb !== undefined);
  if (meant === undefined) return error;
  const { message, errno, syscall, path, cause, remedy } = error;
  const hint = `Did you mean vfload ${meant}?`;
  return new VfloadError(error.code, message, {
    ...{ errno, syscall, path, cause },
    remedy: remedy === undefined ? hint : `${remedy}. ${hint}`,
  });
}
