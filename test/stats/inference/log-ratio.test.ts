import { describe, expect, test } from 'vitest';
import {
  type LogRatio,
  pairedLogRatio,
  type Replicate,
  unpairedLogRatio,
} from '../../../lib/stats/inference/log-ratio.ts';

function replicates(values: readonly number[], sessions: readonly (string | undefined)[] = []): Replicate[] {
  return values.map((value, index) => ({ value, block: index + 1, session: sessions[index] }));
}

const ratioOf = (found: LogRatio | undefined): number => Math.exp(found?.estimate.value ?? NaN);

describe('ratios within blocks', () => {
  test('are free of what changes from block to block', () => {
    const found = pairedLogRatio(replicates([100, 200, 50]), replicates([110, 220, 55]));
    expect(ratioOf(found)).toBeCloseTo(1.1, 12);
    expect(found?.estimate.standardError).toBeCloseTo(0, 12);
    expect(found).toMatchObject({ unit: 'block', counts: [3, 3], isOneSession: true });
  });

  test('are made of blocks that both have, whatever their order', () => {
    const other = [...replicates([999, 110, 220])].reverse().filter(({ block }) => block !== 1);
    const found = pairedLogRatio(replicates([1, 100, 200, 300]), other);
    expect(ratioOf(found)).toBeCloseTo(1.1, 12);
    expect(found?.counts).toEqual([2, 2]);
    expect(pairedLogRatio(replicates([1, 2]), other.slice(0, 1))).toBeUndefined();
    expect(pairedLogRatio([{ value: 1, block: undefined, session: 'a' }], replicates([1]))).toBeUndefined();
  });

  test('take several values of a block by their geometric mean', () => {
    const twice = [...replicates([50, 100]), ...replicates([200, 400])];
    expect(ratioOf(pairedLogRatio(replicates([100, 200]), twice))).toBeCloseTo(1, 12);
  });
});

describe('sessions', () => {
  const reference = [100, 100, 100, 100];
  const other = [100, 100, 110, 110];

  test('are what is counted where both sides have several', () => {
    const found = pairedLogRatio(
      replicates(reference, ['a1', 'a1', 'a2', 'a2']),
      replicates(other, ['b1', 'b1', 'b2', 'b2']),
    );
    expect(found).toMatchObject({ unit: 'session', counts: [2, 2], isOneSession: false });
    expect(found?.estimate.degreesOfFreedom).toBe(1);
    expect(ratioOf(found)).toBeCloseTo(Math.sqrt(1.1), 12);
  });

  test('count equally, however many blocks they have', () => {
    const found = pairedLogRatio(
      replicates(reference, ['a1', 'a1', 'a1', 'a2']),
      replicates([100, 100, 100, 121], ['b1', 'b1', 'b1', 'b2']),
    );
    expect(ratioOf(found)).toBeCloseTo(1.1, 12);
  });

  test('that one side has in common with all blocks make one', () => {
    const found = pairedLogRatio(
      replicates(reference, ['a', 'a', 'a', 'a']),
      replicates(other, ['b1', 'b1', 'b2', 'b2']),
    );
    expect(found).toMatchObject({ unit: 'block', counts: [4, 4], isOneSession: true });
  });

  test('that overlap on either side belong together', () => {
    const found = pairedLogRatio(
      replicates([...reference, 100], ['a1', 'a1', 'a2', 'a2', 'a3']),
      replicates([...other, 100], ['b1', 'b2', 'b2', 'b3', 'b4']),
    );
    expect(found).toMatchObject({ unit: 'session', counts: [2, 2] });
  });

  test('that are not known are one', () => {
    const known = ['b1', 'b2', 'b3', 'b4'];
    expect(pairedLogRatio(replicates(reference), replicates(other, known))).toMatchObject({
      unit: 'block',
      isOneSession: true,
    });
  });
});

describe('sides measured at different times', () => {
  test('are compared by the logs of their repeats', () => {
    const found = unpairedLogRatio(replicates([100, 400]), replicates([100, 100, 100]));
    expect(ratioOf(found)).toBeCloseTo(0.5, 12);
    expect(found).toMatchObject({ unit: 'repeat', counts: [2, 3], isOneSession: true });
  });

  test('are compared by sessions where both have several', () => {
    const found = unpairedLogRatio(
      replicates([100, 100, 200], ['a1', 'a1', 'a2']),
      replicates([200, 100], ['b1', 'b2']),
    );
    expect(ratioOf(found)).toBeCloseTo(1, 12);
    expect(found).toMatchObject({ unit: 'session', counts: [2, 2], isOneSession: false });
  });

  test('are compared by repeats where one side has a single session', () => {
    const found = unpairedLogRatio(
      replicates([100, 100, 200], ['a1', 'a1', 'a2']),
      replicates([200, 100], ['b', 'b']),
    );
    expect(found).toMatchObject({ unit: 'repeat', counts: [3, 2], isOneSession: true });
  });

  test('need two values each', () => {
    expect(unpairedLogRatio(replicates([1]), replicates([1, 2]))).toBeUndefined();
  });
});
