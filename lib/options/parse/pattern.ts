import { Buffer } from 'node:buffer';
import { type Parsed, parsed, refused } from './parsed.ts';

/** A piece of a pattern. */
export type PatternPart =
  | { kind: 'bytes'; bytes: Uint8Array }
  /** `'name'`: what a file begins with. */
  | { kind: 'file'; filename: string }
  /** `%o`: the offset of the block, in eight bytes with the lowest first. */
  | { kind: 'offset' };

/** Longest pattern, in bytes: fio refuses more in a text, and reads no more of a file. */
export const longestPatternBytes = 512;

const example = 'such as "text", 0xcafe, 12 or \'file\', or several of these in a row';

/**
 * fio's patterns: `"text"`, numbers (their bytes, the lowest first: as few as hold it, four where it is negative), `0x` and
 * hexadecimal digits (the bytes in the order they are written), `'file'`, `%o`, and all of these in a row.
 */
export function parsePattern(text: string): Parsed<PatternPart[]> {
  const parts: PatternPart[] = [];
  let rest = text;
  while (rest !== '') {
    const taken = takePart(rest);
    if (!taken.ok) return taken;
    parts.push(taken.value.part);
    rest = rest.slice(taken.value.length);
  }
  if (parts.length === 0) return refused('is empty', `Write a pattern, ${example}.`);
  const bytes = parts.reduce((sum, part) => sum + fixedLength(part), 0);
  if (bytes === 0 && parts.every((part) => part.kind === 'bytes')) {
    return refused('is a pattern of no bytes', `Write a pattern, ${example}.`);
  }
  return bytes <= longestPatternBytes
    ? parsed(parts)
    : refused(`is longer than ${longestPatternBytes} bytes`, 'Shorten it, or put it into a file.');
}

/** A pattern as it was written, once it is known to be one: its files are read when jobs are made of it. */
export function parsePatternText(text: string, takesOffsets: boolean): Parsed<string> {
  const parts = parsePattern(text);
  if (!parts.ok) return parts;
  return takesOffsets || parts.value.every((part) => part.kind !== 'offset')
    ? parsed(text)
    : refused('has %o, the offset of a block', 'Only verify_pattern has offsets.');
}

/** @returns how many bytes a part has, of a file 0: it is not read here. */
function fixedLength(part: PatternPart): number {
  if (part.kind === 'bytes') return part.bytes.length;
  return part.kind === 'offset' ? 8 : 0;
}

interface TakenPart {
  part: PatternPart;
  /** Characters of the text. */
  length: number;
}

function takePart(text: string): Parsed<TakenPart> {
  const first = text.charAt(0);
  if (first === '"' || first === "'") return takeQuoted(text, first);
  if (text.startsWith('%o')) return parsed({ part: { kind: 'offset' }, length: 2 });
  const hex = /^0x((?:(?!0x)[0-9a-f])+)/i.exec(text);
  if (hex?.[1] !== undefined) {
    const digits = hex[1].length % 2 === 0 ? hex[1] : `0${hex[1]}`;
    return parsed({ part: { kind: 'bytes', bytes: Buffer.from(digits, 'hex') }, length: hex[0].length });
  }
  const decimal = /^ *[+-]?\d+/.exec(text);
  if (decimal !== null && !/^ *[+-]?0x/i.test(text)) return takeNumber(decimal[0]);
  return refused(
    `has "${text}" in a pattern, which is none`,
    `Write ${example}; quotes may have to be protected from the shell.`,
  );
}

function takeQuoted(text: string, quote: '"' | "'"): Parsed<TakenPart> {
  const end = text.indexOf(quote, 1);
  if (end < 0) return refused(`has a ${quote} that is not closed`);
  const inner = text.slice(1, end);
  if (quote === '"') {
    return parsed({ part: { kind: 'bytes', bytes: Buffer.from(inner) }, length: end + 1 });
  }
  if (inner === '') return refused('names no file between its quotes');
  return parsed({ part: { kind: 'file', filename: inner }, length: end + 1 });
}

/** Numbers are C's int (fio's own limit): what does not fit into 31 bits is written with 0x. */
function takeNumber(text: string): Parsed<TakenPart> {
  const value = Number(text);
  if (value > 0x7fffffff || value < -0x80000000) {
    return refused(`has ${text.trim()}, which does not fit into 32 bits`, 'Write it with 0x.');
  }
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  const needed = value < 0 ? 4 : Math.max(1, Math.ceil(value.toString(16).length / 2));
  return parsed({ part: { kind: 'bytes', bytes: bytes.subarray(0, needed) }, length: text.length });
}
