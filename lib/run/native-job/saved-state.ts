/** fio's file of how far a job has written (version 3), as native/core/verify/state_file.cc writes it. */
import type { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VfloadError } from '../../errors.ts';
import { fileFailure } from '../../file-failure.ts';
import type { NativeSavedState } from '../native.ts';

const headBytes = 24;
const finishedAt = 176;
const finishedBytes = 16;
/** As many as the core has room for. */
const mostFinished = 256;

/** @returns `local-NAME-N-verify.state` in the working directory, where fio looks for it. @param jobNumber - from 1 */
export function stateFile(jobName: string, jobNumber: number): string {
  return path.resolve(`local-${jobName.replaceAll('/', '.')}-${String(jobNumber - 1)}-verify.state`);
}

/** @throws VfloadError ERR_VFLOAD_OPTION_VALUE: there is none, or it is none */
export function readSavedState(file: string): NativeSavedState {
  const failure = (problem: string, details: object = {}): VfloadError =>
    new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option verify_state_load: ${file} ${problem}.`, {
      remedy:
        'Run the writing job with verify_state_save=1 first, in the same directory, or leave verify_state_load out.',
      ...details,
    });
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    const { name, details } = fileFailure(file, error);
    throw failure(`cannot be read: ${name}`, details);
  }
  if (content.length < finishedAt) throw failure('is no state of verification: it is too short');
  const version = content.readBigUInt64LE(0);
  if (version !== 3n) throw failure(`has version ${String(version)}, and vfload reads version 3`);
  const length = Number(content.readBigUInt64LE(8));
  const count = Number(content.readBigUInt64LE(headBytes));
  if (length !== content.length - headBytes || finishedAt + count * finishedBytes > content.length) {
    throw failure('is no state of verification: its length is not what it says');
  }
  if (count > mostFinished) throw failure(`tells of more than ${String(mostFinished)} I/Os in flight`);
  return {
    writes: Number(content.readBigUInt64LE(40)),
    depth: content.readUInt32LE(32),
    finished: Array.from({ length: count }, (_unused, index) => ({
      file: Number(content.readBigUInt64LE(finishedAt + index * finishedBytes)),
      offset: Number(content.readBigUInt64LE(finishedAt + index * finishedBytes + 8)),
    })),
  };
}
