/** Sizes as fio 3.33 shares them out; the figures were seen with it. */
import { describe, expect, test } from 'vitest';
import { everyDirection } from '../../lib/options/parse/directions.ts';
import { fileSizeDraws } from '../../lib/plan/file-size-draws.ts';
import {
  type FileRange,
  type FoundFile,
  type SizeCircumstances,
  type SizeOptions,
  type SizeProblem,
  fileRanges,
} from '../../lib/plan/file-sizes.ts';

const missing = { sizeBytes: 0 };
const nothingAsked: SizeOptions = {
  ...{ size: 0, offset: 0, offset_align: 0, offset_increment: 0, filesize: undefined },
  ...{ fill_device: false, file_append: false, bs: everyDirection(4096) },
};
const found = (...sizes: number[]): { sizeBytes: number }[] => sizes.map((sizeBytes) => ({ sizeBytes }));

function ranges(
  options: Partial<SizeOptions>,
  files: readonly FoundFile[],
  circumstances: Partial<SizeCircumstances> = {},
): FileRange[] | SizeProblem {
  return fileRanges({ ...nothingAsked, ...options }, files, {
    ...{
      clone: 0,
      draw: fileSizeDraws({ randseed: undefined, randrepeat: true, random_generator: 'tausworthe' }, 1),
    },
    ...circumstances,
  });
}

describe('a size', () => {
  test('is shared out evenly, whatever is there', () => {
    const shared = ranges({ size: 102_400, offset: 0, bs: everyDirection(4096) }, [
      missing,
      ...found(20_000, 1_000_000),
    ]);
    expect(shared).toEqual(Array(3).fill({ startBytes: 0, rangeBytes: 34_133, neededBytes: 34_133 }));
  });

  test('leaves a block more for the first files where what is left over has one', () => {
    const shared = ranges({ size: 1_048_576, offset: 0, bs: everyDirection(512) }, Array(700).fill(missing));
    expect(shared.slice(0, 3)).toMatchObject([
      { rangeBytes: 2009 },
      { rangeBytes: 1497 },
      { rangeBytes: 1497 },
    ]);
  });

  test('counts from the offset in each file', () => {
    expect(
      ranges({ size: 65_536, offset: 4096, bs: everyDirection(4096) }, [missing, missing]),
    ).toMatchObject([
      { startBytes: 4096, rangeBytes: 32_768, neededBytes: 36_864 },
      { startBytes: 4096, rangeBytes: 32_768, neededBytes: 36_864 },
    ]);
  });
});

describe('without a size', () => {
  const options = { size: 0, offset: 4096, bs: everyDirection(4096) };

  test('all that there is from the offset on is worked on', () => {
    expect(ranges(options, found(20_000, 100_000))).toMatchObject([
      { startBytes: 4096, rangeBytes: 15_904 },
      { startBytes: 4096, rangeBytes: 95_904 },
    ]);
  });

  test('a file that is missing or less than a block has nothing to work on beside others', () => {
    expect(ranges({ ...options, offset: 0 }, [...found(100_000, 1000), missing])).toMatchObject([
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
    expect(ranges(options, files)).toBe(problem);
  });
});

describe('shares of what is there', () => {
  const [file] = found(102_400);

  test.each([
    [{ size: { percent: 33 } }, 0, 32_768],
    [{ size: { percent: 50 } }, 0, 49_152],
    [{ size: { percent: 100 } }, 0, 102_400],
    [{ offset: { percent: 33 } }, 36_864, 65_536],
    [{ offset: { percent: 50 }, offset_align: 1024 }, 51_200, 51_200],
    [{ offset: { percent: 50 }, size: 32_768 }, 53_248, 32_768],
    [{ offset: { percent: 50 }, size: { percent: 60 } }, 53_248, 49_152],
    [{ offset: 20_480, size: { percent: 50 } }, 20_480, 49_152],
  ])('%o', (options, startBytes, rangeBytes) => {
    expect(ranges(options, [file ?? missing])).toMatchObject([{ startBytes, rangeBytes }]);
  });

  test.each([
    [{ offset_increment: 700, offset: 1000 }, 2400],
    [{ offset_increment: { percent: 7 } }, 16_384],
    [{ offset_increment: 700, offset: { percent: 1 }, offset_align: 512 }, 2560],
  ])('each clone starts later, by %o', (options, startBytes) => {
    const shifted = ranges({ ...options, size: 8192 }, [file ?? missing], { clone: 2 });
    expect(shifted).toMatchObject([{ startBytes, rangeBytes: 8192 }]);
  });

  test.each([
    [{ size: { percent: 50 } }, missing, 'no size'],
    [{ size: { percent: 1 } }, file, 'less than a block'],
    [{ offset: { percent: 99 } }, file, 'less than a block'],
    [{ offset: 122_880, size: { percent: 50 } }, file, 'offset beyond end'],
    [{ offset: 49_152, filesize: { low: 40_960, high: 40_960 } }, missing, 'offset beyond end'],
  ] as const)('%o leaves nothing to work on', (options, present, problem) => {
    expect(ranges(options, [present ?? missing])).toBe(problem);
  });
});

describe('filesize', () => {
  const neededOf = (result: FileRange[] | SizeProblem): number[] =>
    typeof result === 'string' ? [] : result.map(({ neededBytes }) => neededBytes);

  test('is that of each file, whatever size says', () => {
    const filesize = { low: 65_536, high: 65_536 };
    expect(neededOf(ranges({ filesize, size: 65_536 }, [missing, missing]))).toEqual([65_536, 65_536]);
  });

  test.each([
    ['in whole blocks', 4096, 1, undefined, [20_480, 28_672, 28_672, 57_344, 53_248, 40_960]],
    ['in small blocks', 512, 1, undefined, [23_040, 31_232, 30_720, 59_904, 53_760, 41_472]],
    ['for another job', 4096, 2, undefined, [28_672, 57_344, 20_480, 49_152, 20_480, 20_480]],
    ['from another seed', 4096, 1, 7n, [61_440, 16_384, 40_960, 61_440, 20_480, 20_480]],
  ])('of a range is drawn as fio draws it, %s', (_how, bs, jobNumber, randseed, sizes) => {
    const draw = fileSizeDraws({ randseed, randrepeat: true, random_generator: 'tausworthe' }, jobNumber);
    const filesize = { low: 16_384, high: 65_536 };
    expect(neededOf(ranges({ filesize, bs: everyDirection(bs) }, Array(6).fill(missing), { draw }))).toEqual(
      sizes,
    );
  });

  test('of a range is what a file has that lies in it', () => {
    const filesize = { low: 16_384, high: 65_536 };
    expect(neededOf(ranges({ filesize }, [...found(40_000), missing]))).toEqual([40_000, 20_480]);
  });
});

test('who appends starts where each file ends', () => {
  expect(ranges({ file_append: true, size: 16_384, offset: 4096 }, found(20_480, 4096))).toMatchObject([
    { startBytes: 20_480, rangeBytes: 8192 },
    { startBytes: 4096, rangeBytes: 8192 },
  ]);
});

test('a name that is given twice takes two shares', () => {
  expect(ranges({ size: 8192, bs: everyDirection(1024) }, [missing, missing], { shares: 3 })).toMatchObject([
    { rangeBytes: 2730 },
    { rangeBytes: 2730 },
  ]);
});
