import { describe, expect, test } from 'vitest';
import { gateFindings } from '../../lib/compare/fail-if.ts';
import type { FailCondition } from '../../lib/compare/request.ts';
import { around, compareTwo, type GivenCell } from './source-fixture.ts';

const slower: FailCondition[] = [{ verdict: 'slower', beyond: 0.05 }];
const undecided: FailCondition[] = [{ verdict: 'undecided' }];
const cell = (level: number, given: Partial<GivenCell> = {}): GivenCell => ({
  job: 'r',
  iops: around(level),
  ...given,
});

describe('slower:5%', () => {
  test('fails where the whole interval is beyond', () => {
    const found = gateFindings([compareTwo([cell(1000)], [cell(900)])], slower);
    expect(found.failures).toEqual([
      expect.stringMatching(
        /^r: IOPS of new\.jsonl is slower by more than 5 % \(times 0\.8\d+ to 0\.9\d+\)$/,
      ),
    ]);
    expect(found.unanswered).toEqual([]);
  });

  test('passes where a part of the interval is not, though it is slower', () => {
    const comparison = compareTwo([cell(1000)], [cell(950)]);
    expect(comparison.families[0]?.cells[0]?.verdict).toBe('slower');
    expect(gateFindings([comparison], slower)).toEqual({ failures: [], unanswered: [] });
  });

  test('means larger latencies', () => {
    const withLatency = (level: number) => cell(1, { iops: [1, 1, 1], figures: { clat_mean_ns: level } });
    const compare = (level: number) =>
      compareTwo([withLatency(100)], [withLatency(level)], { metrics: ['clat_mean'] });
    expect(gateFindings([compare(110)], slower).failures).toHaveLength(1);
    expect(gateFindings([compare(90)], slower).failures).toEqual([]);
  });

  test('passes what is undecided, faster or the same', () => {
    for (const level of [1000, 1200]) {
      expect(gateFindings([compareTwo([cell(1000)], [cell(level)])], slower).failures).toEqual([]);
    }
  });
});

test('undecided fails where nothing is shown', () => {
  const noisy = { job: 'r', iops: [100, 130, 70] };
  const comparison = compareTwo([noisy], [noisy]);
  expect(gateFindings([comparison], undecided).failures).toEqual(['r: IOPS of new.jsonl is undecided']);
  expect(gateFindings([comparison], slower).failures).toEqual([]);
});

describe('has no answer', () => {
  test('of one repeat', () => {
    const comparison = compareTwo(
      [cell(1000), cell(1, { job: 's', iops: [1] })],
      [cell(1000), cell(1, { job: 's' })],
    );
    expect(gateFindings([comparison], slower).unanswered).toEqual(['s: one repeat a side decides nothing']);
  });

  test('of different tools', () => {
    const comparison = compareTwo([cell(1000, { tool: { name: 'fio' } })], [cell(500)]);
    const found = gateFindings([comparison], slower);
    expect(found.failures).toEqual([]);
    expect(found.unanswered).toEqual(['old.jsonl and new.jsonl were measured by different tools']);
  });

  test('of short runs alone', () => {
    const short = cell(1000, { isShort: true });
    expect(gateFindings([compareTwo([short], [cell(1000)])], slower).unanswered).toHaveLength(1);
    const another = cell(1000, { job: 's' });
    expect(gateFindings([compareTwo([short, another], [cell(1000), another])], slower).unanswered).toEqual(
      [],
    );
  });
});
