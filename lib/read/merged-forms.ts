/** One report of a call that has printed several forms: of the most exact one, with what only another one tells. */
import type { FoundCall, FoundJob, FoundReport } from './found.ts';
import { mergedSettings } from './settings.ts';

const exactness: Readonly<Record<FoundReport['format'], number>> = {
  'fio-json+': 3,
  'fio-json': 2,
  terse: 1,
  normal: 0,
};

/** undefined where the call printed none. */
export function mergedReport(call: FoundCall): FoundReport | undefined {
  const [best, ...others] = call.reports.toSorted((a, b) => exactness[b.format] - exactness[a.format]);
  if (best === undefined) return undefined;
  const seen = new Map<string, number>();
  const jobs = best.jobs.map((job) => {
    const key = keyOf(job);
    // Normal output leaves out the jobs without any I/O, and is not asked for them.
    const didSomething = Object.keys(job.sides).length > 0;
    const ordinal = seen.get(key) ?? 0;
    if (didSomething) seen.set(key, ordinal + 1);
    const same = others.flatMap(({ jobs: theirs }) => {
      const found = theirs.filter((each) => keyOf(each) === key && Object.keys(each.sides).length > 0)[
        ordinal
      ];
      return didSomething && found !== undefined ? [found] : [];
    });
    return same.reduce(completed, job);
  });
  const tool = call.reports.find((report) => report.tool.version !== undefined)?.tool ?? best.tool;
  return { ...best, tool: best.tool.version === undefined ? tool : best.tool, jobs };
}

/** What jobs are told apart by within a call. */
export function keyOf({ job, group, hostname = '' }: Pick<FoundJob, 'job' | 'group' | 'hostname'>): string {
  return JSON.stringify([job, group, hostname]);
}

function completed(job: FoundJob, other: FoundJob): FoundJob {
  const sides: FoundJob['sides'] = { ...job.sides };
  for (const name of ['read', 'write', 'trim', 'mixed'] as const) {
    const [own, theirs] = [job.sides[name], other.sides[name]];
    if (own === undefined || theirs === undefined) continue;
    sides[name] = { ...theirs, ...own, figures: { ...theirs.figures, ...own.figures } };
  }
  return { ...other, ...job, sides, settings: mergedSettings(other.settings, job.settings) };
}
