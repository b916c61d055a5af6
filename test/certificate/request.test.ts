import { describe, expect, test } from 'vitest';
import { parseParityRequest } from '../../lib/parity/request.ts';
import { readFigures, wordsOf } from '../../lib/parity/slice.ts';

describe('what is asked for', () => {
  test('is four workloads with four engines on a small file, where nothing is given', () => {
    const { cells, pairs, sliceMs, cache, equivalence } = parseParityRequest({});
    expect({ pairs, sliceMs, cache, equivalence }).toEqual({
      ...{ pairs: 8, sliceMs: 500, cache: 'warm', equivalence: 0.03 },
    });
    expect(cells).toHaveLength(16);
    expect(cells.slice(0, 5).map(({ name }) => name)).toEqual([
      ...['read-psync', 'read-libaio', 'read-io_uring', 'read-mmap', 'randread-psync'],
    ]);
    expect(new Set(cells.map(({ sizeBytes }) => sizeBytes))).toEqual(new Set([64 * 2 ** 20]));
  });

  test('becomes the same words for both tools, in units that fio reads alike', () => {
    const [cell] = parseParityRequest({ rw: 'randread', ioengine: 'libaio', size: '1MiB', bs: '8KiB' }).cells;
    if (cell === undefined) throw new Error('no cell');
    const words = wordsOf(cell, { file: '/mnt/a:b/file', milliseconds: 250 });
    expect(words).toEqual(
      expect.arrayContaining([
        ...['--rw=randread', '--ioengine=libaio', '--size=1m', '--bs=8k', '--iodepth=16'],
        ...['--filename=file', '--runtime=250ms', '--time_based=1', '--invalidate=0'],
      ]),
    );
  });

  test('has no depth where the engine has none', () => {
    const [cell] = parseParityRequest({ rw: 'read', ioengine: 'psync' }).cells;
    expect(cell?.options).not.toHaveProperty('iodepth');
  });

  test.each([
    [{ repeats: '1' }, 'Option --repeats: "1"', 'from 2'],
    [{ slice: '5ms' }, 'Option --slice: "5ms"', '100ms'],
    [{ cache: 'hot' }, 'Option --cache: "hot"', 'cold'],
    [{ equivalence: '0' }, 'Option --equivalence: "0"', '3%'],
    [{ rw: 'read,randred' }, 'Option rw: "randred"', 'randread'],
    [{ rw: 'trim' }, 'Option rw: "trim" is not compared', 'randread'],
    [{ ioengine: 'null' }, 'Option ioengine: "null" is not compared', 'libaio'],
    [{ ioengine: 'ftruncate' }, 'Option ioengine: "ftruncate" is not compared', 'libaio'],
    [{ ioengine: 'libao' }, 'Option ioengine: "libao"', 'libaio'],
    [{ size: '0' }, 'size (0) is less than bs', ''],
    [{ size: '50%' }, 'Option size: "50%"', 'bytes'],
  ])('%j is refused with what is right', (texts, message, remedy) => {
    let error: unknown;
    try {
      parseParityRequest(texts);
    } catch (raised) {
      error = raised;
    }
    expect(error).toMatchObject({ name: 'VfloadError' });
    const { message: said, remedy: told } = error as { message: string; remedy?: string };
    expect(said).toContain(message);
    expect(told ?? '').toContain(remedy);
  });
});

describe("a slice's output", () => {
  const job = (error: number) => ({
    ...{ jobname: 'randrw-psync', groupid: 0, error, 'job options': { rw: 'randrw' } },
    read: { io_bytes: 8192, bw_bytes: 16_000, total_ios: 2, runtime: 510, iops: 4 },
    write: { io_bytes: 4096, bw_bytes: 8000, total_ios: 1, runtime: 512, iops: 2 },
  });
  const printed = (error: number): string =>
    `note: something\n${JSON.stringify({ 'fio version': 'fio-3.33', jobs: [job(error)] }, undefined, 2)}\n`;

  test('is its throughput over both directions, whatever stands before it', () => {
    expect(readFigures(printed(0))).toEqual({
      ...{ bytesPerSecond: 24_000, ioBytes: 12_288, ios: 3, runtimeMs: 512 },
    });
  });

  test('is nothing of a job that failed, or where there is no document', () => {
    expect(readFigures(printed(5))).toBeUndefined();
    expect(readFigures('')).toBeUndefined();
  });
});
