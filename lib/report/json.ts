/** Results as JSON: fio's document with its `vfload` member, and where in the study it belongs. */
import type { RunResult } from '../result/fio-document.ts';
import type { Journal } from '../result/journal.ts';

/** A result that says which repeat of which cell it is. */
export type PlacedResult = RunResult & {
  vfload: RunResult['vfload'] & { configuration: string; run: string; repeat: number };
};

/** One document where there is one repeat, so that what reads fio's JSON reads it; else an array of them. */
export function jsonReport(journal: Journal): string {
  const placed: PlacedResult[] = journal.repeats.map(({ configuration, run, repeat, result }) => ({
    ...result,
    vfload: { configuration, run, repeat, ...result.vfload },
  }));
  const [only, ...others] = placed;
  return `${JSON.stringify(only !== undefined && others.length === 0 ? only : placed, undefined, 2)}\n`;
}
