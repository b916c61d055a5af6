/** p values of a family of tests, made larger so that a large family finds nothing by its size alone. */

export const adjustments = ['holm', 'fdr', 'none'] as const;

/**
 * `holm`: the probability of any false finding in the family stays below α (Holm 1979); `fdr`: so does the expected share of false
 * ones among the findings (Benjamini and Hochberg 1995); `none`: each test for itself.
 */
export type Adjustment = (typeof adjustments)[number];

/** @returns the adjusted p values in the order of `values` */
export function adjusted(values: readonly number[], adjustment: Adjustment): number[] {
  if (adjustment === 'none') return [...values];
  const count = values.length;
  const ascending = values.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const found = new Array<number>(count);
  let bound = adjustment === 'holm' ? 0 : 1;
  // Holm's never fall from the smallest on; those of Benjamini and Hochberg never rise from the largest down.
  for (let step = 0; step < count; step += 1) {
    const rank = adjustment === 'holm' ? step : count - 1 - step;
    const test = ascending[rank];
    if (test === undefined) break;
    bound =
      adjustment === 'holm'
        ? Math.max(bound, Math.min(1, test.p * (count - rank)))
        : Math.min(bound, (test.p * count) / (rank + 1));
    found[test.index] = bound;
  }
  return found;
}
