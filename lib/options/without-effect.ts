/** What a run has to say about options that were taken and changed nothing. */
import { jobOptionTable } from './registry.ts';

/** An option without effect, and why it changed nothing. */
export interface WithoutEffect {
  name: string;
  /** The end of a sentence, without its full stop. */
  reason: string;
}

/** @returns those among the options of a run's jobs that have no effect, each once. */
export function optionsWithoutEffect(
  jobs: readonly { readonly given: Readonly<Record<string, string>> }[],
): WithoutEffect[] {
  const names = new Set(jobs.flatMap(({ given }) => Object.keys(given)));
  return [...names].flatMap((name) => {
    const reason = jobOptionTable[name]?.withoutEffect;
    return reason === undefined ? [] : [{ name, reason }];
  });
}
