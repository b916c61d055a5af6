import { describe, expect, test } from 'vitest';
import { readWithIncludes } from '../../lib/jobfile/include.ts';
import { readJobFiles } from '../../lib/jobfile/read-job-files.ts';
import { readingFrom } from './job-texts.ts';

async function told(texts: Record<string, string>, file = 'jobs/a.fio'): Promise<string[]> {
  const lines = await readWithIncludes(file, readingFrom(texts));
  return lines.map((line) =>
    line.kind === 'section' ? `[${line.name}]` : `${line.name}=${line.value ?? ''}`,
  );
}

test('the lines of an included file are in the place of the include', async () => {
  const texts = { 'jobs/a.fio': '[a]\nbs=4k\ninclude b.inc\nrw=read\n', 'b.inc': 'size=1m\niodepth=4\n' };
  expect(await told(texts)).toEqual(['[a]', 'bs=4k', 'size=1m', 'iodepth=4', 'rw=read']);
});

test('the current directory comes before that of the including file', async () => {
  const beside = { 'jobs/a.fio': '[a]\ninclude b.inc\n', 'jobs/b.inc': 'bs=8k' };
  expect(await told(beside)).toEqual(['[a]', 'bs=8k']);
  expect(await told({ ...beside, 'b.inc': 'bs=4k' })).toEqual(['[a]', 'bs=4k']);
});

test('included files include others, also the same one twice', async () => {
  const texts = { 'jobs/a.fio': '[a]\ninclude b\n[c]\ninclude b\n', b: 'include c', c: 'bs=4k' };
  expect(await told(texts)).toEqual(['[a]', 'bs=4k', '[c]', 'bs=4k']);
});

test('places are those of the file that a line is in', async () => {
  const lines = await readWithIncludes('a', readingFrom({ a: '[a]\ninclude b', b: '\n  bs=4k' }));
  expect(lines[1]?.at).toEqual({ file: 'b', line: 2, column: 3 });
});

describe('refused, with the place', () => {
  test.each([
    ['a missing file', { a: '[a]\n include b' }, 'a:2:2: include: The job file b cannot be read: ENOENT'],
    ['a section', { a: '[a]\ninclude b', b: 'bs=4k\n[c]' }, 'b:2:1: an included file has no sections.'],
    ['itself', { a: '[a]\ninclude b', b: 'include b' }, 'b:1:1: b includes itself'],
    ['a cycle', { a: '[a]\ninclude b', b: 'include c', c: 'include b' }, 'c:1:1: b includes itself'],
    [
      'above all sections',
      { a: 'include b\n[a]', b: 'bs=4k' },
      'a:1:1: this line is above the first section',
    ],
    ['an option above', { a: '\n\n bs=4k\n[a]' }, 'a:3:2: this line is above the first section'],
    [
      'files that double',
      Object.fromEntries([
        ['a', '[a]\ninclude 0'],
        ...Array.from({ length: 20 }, (_, step) => [
          String(step),
          `include ${String(step + 1)}\ninclude ${String(step + 1)}`,
        ]),
        ['20', 'bs=4k'],
      ]),
      'there are more than 1000 includes',
    ],
  ] as [string, Record<string, string>, string][])('%s', async (_, texts, message) => {
    await expect(told(texts, 'a')).rejects.toThrow(
      expect.objectContaining({
        code: 'ERR_VFLOAD_JOB_FILE',
        message: expect.stringContaining(message) as string,
      }),
    );
  });
});

test('standard input is read once', async () => {
  await expect(readJobFiles(['-', '-'], readingFrom({}))).rejects.toThrow('Standard input is given twice.');
});
