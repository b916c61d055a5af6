import { describe, expect, test } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import { everyDirection } from '../../lib/options/parse/directions.ts';
import type { RawOption } from '../../lib/options/raw-option.ts';

function raw(options: Readonly<Record<string, string>>): RawOption[] {
  return Object.entries(options).map(([name, value]) => ({ name, value, origin: `Option ${name}` }));
}

const least = { name: 'a', filename: 'f', size: '64m' };

describe('values', () => {
  test("what is not given has fio's default", () => {
    expect(completeJob(raw(least))).toMatchObject({
      ...{
        rw: { word: 'read' },
        ioengine: 'psync',
        bs: everyDirection(4096),
        iodepth: 1,
        direct: false,
        invalidate: true,
      },
      ...{ rwmixread: 50, runtime: 0, time_based: false, randrepeat: true, randseed: undefined },
      ...{ fadvise_hint: '1', scramble_buffers: true, bwavgtime: 500, numjobs: 1, size: 67108864 },
    });
  });

  test('buffered is the opposite of direct, and the last one counts', () => {
    expect(completeJob(raw({ ...least, buffered: '0' })).direct).toBe(true);
    expect(completeJob(raw({ ...least, direct: '1', buffered: '1' })).direct).toBe(false);
    expect(completeJob(raw({ ...least, buffered: '1', direct: '1' })).direct).toBe(true);
  });

  test('rwmixwrite is what rwmixread leaves', () => {
    expect(completeJob(raw({ ...least, rwmixwrite: '30' })).rwmixread).toBe(70);
  });

  test("the study's names of workloads are understood", () => {
    expect(completeJob(raw({ ...least, rw: 'seqread' })).rw.word).toBe('read');
    expect(completeJob(raw({ ...least, rw: 'seqwrite' })).rw.word).toBe('write');
    expect(completeJob(raw({ ...least, readwrite: 'readwrite' })).rw.word).toBe('rw');
  });

  test("an engine's own options go with that engine, whichever is given first", () => {
    const job = completeJob(raw({ ...least, fixedbufs: '1', registerfiles: '1', ioengine: 'io_uring' }));
    expect(job).toMatchObject({ fixedbufs: true, registerfiles: true });
  });

  test('a maximum of completions below the minimum is no mistake, as in fio', () => {
    const job = completeJob(raw({ ...least, iodepth_batch_complete: '4', iodepth_batch_complete_max: '2' }));
    expect(job).toMatchObject({ iodepth_batch_complete_min: 4, iodepth_batch_complete_max: 2 });
    expect(job.given).toHaveProperty('iodepth_batch_complete_min', '4');
  });

  test('cannot be changed', () => {
    const job = completeJob(raw(least));
    expect(Object.isFrozen(job)).toBe(true);
    expect(Object.isFrozen(job.given)).toBe(true);
  });
});

describe('the options as given', () => {
  test('are kept by canonical name, with the text of the user', () => {
    const { given } = completeJob(raw({ ...least, blocksize: '4KiB', timeout: '500ms' }));
    expect(given).toEqual({ ...least, bs: '4KiB', runtime: '500ms' });
  });

  test('do not have what a later inverse option undid', () => {
    expect(completeJob(raw({ ...least, direct: '0', buffered: '0' })).given).toEqual({
      ...least,
      buffered: '0',
    });
    expect(completeJob(raw({ ...least, buffered: '0', direct: '0' })).given).toEqual({
      ...least,
      direct: '0',
    });
  });

  test('do not have what was filled in', () => {
    const { given } = completeJob(raw({ size: '1m' }), { name: 'a', filename: 'f' });
    expect(given).toEqual({ size: '1m' });
  });
});

describe('refused', () => {
  test.each([
    [{ bsx: '1' }, 'ERR_VFLOAD_UNKNOWN_OPTION', 'bsx', 'Did you mean bs?'],
    [{ bs: '4q' }, 'ERR_VFLOAD_OPTION_VALUE', 'bs: "4q"', 'Expected bytes'],
    [{ bs: '0' }, 'ERR_VFLOAD_OPTION_VALUE', 'less than 1', 'Expected bytes'],
    [{ ioengine: 'io_urin' }, 'ERR_VFLOAD_OPTION_VALUE', 'io_urin', 'Did you mean io_uring?'],
    [{ direct: 'yes' }, 'ERR_VFLOAD_OPTION_VALUE', 'yes', 'Expected 0 or 1'],
    [{ size: '1k' }, 'ERR_VFLOAD_OPTION_CONFLICT', 'size (1k) is less than bs (4k)', 'larger'],
    [{ time_based: '1' }, 'ERR_VFLOAD_OPTION_CONFLICT', 'needs a runtime', 'Give runtime'],
    [{ filename: '../f' }, 'ERR_VFLOAD_OPTION_VALUE', 'is a path', 'plain name'],
    [{ filename: 'a:../b' }, 'ERR_VFLOAD_OPTION_VALUE', 'is a path', 'plain name'],
    [{ nrfiles: '0' }, 'ERR_VFLOAD_OPTION_VALUE', 'nothing to work on', '1 at least'],
    [{ unlink: '1' }, 'ERR_VFLOAD_OPTION_UNSUPPORTED', 'only vfload fio', 'leave unlink out'],
    [{ file_append: '1' }, 'ERR_VFLOAD_OPTION_UNSUPPORTED', 'only vfload fio', 'leave file_append out'],
    [{ size: '50%' }, 'ERR_VFLOAD_OPTION_VALUE', 'not known in advance', 'Give bytes'],
    [{ filename: '..' }, 'ERR_VFLOAD_OPTION_VALUE', 'no file name', 'plain name'],
    [{ filename: '.vfload-files.json' }, 'ERR_VFLOAD_OPTION_VALUE', 'own list', 'plain name'],
    [{ filename: 'x'.repeat(256) }, 'ERR_VFLOAD_OPTION_VALUE', 'longer than 255', 'plain name'],
    [{ name: 'a;b' }, 'ERR_VFLOAD_OPTION_VALUE', 'semicolon', 'another'],
    [{ offset: '8191t', size: '2t' }, 'ERR_VFLOAD_OPTION_CONFLICT', '8 PiB', 'smaller'],
    [{ registerfiles: '1' }, 'ERR_VFLOAD_OPTION_CONFLICT', 'psync has no registerfiles', 'ioengine=io_uring'],
    [{ ioengine: 'libaio', fixedbufs: '0' }, 'ERR_VFLOAD_OPTION_CONFLICT', 'no fixedbufs', 'Leave fixedbufs'],
    [{ iodepth_batch_complete_min: '-1' }, 'ERR_VFLOAD_OPTION_VALUE', '"-1"', 'Expected a whole number'],
    [{ ioengine: 'mmap', bs: '6k', direct: '1' }, 'ERR_VFLOAD_OPTION_CONFLICT', 'page size', 'multiple'],
    [{ ioengine: 'mmap', bs: '4k,4k,1k', fsync: '1' }, 'ERR_VFLOAD_OPTION_CONFLICT', 'page size', 'multiple'],
    [{ ioengine: 'mmap', bs: '6k', fsync: '1' }, 'ERR_VFLOAD_OPTION_CONFLICT', 'fsync', 'multiple'],
  ])('%o', (options, code, message, remedy) => {
    expect(() => completeJob(raw({ ...least, ...options }))).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining(message) as string,
        remedy: expect.stringContaining(remedy) as string,
      }),
    );
  });

  test('a name that the file is called after, by the option that was given', () => {
    const named = raw({ name: 'a/b', size: '1m' });
    expect(() => completeJob(named, { filename: 'a/b.0.0' })).toThrow(
      `Option name: "a/b" cannot be part of a file's name: "a/b.0.0" is a path.`,
    );
  });

  test('a job without a size', () => {
    expect(() => completeJob(raw({ name: 'a', filename: 'f' }))).toThrow('Option size is missing');
  });

  test('mmap without syncing may have any bs', () => {
    expect(completeJob(raw({ ...least, ioengine: 'mmap', bs: '6k' })).bs.read).toBe(6144);
  });
});
