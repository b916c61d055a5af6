/** fio's numbers of a job's clones in the order in which they are created: 0, N-1, N-2, …, 1 (fio-semantics 1.5). */
export function cloneNumbers(count: number): number[] {
  return [0, ...Array.from({ length: count - 1 }, (_, index) => count - 1 - index)];
}
