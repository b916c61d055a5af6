/** What the command line needs of the API; loaded only when something is measured or probed. */
import type { ProbeOptions, RunOptions, StudyOptions, SuiteOptions } from '../options/api-options.ts';
import type { ProbeResult } from '../probe/probe-result.ts';
import type { ProgressEvent } from '../run/events.ts';
import type { SuiteResult } from '../run/suite-result.ts';

/** What `suite` and `run` return. */
export type Measuring = PromiseLike<SuiteResult> & AsyncIterable<ProgressEvent>;

export interface Api {
  readonly suite: (options: SuiteOptions) => Measuring;
  readonly study: (file: string, options: StudyOptions) => Measuring;
  readonly run: (options: RunOptions) => Measuring;
  readonly probe: (options: ProbeOptions) => Promise<ProbeResult>;
}

/** Loads the API of this package. */
export async function loadApi(): Promise<Api> {
  return await import('../index.ts');
}
