import { VfloadError } from '../errors.ts';
import type { ConfigurationInput } from '../options/api-options.ts';
import { closest } from '../options/did-you-mean.ts';

const verbs: readonly string[] = ['study', 'run', 'fio', 'probe', 'report', 'parity', 'help'];
/** Of later versions: taken now, so that what works today does the same then. */
const reservedVerbs: readonly string[] = ['lab', 'doctor', 'build'];

/**
 * `LABEL=DIR`, or `DIR` alone. What stands before the first `=` is a label unless it has a slash: `./a=b` is
 * a directory.
 *
 * @throws VfloadError ERR_VFLOAD_USAGE for a word that is a command of later versions
 */
export function parseDirectoryArgument(argument: string): ConfigurationInput {
  if (reservedVerbs.includes(argument)) {
    throw new VfloadError('ERR_VFLOAD_USAGE', `This version has no command "${argument}".`, {
      remedy: `For a directory of this name write ./${argument}.`,
    });
  }
  const match = /^([^/=]*)=(.*)$/s.exec(argument);
  if (match === null) return { directory: argument };
  const [, label = '', directory = ''] = match;
  return { label, directory };
}

/** @returns the command that a word was probably meant to be, where it turned out to be no directory. */
export function meantVerb(argument: string): string | undefined {
  return argument.includes('/') || argument.includes('=') ? undefined : closest(argument, verbs);
}
