import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import { bufferFill, nativeFill } from '../../lib/run/native-job/fill.ts';

/** A job with the given options. */
function jobOf(options: Readonly<Record<string, string>>): ReturnType<typeof completeJob> {
  const all = { name: 'a', filename: 'f', size: '1m', rw: 'write', ...options };
  return completeJob(Object.entries(all).map(([name, value]) => ({ name, value, origin: `Option ${name}` })));
}

describe('what becomes of a buffer before a write', () => {
  it.each([
    [{}, 'scramble', 'random'],
    [{ scramble_buffers: '0' }, 'fixed', 'random'],
    [{ zero_buffers: '1' }, 'zero', 'zero'],
    [{ zero_buffers: '1', scramble_buffers: '1' }, 'scramble', 'zero'],
    [{ refill_buffers: '1' }, 'refill', 'random'],
    [{ zero_buffers: '1', refill_buffers: '1' }, 'zero', 'zero'],
    [{ buffer_pattern: '0xab' }, 'fixed', 'pattern'],
    [{ buffer_pattern: '0xab', refill_buffers: '1' }, 'fixed', 'pattern'],
    [{ buffer_pattern: '0xab', zero_buffers: '1' }, 'fixed', 'pattern'],
    [{ buffer_pattern: '0xab', scramble_buffers: '1' }, 'scramble', 'pattern'],
    [{ buffer_compress_percentage: '50' }, 'refill', 'random'],
    [{ buffer_compress_percentage: '50', zero_buffers: '1' }, 'refill', 'random'],
    [{ buffer_compress_percentage: '0' }, 'fixed', 'random'],
    [{ buffer_compress_percentage: '100' }, 'fixed', 'zero'],
    [{ buffer_compress_percentage: '100', buffer_pattern: '0xab' }, 'fixed', 'pattern'],
    [{ dedupe_percentage: '0' }, 'refill', 'random'],
    [{ dedupe_percentage: '50' }, 'refill', 'random'],
  ] as const)('%o', (options, fill, base) => {
    const job = jobOf(options);
    expect(bufferFill(job)).toBe(fill);
    expect(nativeFill(job).base).toBe(base);
  });
});

it('takes a working set of a share of the blocks, at least one', () => {
  expect(nativeFill(jobOf({ dedupe_working_set_percentage: '10' })).workingSetBlocks).toBe(25);
  expect(nativeFill(jobOf({ dedupe_working_set_percentage: '0' })).workingSetBlocks).toBe(1);
});

describe('a pattern in a file', () => {
  const folder = (): string => {
    const made = mkdtempSync(path.join(os.tmpdir(), 'vfload-pattern-'));
    onTestFinished(() => {
      rmSync(made, { recursive: true });
    });
    return made;
  };

  it('is what the file begins with, up to 512 bytes', () => {
    const file = path.join(folder(), 'pattern');
    writeFileSync(file, 'x'.repeat(600));
    const { pattern } = nativeFill(jobOf({ buffer_pattern: `0x01'${file}'` }));
    expect(pattern).toHaveLength(512);
    expect(pattern?.[0]).toBe(1);
  });

  it.each(['missing', 'empty'])('is refused where the file is %s', (state) => {
    const file = path.join(folder(), 'pattern');
    if (state === 'empty') writeFileSync(file, '');
    expect(() => nativeFill(jobOf({ buffer_pattern: `'${file}'` }))).toThrow(
      expect.objectContaining({ code: 'ERR_VFLOAD_OPTION_VALUE' }),
    );
  });
});
