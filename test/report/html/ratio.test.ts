import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../lib/report/html/model/cells.ts';
import { reportModel } from '../../../lib/report/html/model/model.ts';
import { ratiosOf } from '../../../lib/report/html/model/ratio.ts';
import { journalOf } from '../study-fixture.ts';
import { inputOf, studyCell } from './html-fixture.ts';

function cell(kibPerSecond: number[], given: Partial<Cell> = {}): Cell {
  const model = reportModel(inputOf(journalOf(studyCell('a', 'r', kibPerSecond))));
  const found = model.workloads[0]?.rows[0]?.cells[0]?.cell;
  if (found === undefined) throw new Error('no cell');
  return { ...found, ...given };
}

const steady = [1000, 1010, 990, 1005];
const double = [2000, 2030, 1970, 2010];

describe('a ratio', () => {
  test('of different tools has an interval and no verdict', () => {
    const other = cell(double, { tool: { name: 'fio', version: '3.33' } });
    const [ratio] = ratiosOf([{ reference: cell(steady), other, haveCommonBlocks: false }]);
    expect(ratio).toMatchObject({ verdict: undefined, withoutVerdict: 'tool difference' });
    expect(ratio?.interval).toBeDefined();
  });

  test('of repeats that were too short has no verdict', () => {
    const pair = { reference: cell(steady), other: cell(double, { isShort: true }), haveCommonBlocks: true };
    expect(ratiosOf([pair])[0]).toMatchObject({ verdict: undefined, withoutVerdict: 'short' });
  });

  test('is undefined where nothing was transferred, and others keep their places', () => {
    const good = { reference: cell(steady), other: cell(double), haveCommonBlocks: true };
    const nothing = { ...good, other: cell([0, 0, 0, 0]) };
    expect(ratiosOf([nothing, undefined, good]).map((ratio) => ratio?.verdict)).toEqual([
      undefined,
      undefined,
      'faster',
    ]);
  });

  test('is undefined of runs that were asked for different things', () => {
    const reference = cell(steady);
    const other = cell(double, { settings: { ...reference.settings, bs: 65536 } });
    expect(ratiosOf([{ reference, other, haveCommonBlocks: false }])).toEqual([undefined]);
  });

  test('within blocks is free of what changes from block to block', () => {
    const drifting = { reference: cell([1000, 2000, 4000, 8000]), other: cell([1100, 2210, 4390, 8800]) };
    const [paired, apart] = [true, false].map(
      (haveCommonBlocks) => ratiosOf([{ ...drifting, haveCommonBlocks }])[0],
    );
    expect(paired).toMatchObject({ verdict: 'faster' });
    expect(apart).toMatchObject({ verdict: 'undecided' });
  });

  test('of many cells needs more than one of a few', () => {
    const pair = {
      reference: cell([1000, 1040, 960, 1010]),
      other: cell([1100, 1060, 1090, 1130]),
      haveCommonBlocks: false,
    };
    const noise = { ...pair, other: cell([900, 1100, 1000, 1030]) };
    expect(ratiosOf([pair])[0]?.verdict).toBe('faster');
    expect(ratiosOf([pair, ...Array.from({ length: 60 }, () => noise)])[0]?.verdict).toBe('undecided');
  });
});
