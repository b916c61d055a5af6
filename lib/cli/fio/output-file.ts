/** Where fio's output goes: stdout, or the file of `--output`, remarks included. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { VfloadError } from '../../errors.ts';
import { fileFailure } from '../../file-failure.ts';
import { type CliIo, writeText } from '../cli-io.ts';

export interface FioOutput {
  write: (text: string) => Promise<void>;
  /** What does not belong among the results: to the file, or to stderr. */
  writeAside: (text: string) => Promise<void>;
  close: () => void;
}

/** @throws VfloadError ERR_VFLOAD_OUTPUT */
export function openOutput(file: string | undefined, io: CliIo): FioOutput {
  if (file === undefined) {
    return {
      write: (text) => writeText(io.stdout, text),
      writeAside: (text) => writeText(io.stderr, text),
      close: () => undefined,
    };
  }
  const descriptor = opened(file);
  const write = (text: string): Promise<void> => {
    writeSync(descriptor, text);
    return Promise.resolve();
  };
  return {
    write,
    writeAside: write,
    close: () => {
      closeSync(descriptor);
    },
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
