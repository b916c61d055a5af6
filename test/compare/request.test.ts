import { describe, expect, test } from 'vitest';
import { parseCompareRequest } from '../../lib/compare/request.ts';

test('nothing asked for is IOPS, by Holm, with 2 % as the same', () => {
  expect(parseCompareRequest({})).toEqual({
    metrics: ['iops'],
    adjustment: 'holm',
    equivalence: 0.02,
    failIf: [],
  });
});

test('everything may be asked for', () => {
  expect(
    parseCompareRequest({
      metric: 'bw,clat_p99,bw',
      adjust: 'fdr',
      equivalence: '0.5',
      failIf: ['slower:5%', 'undecided'],
    }),
  ).toEqual({
    metrics: ['bw', 'clat_p99'],
    adjustment: 'fdr',
    equivalence: 0.005,
    failIf: [{ verdict: 'slower', beyond: 0.05 }, { verdict: 'undecided' }],
  });
  expect(parseCompareRequest({ failIf: ['undecided,slower:2.5%'] }).failIf).toEqual([
    { verdict: 'undecided' },
    { verdict: 'slower', beyond: 0.025 },
  ]);
});

describe('is refused, with what would do', () => {
  test.each([
    [{ metric: 'iopss' }, /--metric: "iopss"/, /iops/],
    [{ adjust: 'bonferroni' }, /--adjust: "bonferroni"/, /holm, fdr, none/],
    [{ equivalence: '0' }, /--equivalence: "0"/, /above 0 and below 100/],
    [{ equivalence: 'much' }, /--equivalence: "much"/, /such as 2%/],
    [{ failIf: ['slower'] }, /--fail-if: "slower"/, /slower:5%, undecided/],
    [{ failIf: ['faster:5%'] }, /--fail-if: "faster:5%"/, /slower:5%/],
    [{ failIf: ['slower:x'] }, /--fail-if: "x"/, /percentage/],
  ])('%o', (texts, message, remedy) => {
    let error: unknown;
    try {
      parseCompareRequest(texts);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({
      code: 'ERR_VFLOAD_OPTION_VALUE',
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(remedy) as string,
    });
  });
});
