/** Sizes as fio 3.33 shares them out; the figures were seen with it. */
import { describe, expect, test } from 'vitest';
import { everyDirection } from '../../lib/options/parse/directions.ts';
import { fileRanges } from '../../lib/plan/file-sizes.ts';

const missing = { sizeBytes: 0 };
const found = (...sizes: number[]): { sizeBytes: number }[] => sizes.map((sizeBytes) => ({ sizeBytes }));

describe('a size', () => {
  test('is shared out evenly, whatever is there', () => {
    const ranges = fileRanges({ size: 102_400, offset: 0, bs: everyDirection(4096) }, [
      missing,
      ...found(20_000, 1_000_000),
    ]);
    expect(ranges).toEqual(Array(3).fill({ startBytes: 0, rangeBytes: 34_133, neededBytes: 34_133 }));
  });

  test('leaves a block more for the first files where what is left over has one', () => {
    const ranges = fileRanges(
      { size: 1_048_576, offset: 0, bs: everyDirection(512) },
      Array(700).fill(missing),
    );
    expect(ranges.slice(0, 3)).toMatchObject([
      { rangeBytes: 2009 },
      { rangeBytes: 1497 },
      { rangeBytes: 1497 },
    ]);
  });

  test('counts from the offset in each file', () => {
    expect(
      fileRanges({ size: 65_536, offset: 4096, bs: everyDirection(4096) }, [missing, missing]),
    ).toMatchObject([
      { startBytes: 4096, rangeBytes: 32_768, neededBytes: 36_864 },
      { startBytes: 4096, rangeBytes: 32_768, neededBytes: 36_864 },
    ]);
  });
});

describe('without a size', () => {
  const options = { size: 0, offset: 4096, bs: everyDirection(4096) };

  test('all that there is from the offset on is worked on', () => {
    expect(fileRanges(options, found(20_000, 100_000))).toMatchObject([
      { startBytes: 4096, rangeBytes: 15_904 },
      { startBytes: 4096, rangeBytes: 95_904 },
    ]);
  });

  test('a file that is missing or less than a block has nothing to work on beside others', () => {
    expect(fileRanges({ ...options, offset: 0 }, [...found(100_000, 1000), missing])).toMatchObject([
      { rangeBytes: 100_000 },
      { rangeBytes: 1000 },
      { rangeBytes: 0 },
    ]);
  });

  test.each([
    ['no size', [missing, missing]],
    ['offset beyond end', found(2000)],
    ['less than a block', found(5000)],
  ] as const)('%s: there is nothing to work on', (problem, files) => {
    expect(fileRanges(options, files)).toBe(problem);
  });
});
