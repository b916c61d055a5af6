import { expect, test } from 'vitest';
import { settleDirtyPages, unwrittenBytes } from '../../lib/run/settle.ts';

const meminfo = (dirtyKb: number, writebackKb: number): string =>
  `MemTotal: 8 kB\nDirty:    ${String(dirtyKb)} kB\nWriteback:  ${String(writebackKb)} kB\nWritebackTmp:  99 kB\n`;

test('dirty pages and those being written back count together', () => {
  expect(unwrittenBytes(() => meminfo(3, 4))).toBe(7 * 1024);
  expect(unwrittenBytes(() => undefined)).toBeUndefined();
});

test('waits until less than 16 MiB are left', async () => {
  const looks = [meminfo(40_000, 0), meminfo(10_000, 10_000), meminfo(1000, 0)];
  const settled = await settleDirtyPages(30_000, undefined, () => looks.shift());
  expect(settled?.dirtyBytes).toBe(1000 * 1024);
  expect(looks).toEqual([]);
  // Two waits of a tenth of a second.
  expect(settled?.waitedMs).toBeGreaterThanOrEqual(180);
});

test('gives up after its limit, and says what was left', async () => {
  const settled = await settleDirtyPages(250, undefined, () => meminfo(99_000, 0));
  expect(settled?.dirtyBytes).toBe(99_000 * 1024);
  expect(settled?.waitedMs).toBeGreaterThanOrEqual(250);
});

test('does not wait after an abort, or where nobody asked', async () => {
  const signal = AbortSignal.abort();
  expect(await settleDirtyPages(30_000, signal, () => meminfo(99_000, 0))).toMatchObject({
    dirtyBytes: 99_000 * 1024,
  });
  expect(await settleDirtyPages(0, undefined, () => meminfo(99_000, 0))).toBeUndefined();
});
