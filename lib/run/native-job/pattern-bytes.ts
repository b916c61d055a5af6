/** The bytes of a pattern, with what its files hold. */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VfloadError } from '../../errors.ts';
import { fileFailure } from '../../file-failure.ts';
import { longestPatternBytes, parsePattern } from '../../options/parse/pattern.ts';

/** A pattern ready to be repeated. */
export interface PatternBytes {
  bytes: Uint8Array;
  /** Where in it the offset of a block goes, in eight bytes. */
  offsetsAt: number[];
}

/**
 * @param name - of the option, for errors
 * @param text - validated when it was read
 * @throws VfloadError `ERR_VFLOAD_OPTION_VALUE` for a file that cannot be read or is empty
 */
export function patternBytes(name: string, text: string): PatternBytes {
  const parts = parsePattern(text);
  const pieces: Uint8Array[] = [];
  const offsetsAt: number[] = [];
  let length = 0;
  for (const part of parts.ok ? parts.value : []) {
    if (part.kind === 'offset') offsetsAt.push(length);
    const piece =
      part.kind === 'file' ? fileBytes(name, part.filename) : part.kind === 'bytes' ? part.bytes : offsetRoom;
    pieces.push(piece);
    length += piece.length;
  }
  return { bytes: Buffer.concat(pieces).subarray(0, longestPatternBytes), offsetsAt };
}

const offsetRoom = new Uint8Array(8);

function fileBytes(name: string, filename: string): Uint8Array {
  const file = path.resolve(filename);
  const failure = (problem: string, details: object): VfloadError =>
    new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option ${name}: the pattern's file ${file} ${problem}.`, {
      remedy: 'Name a file that can be read; its first 512 bytes are the pattern.',
      ...details,
    });
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    const { name: errnoName, details } = fileFailure(file, error);
    throw failure(`cannot be read: ${errnoName}`, details);
  }
  if (content.length === 0) throw failure('is empty', {});
  return content.subarray(0, longestPatternBytes);
}
