import { describe, expect, test } from 'vitest';
import { fitBudget } from '../../lib/plan/budget.ts';
import { overheadMs } from '../../lib/plan/estimate.ts';
import { makeSuitePlan } from '../../lib/plan/make-plan.ts';

const short = {
  ...{ cells: 40, repeats: 3, repeatsGiven: false, reservedMs: 0 },
  ...{ runtimeMs: 3000, runtimeGiven: false, rampMs: 0 },
};
/** What so many repeats of this length take. */
const time = (repeats: number, runtimeMs: number): number => 40 * repeats * (runtimeMs + overheadMs);

describe('a budget', () => {
  test('that is large enough changes nothing', () => {
    expect(fitBudget({ ...short, budgetMs: time(3, 3000) })).toEqual({ repeats: 3, runtimeMs: 3000 });
    expect(fitBudget({ ...short, budgetMs: time(9, 9000) })).toEqual({ repeats: 3, runtimeMs: 3000 });
  });

  test('has less for runs where something comes before them, and says what would be enough', () => {
    const reserving = { ...short, reservedMs: 4000 };
    expect(fitBudget({ ...reserving, budgetMs: time(3, 2000) + 4000 }).runtimeMs).toBe(2000);
    expect(() => fitBudget({ ...reserving, budgetMs: 4000 })).toThrow(
      expect.objectContaining({ remedy: expect.stringMatching(/at least 18s/) as string }),
    );
  });

  test('first shortens runs, down to a second', () => {
    expect(fitBudget({ ...short, budgetMs: time(3, 2000) })).toEqual({ repeats: 3, runtimeMs: 2000 });
    expect(fitBudget({ ...short, budgetMs: time(3, 1000) })).toEqual({ repeats: 3, runtimeMs: 1000 });
  });

  test('then repeats them less often', () => {
    expect(fitBudget({ ...short, budgetMs: time(3, 1000) - 1 }).repeats).toBe(2);
    expect(fitBudget({ ...short, budgetMs: time(1, 1000) })).toEqual({ repeats: 1, runtimeMs: 1000 });
  });

  test('then shortens single repeats below a second', () => {
    expect(fitBudget({ ...short, budgetMs: time(1, 300) })).toEqual({ repeats: 1, runtimeMs: 300 });
  });

  test('below a tenth of a second is too small', () => {
    expect(() => fitBudget({ ...short, budgetMs: time(1, 99) })).toThrow('too small');
  });

  test('does not change what was asked for', () => {
    const given = { ...short, repeatsGiven: true };
    expect(fitBudget({ ...given, budgetMs: time(3, 200) })).toEqual({ repeats: 3, runtimeMs: 200 });
    const long = { ...short, runtimeGiven: true };
    expect(fitBudget({ ...long, budgetMs: time(2, 3000) })).toEqual({ repeats: 2, runtimeMs: 3000 });
    expect(() => fitBudget({ ...long, budgetMs: time(1, 2999) })).toThrow('too small');
  });

  test('sets a runtime where there was no limit', () => {
    expect(fitBudget({ ...short, runtimeMs: 0, budgetMs: time(3, 5000) })).toEqual({
      repeats: 3,
      runtimeMs: 5000,
    });
    const unlimited = { ...short, runtimeMs: 0, runtimeGiven: true };
    expect(() => fitBudget({ ...unlimited, budgetMs: time(3, 5000) })).toThrow('without a limit');
  });
});

test.each(['30s', '2m', '5m', '10m'])('the plan of a suite fits into %s', (budget) => {
  const { estimatedMs } = makeSuitePlan({ directories: '/mnt/share', budget });
  const limits: Readonly<Record<string, number>> = { '30s': 30e3, '2m': 120e3, '5m': 300e3, '10m': 600e3 };
  expect(estimatedMs).toBeLessThanOrEqual(limits[budget] ?? 0);
});
