/** Every number that the documents of both tools have, in place of the few that all sources tell of. */
import type { JobNumbers } from '../read/documents.ts';
import type { Comparison } from './compare.ts';
import type { SharedFigure } from './shared-figures.ts';

/** Of a job: means over documents of the numbers that all of them have. */
function meansOf(job: string, documents: readonly JobNumbers[]): Map<string, number> {
  const own = documents.filter((document) => document.job === job).map(({ numbers }) => numbers);
  const [first] = own;
  const places = [...(first?.keys() ?? [])].filter((place) => own.every((numbers) => numbers.has(place)));
  const mean = (place: string): number =>
    own.reduce((sum, numbers) => sum + (numbers.get(place) ?? NaN), 0) / own.length;
  return new Map(places.map((place) => [place, mean(place)]));
}

/** In the order of the reference; what is 0 for both is left out. */
function sharedNumbers(
  reference: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): SharedFigure[] {
  return [...reference].flatMap(([figure, value]) => {
    const theirs = other.get(figure);
    return theirs === undefined || (value === 0 && theirs === 0)
      ? []
      : [{ figure, reference: value, other: theirs }];
  });
}

/** The comparison with all numbers of its jobs, where documents of both sides have them. */
export function withSharedNumbers(
  comparison: Comparison,
  reference: readonly JobNumbers[],
  other: readonly JobNumbers[],
): Comparison {
  const jobs = [...new Set(comparison.shared.map(({ job }) => job))];
  const shared = jobs.flatMap((job) => {
    const figures = sharedNumbers(meansOf(job, reference), meansOf(job, other));
    return figures.length > 0
      ? [{ name: job, job, figures }]
      : comparison.shared.filter((cell) => cell.job === job);
  });
  return { ...comparison, shared };
}
