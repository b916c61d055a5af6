import { expect, test } from 'vitest';
import { withSharedNumbers } from '../../lib/compare/shared-numbers.ts';
import type { JobNumbers } from '../../lib/read/documents.ts';
import { around, compareTwo } from './source-fixture.ts';

const numbers = (job: string, values: Record<string, number>): JobNumbers => ({
  job,
  numbers: new Map(Object.entries(values)),
});

const cells = ['a', 'b'].map((job) => ({ job, iops: around(100) }));
const comparison = compareTwo(
  cells.map((cell) => ({ ...cell, tool: { name: 'fio' } as const })),
  cells,
);

test('numbers that both have stand for a job, as means over its documents', () => {
  const { shared } = withSharedNumbers(
    comparison,
    [numbers('a', { 'read.iops': 5, ctx: 1, 'trim.iops': 0 })],
    [
      numbers('a', { 'read.iops': 6, majf: 1, 'trim.iops': 0 }),
      numbers('a', { 'read.iops': 8, majf: 1, 'trim.iops': 0 }),
    ],
  );
  expect(shared[0]).toEqual({
    name: 'a',
    job: 'a',
    figures: [{ figure: 'read.iops', reference: 5, other: 7 }],
  });
});

test('a job without such numbers keeps the figures of its entries', () => {
  const { shared } = withSharedNumbers(comparison, [numbers('a', { ctx: 1 })], [numbers('a', { ctx: 2 })]);
  expect(shared.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(shared[1]?.figures.map(({ figure }) => figure)).toEqual(['bw_bytes', 'iops']);
});
