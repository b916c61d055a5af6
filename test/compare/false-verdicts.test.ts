import { expect, test } from 'vitest';
import { compareSources } from '../../lib/compare/compare.ts';
import { binomialLimit, counted, normalNumbers } from '../stats/simulated.ts';
import { cellsIn, defaults, type GivenCell, sourceOf } from './source-fixture.ts';

const journals = 200;
/** So many journals with a false verdict are no sign of more than 5 %. */
const limit = binomialLimit(journals, 0.05, 0.975);

/** A side of a study of 32 cells: levels far apart, blocks that slow all down alike, and chance. */
function side(
  configuration: string,
  given: { cv: number; blocks: readonly number[] },
  normal: () => number,
): GivenCell[] {
  return counted(32).map((index) => ({
    job: `cell${index}`,
    configuration,
    session: 'boot:1',
    iops: given.blocks.map((block) => 1000 * (index + 1) * block * (1 + given.cv * normal())),
  }));
}

test.each([
  [0.016, 3],
  [0.05, 5],
  [0.1, 5],
])(
  'of 200 simulated A/A journals with a coefficient of variation of %d and %d blocks at most 5 %% have a false verdict',
  (cv, blockCount) => {
    const normal = normalNumbers(Math.round(cv * 1000) + blockCount);
    const falseOnes = counted(journals).filter(() => {
      const blocks = counted(blockCount).map(() => 1 + 0.1 * Math.tanh(normal()));
      const cells = [...side('a', { cv, blocks }, normal), ...side('b', { cv, blocks }, normal)];
      const comparisons = compareSources([sourceOf('aa.jsonl', cells)], defaults);
      const verdicts = comparisons.flatMap(cellsIn).map(({ verdict }) => verdict);
      expect(verdicts).toHaveLength(32);
      return verdicts.some((verdict) => verdict === 'faster' || verdict === 'slower');
    });
    expect(falseOnes.length).toBeLessThanOrEqual(limit);
  },
);

test('the limit is that of 200 throws at 5 %', () => {
  expect(limit).toBe(16);
});
