/** Ranks of values, doubled, so that the mean rank of equal ones is a whole number. */

export interface Ranks {
  /** Twice the rank of each value, from 2, in the order given. */
  doubled: number[];
  /** How many values are equal, for each set of more than one. */
  ties: number[];
}

export function doubledRanks(values: readonly number[]): Ranks {
  const ascending = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const doubled = new Array<number>(values.length);
  const ties: number[] = [];
  for (let start = 0; start < ascending.length;) {
    let end = start + 1;
    while (end < ascending.length && ascending[end]?.value === ascending[start]?.value) end += 1;
    for (const { index } of ascending.slice(start, end)) doubled[index] = start + end + 1;
    if (end - start > 1) ties.push(end - start);
    start = end;
  }
  return { doubled, ties };
}
