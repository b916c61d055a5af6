/** The order of the study's table, for runs that go by the study's names. */
import { defaultAxes, suiteRuns } from '../../suite/virtiofs.ts';

const suiteNames: readonly string[] = suiteRuns({
  ...defaultAxes,
  rw: [...defaultAxes.rw, 'rw'],
}).map(({ name }) => name);

/** Names of the study first, in its order; the others as they come. */
export function suiteOrder(names: readonly string[]): string[] {
  const known = suiteNames.filter((name) => names.includes(name));
  return [...known, ...names.filter((name) => !known.includes(name))];
}
