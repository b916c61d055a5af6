import { expect, test } from 'vitest';
import type { RunOptions, SuiteOptions } from '../../lib/options/api-options.ts';
import { makeRunPlan, makeSuitePlan } from '../../lib/plan/make-plan.ts';
import type { PlannedFile } from '../../lib/plan/plan.ts';

function suiteFiles(options: SuiteOptions): readonly PlannedFile[] {
  return makeSuitePlan({ directories: '/mnt/share', quick: true, ...options }).files;
}

function runFiles(options: RunOptions): readonly PlannedFile[] {
  return makeRunPlan({ size: '1m', filename: 'f', ...options }).files;
}

test('the suite shares four files among all runs', () => {
  const expected = [1, 2, 3, 4].map((number) => ({
    filename: `vfload-file${number}`,
    sizeBytes: 2 ** 26,
    content: 'written',
    forWriting: true,
    zeros: false,
    fallocate: 'native',
    createFsync: true,
  }));
  expect(suiteFiles({})).toEqual(expected);
});

test('single jobs need one file', () => {
  expect(suiteFiles({ numjobs: 1 }).map(({ filename }) => filename)).toEqual(['vfload-file1']);
});

test.each([
  [{ rw: 'read' }, 'written', false],
  [{ rw: 'randread', ioengine: 'mmap' }, 'written', false],
  [{ rw: 'randrw' }, 'written', true],
  [{ rw: 'write' }, 'allocated', true],
  [{ rw: 'randwrite', ioengine: 'libaio' }, 'allocated', true],
  [{ rw: 'write', ioengine: 'mmap' }, 'written', true],
] as const)('%o needs a file that is %s (written to: %s)', (options, content, forWriting) => {
  expect(runFiles(options)).toMatchObject([{ filename: 'f', content, forWriting }]);
});

test('one reader is enough for a shared file to be written', () => {
  expect(suiteFiles({ rw: 'seqwrite', ioengine: 'psync' })).toMatchObject(
    Array(4).fill({ content: 'allocated' }),
  );
  expect(suiteFiles({ rw: 'seqwrite,seqread', ioengine: 'psync', numjobs: 1 })).toMatchObject([
    { content: 'written', forWriting: true },
  ]);
});

test('an offset makes the file longer', () => {
  expect(runFiles({ offset: '1m' })).toMatchObject([{ sizeBytes: 2 ** 21 }]);
});

test('zeros are laid out for jobs that want them', () => {
  expect(runFiles({ zero_buffers: true })).toMatchObject([{ zeros: true }]);
});

test('the null engine needs no file', () => {
  expect(runFiles({ ioengine: 'null' })).toEqual([]);
});
