/** What vfload writes has the structure of what fio writes: patterns byte by byte, random data by its statistics. */
import type { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import { fio, fioMissing, foldersOfBlock } from './fio.ts';

const missing = fioMissing();

type Options = Record<string, string>;

/** How alike a file is to itself. */
interface Structure {
  /** Deflated, as a share. */
  compressed: number;
  uniqueSectors: number;
  uniqueBlocks: number;
  /** Share of 8-byte words that are zero. */
  zeroWords: number;
}

function structureOf(content: Buffer, blockBytes: number): Structure {
  const unique = (bytes: number): number => {
    const pieces = new Set<string>();
    for (let at = 0; at < content.length; at += bytes) pieces.add(content.toString('latin1', at, at + bytes));
    return pieces.size / Math.ceil(content.length / bytes);
  };
  let zeros = 0;
  for (let at = 0; at < content.length; at += 8) zeros += content.readBigUInt64LE(at) === 0n ? 1 : 0;
  return {
    compressed: deflateSync(content).length / content.length,
    uniqueSectors: unique(512),
    uniqueBlocks: unique(blockBytes),
    zeroWords: zeros / (content.length / 8),
  };
}

describe.skipIf(missing !== undefined)(`written data is like fio's ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  async function writtenByBoth(stem: string, options: Options): Promise<{ fio: Buffer; vfload: Buffer }> {
    const job = { name: stem, filename: stem, rw: 'write', bs: '4k', ...options };
    fio({ directory: folders.fio, ...job }, folders.root);
    const result = await run({
      ...job,
      directory: folders.vfload,
      repeats: 1,
      keepFiles: true,
      output: path.join(folders.logs, `${stem}.journal`),
      fioCompat: '3.33',
    });
    expect(result.exitCode).toBe(0);
    return {
      fio: readFileSync(path.join(folders.fio, stem)),
      vfload: readFileSync(path.join(folders.vfload, stem)),
    };
  }

  const random: Record<string, Options> = {
    default: {},
    scramble: { scramble_buffers: '1' },
    fixed: { scramble_buffers: '0' },
    zero: { zero_buffers: '1' },
    'zero scrambled': { zero_buffers: '1', scramble_buffers: '1' },
    refill: { refill_buffers: '1' },
    'pattern scrambled': { buffer_pattern: '0xab', scramble_buffers: '1' },
    'compress 50': { buffer_compress_percentage: '50' },
    'compress 30 of 4k': { buffer_compress_percentage: '30', buffer_compress_chunk: '4k' },
    'compress 50 of a block': { buffer_compress_percentage: '50', buffer_compress_chunk: '0', bs: '16k' },
    'compress 50 of an odd chunk': { buffer_compress_percentage: '50', buffer_compress_chunk: '1000' },
    'compress 100': { buffer_compress_percentage: '100' },
    'compress 0': { buffer_compress_percentage: '0' },
    'compress and zero': { buffer_compress_percentage: '77', zero_buffers: '1' },
    'dedupe 0': { dedupe_percentage: '0' },
    'dedupe 50': { dedupe_percentage: '50' },
    'dedupe 50 of 16k': { dedupe_percentage: '50', bs: '16k' },
    'dedupe 100': { dedupe_percentage: '100' },
    'dedupe of a working set': {
      ...{ dedupe_percentage: '80', dedupe_mode: 'working_set', dedupe_working_set_percentage: '10' },
    },
    'dedupe and compress': { dedupe_percentage: '30', buffer_compress_percentage: '50' },
  };

  test.each(Object.entries(random))('%s', async (name, options) => {
    const stem = name.replaceAll(' ', '-');
    const written = await writtenByBoth(stem, { size: '4m', ...options });
    const blockBytes = options['bs'] === '16k' ? 16384 : 4096;
    const expected = structureOf(written.fio, blockBytes);
    const actual = structureOf(written.vfload, blockBytes);
    // Half of a time that scrambling writes is zero in fio's files and not in vfload's: one word of 64.
    // Duplicates are drawn by lot: of 1024 blocks their share is known to a few percent.
    const isDrawn =
      options['dedupe_percentage'] !== undefined && Number(options['dedupe_percentage']) % 100 !== 0;
    const tolerance = isDrawn ? (blockBytes === 4096 ? 0.06 : 0.12) : 0.02;
    for (const key of Object.keys(expected) as (keyof Structure)[]) {
      expect(
        Math.abs(actual[key] - expected[key]),
        `${key}: ${actual[key]}, fio ${expected[key]}`,
      ).toBeLessThan(tolerance);
    }
  });

  const patterns: Record<string, Options> = {
    text: { buffer_pattern: '"abcd"' },
    number: { buffer_pattern: '70000' },
    negative: { buffer_pattern: '-12' },
    hex: { buffer_pattern: '0xabc' },
    mixture: { buffer_pattern: '0xdeadface"abcd"-12' },
    'all of a block': { buffer_compress_percentage: '100', buffer_pattern: '"xyz"' },
    'not refilled': { buffer_pattern: '"abc"', refill_buffers: '1' },
    'in shared memory': { buffer_pattern: '"abc"', mem: 'shm' },
    'odd blocks': { buffer_pattern: '"abcde"', bs: '5000', size: '15000' },
  };

  test.each(Object.entries(patterns))('the pattern is the same bytes: %s', async (name, options) => {
    const written = await writtenByBoth(`pattern-${name.replaceAll(' ', '-')}`, { size: '64k', ...options });
    expect(written.vfload.equals(written.fio)).toBe(true);
  });

  test('the pattern of a file', async () => {
    const file = path.join(folders.logs, 'pattern');
    writeFileSync(file, 'a pattern in a file\n');
    const written = await writtenByBoth('pattern-file', { size: '64k', buffer_pattern: `'${file}'` });
    expect(written.vfload.equals(written.fio)).toBe(true);
  });

  test('the pattern beside random bytes begins where that of fio begins', async () => {
    const options = { buffer_compress_percentage: '30', buffer_pattern: '0xab', size: '64k' };
    const written = await writtenByBoth('pattern-beside', options);
    const lengths = (content: Buffer): number[] =>
      Array.from({ length: 8 }, (_, chunk) => {
        const piece = content.subarray(chunk * 512, (chunk + 1) * 512);
        return piece.findLastIndex((byte) => byte !== 0xab) + 1;
      });
    const random = lengths(written.vfload);
    // A random byte may be that of the pattern.
    expect(Math.max(...random)).toBe(Math.max(...lengths(written.fio)));
  });
});
