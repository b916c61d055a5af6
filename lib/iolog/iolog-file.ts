/** Reads an iolog from a file or from standard input, piece by piece: it may have millions of lines. */
import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { type ReplayLog, ReplayLogBuilder, type ReplayOptions, ReplayProblem } from './replay-builder.ts';

const pieceBytes = 2 ** 20;
/** Of one line. What is longer is no line of an iolog. */
const longestLineBytes = 2 ** 16;

/** What a trace of blktrace begins with, but for the version in its first byte; in either order of bytes. */
const traceMagics = [0x656174, 0x746165];

/**
 * @param file - `-`: standard input
 * @throws ReplayProblem for what is no iolog, and errors of the file system
 */
export function readReplayLog(file: string, options: ReplayOptions): ReplayLog {
  const fd = file === '-' ? 0 : openSync(file, 'r');
  try {
    const builder = new ReplayLogBuilder(options);
    forEachLine(fd, (line) => {
      builder.add(line);
    });
    return builder.finish();
  } finally {
    if (fd !== 0) closeSync(fd);
  }
}

function forEachLine(fd: number, use: (line: string) => void): void {
  const piece = Buffer.allocUnsafe(pieceBytes);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for (let isFirst = true; ; isFirst = false) {
    const bytes = readSync(fd, piece, 0, pieceBytes, null);
    if (bytes === 0) break;
    if (isFirst) checkText(piece.subarray(0, bytes));
    const lines = (rest + decoder.write(piece.subarray(0, bytes))).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLineBytes) throw new ReplayProblem('fio: the iolog has a line without an end');
    for (const line of lines) use(line);
  }
  if (rest !== '') use(rest);
}

function checkText(start: Buffer): void {
  if (start.length < 4) return;
  if (!traceMagics.includes(start.readUIntLE(1, 3)) && !traceMagics.includes(start.readUIntBE(0, 3))) return;
  throw new ReplayProblem(
    'fio: the log is a binary trace of blktrace, and vfload replays iologs: write one with write_iolog',
  );
}
