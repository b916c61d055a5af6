import { describe, expect, test } from 'vitest';
import {
  type ParitySlice,
  type PreparedSlice,
  measurePairs,
  orderOf,
  ratiosOf,
} from '../../lib/parity/pairs.ts';
import type { ToolName } from '../../lib/parity/tools.ts';

const figures = { bytesPerSecond: 4096, ioBytes: 4096, ios: 1, runtimeMs: 1000 };
const slice: PreparedSlice = { cache: 'pre-read', figures };

describe('slices', () => {
  test('come in pairs whose order alternates, and one pair more than counts', async () => {
    const order: ToolName[] = [];
    const { slices } = await measurePairs(
      2,
      (tool) => {
        order.push(tool);
        return Promise.resolve(slice);
      },
      undefined,
    );
    expect(order).toEqual(['fio', 'vfload', 'vfload', 'fio', 'fio', 'vfload']);
    expect(slices.map(({ pair }) => pair)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(orderOf(3)).toEqual(['vfload', 'fio']);
  });

  test('end with the first failure, which is told', async () => {
    let calls = 0;
    const failing = (): Promise<PreparedSlice> => {
      calls += 1;
      return Promise.resolve(calls < 3 ? slice : { failure: 'vfload: exit code 1', isStuck: false });
    };
    const found = await measurePairs(8, failing, undefined);
    expect(calls).toBe(3);
    expect(found).toMatchObject({ failure: 'vfload: exit code 1', isStuck: false });
    expect(found.slices).toHaveLength(2);
  });

  test('end with an abort, and what was cut short does not count', async () => {
    const controller = new AbortController();
    let calls = 0;
    const found = await measurePairs(
      8,
      () => {
        calls += 1;
        if (calls === 4) controller.abort();
        return Promise.resolve(calls === 4 ? { failure: 'a signal ended it', isStuck: false } : slice);
      },
      controller.signal,
    );
    expect(found).toMatchObject({ failure: undefined, isStuck: false });
    expect(found.slices).toHaveLength(3);
  });
});

test('a ratio is vfload to fio within a whole pair; the first pair has none', () => {
  const of = (pair: number, tool: ToolName, bytesPerSecond: number): ParitySlice => ({
    ...{ ...figures, bytesPerSecond, pair, tool, cache: 'pre-read' },
  });
  const slices = [
    ...[of(0, 'fio', 1), of(0, 'vfload', 100)],
    ...[of(1, 'vfload', 30), of(1, 'fio', 20)],
    ...[of(2, 'fio', 40), of(2, 'vfload', 20)],
    of(3, 'vfload', 7),
  ];
  expect(ratiosOf(slices)).toEqual([1.5, 0.5]);
});
