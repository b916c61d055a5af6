/** Where fio's output goes: stdout, or the file of `--output`, remarks included. */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { VfloadError } from '../../errors.ts';
import { fileFailure } from '../../file-failure.ts';
import { type CliIo, writeText } from '../cli-io.ts';
import { errorText } from '../print-error.ts';

export interface FioOutput {
  write: (text: string) => Promise<void>;
  /** What does not belong among the results: to the file, or to stderr. */
  writeAside: (text: string) => Promise<void>;
  close: () => void;
  /** Whether the file took not all of it: it is said on stderr, and what the file did not take is on stdout. */
  isIncomplete: () => boolean;
}

/** @throws VfloadError ERR_VFLOAD_OUTPUT where the file cannot be opened */
export function openOutput(file: string | undefined, io: CliIo): FioOutput {
  if (file === undefined) {
    return {
      write: (text) => writeText(io.stdout, text),
      writeAside: (text) => writeText(io.stderr, text),
      close: () => undefined,
      isIncomplete: () => false,
    };
  }
  const descriptor = opened(file);
  let isIncomplete = false;
  const writeTo = async (text: string, stream: CliIo['stdout']): Promise<void> => {
    if (!isIncomplete) {
      try {
        writeFileSync(descriptor, text);
        return;
      } catch (error) {
        // The jobs go on: results are not thrown away because a disk is full.
        isIncomplete = true;
        await writeText(io.stderr, `${errorText(notWritten(file, error), 'fio')}\n`);
      }
    }
    await writeText(stream, text);
  };
  return {
    write: (text) => writeTo(text, io.stdout),
    writeAside: (text) => writeTo(text, io.stderr),
    close: () => {
      closeSync(descriptor);
    },
    isIncomplete: () => isIncomplete,
  };
}

function opened(file: string): number {
  try {
    return openSync(file, 'w', 0o644);
  } catch (error) {
    const { name, details } = fileFailure(file, error);
    throw new VfloadError('ERR_VFLOAD_OUTPUT', `--output: ${file} cannot be written: ${name}.`, {
      ...details,
      remedy: 'Name a file in a directory that is there and may be written to.',
    });
  }
}

function notWritten(file: string, error: unknown): VfloadError {
  const { name, details } = fileFailure(file, error);
  return new VfloadError(
    'ERR_VFLOAD_OUTPUT',
    `--output: ${file} cannot be written: ${name}. What it lacks goes to stdout.`,
    {
      ...details,
      remedy: 'Free space there, or name a file elsewhere.',
    },
  );
}
