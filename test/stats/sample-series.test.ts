import { expect, test } from 'vitest';
import { addSampleSeries } from '../../lib/stats/sample-series.ts';
import { emptySums, sumsOf } from '../../lib/stats/sums.ts';

test('the series of one job is that job', () => {
  expect(addSampleSeries([sumsOf([10, 20, 30])])).toEqual({
    min: 10,
    max: 30,
    mean: 20,
    deviation: 10,
    samples: 3,
  });
});

test('series of jobs side by side add up', () => {
  const merged = addSampleSeries([sumsOf([10, 20]), sumsOf([100, 140])]);
  expect(merged).toEqual({ min: 110, max: 160, mean: 135, deviation: Math.sqrt((50 + 800) / 3), samples: 4 });
});

test('a job without samples adds nothing', () => {
  expect(addSampleSeries([sumsOf([10, 20, 30]), emptySums()])).toEqual(
    addSampleSeries([sumsOf([10, 20, 30])]),
  );
});

test('no samples are zeros', () => {
  expect(addSampleSeries([emptySums()])).toEqual({ min: 0, max: 0, mean: 0, deviation: 0, samples: 0 });
});
