/** Whether values rise in the order in which they were measured: Kendall's rank correlation with the order (Kendall 1938). */

export interface Rise {
  /** Pairs of which the later value is the larger one. */
  risingPairs: number;
  /** Kendall's, -1 to 1. */
  tau: number;
  /** The probability of so many rising pairs or more where order has no influence; exact without equal values. */
  p: number;
}

/** Equal values count as falling, so that p is rather too large. */
export function riseOf(values: readonly number[]): Rise {
  const count = values.length;
  const pairs = (count * (count - 1)) / 2;
  let risingPairs = 0;
  let fallingPairs = 0;
  values.forEach((value, index) => {
    for (const later of values.slice(index + 1)) {
      if (later > value) risingPairs += 1;
      else if (later < value) fallingPairs += 1;
    }
  });
  const shares = pairSharesOf(count, pairs);
  const p = shares.subarray(risingPairs).reduce((sum, share) => sum + share, 0);
  return { risingPairs, tau: pairs === 0 ? 0 : (risingPairs - fallingPairs) / pairs, p: Math.min(1, p) };
}

/** The share of the orders of `count` values that have each number of rising pairs: each further value adds 0 to k of them. */
function pairSharesOf(count: number, pairs: number): Float64Array {
  let shares = new Float64Array(pairs + 1);
  shares[0] = 1;
  for (let earlier = 1; earlier < count; earlier += 1) {
    const next = new Float64Array(pairs + 1);
    for (let sum = 0; sum <= pairs; sum += 1) {
      for (let added = 0; added <= Math.min(earlier, sum); added += 1) {
        next[sum] = (next[sum] ?? 0) + (shares[sum - added] ?? 0) / (earlier + 1);
      }
    }
    shares = next;
  }
  return shares;
}
