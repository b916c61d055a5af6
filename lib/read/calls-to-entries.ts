/** Calls of fio, one after the other in a file, become entries: it is settled here which repeat of what each of them is. */
import { getSystemErrorName } from 'node:util';
import type { Entry, EntryDirection, EntrySettings } from './entry.ts';
import type { FoundCall, FoundJob, FoundReport, Warn } from './found.ts';
import { keyOf, mergedReport } from './merged-forms.ts';
import { directionsOfWorkload } from './normal-line.ts';
import { mergedSettings } from './settings.ts';
import { visible } from './visible.ts';

/** A report and the call that it is of. */
interface Run {
  call: FoundCall;
  report: FoundReport;
}

/** Of a source: what entries have in common. */
export interface EntryOrigin {
  path: string;
  /** What configurations are called where nothing names them. */
  name: string;
}

/** In the order of the file. */
export function entriesOfCalls(calls: readonly FoundCall[], origin: EntryOrigin, warn: Warn): Entry[] {
  const runs = calls.flatMap((call) => {
    const report = mergedReport(call);
    return report === undefined ? [] : separateRepeats({ call, report }, warn);
  });
  const repeats = new Map<string, number>();
  return withGroupsApart(
    withoutInterim(runs, warn).flatMap((run, position) => entriesOfRun(run, position, repeats, origin)),
  );
}

/** Jobs of the same name in several groups do not run side by side: each group is a run of its own. */
function withGroupsApart(entries: Entry[]): Entry[] {
  const groups = new Map<string, Set<number>>();
  for (const { run, group } of entries) groups.set(run, (groups.get(run) ?? new Set()).add(group));
  return entries.map((entry) =>
    (groups.get(entry.run)?.size ?? 1) > 1 && entry.run === entry.job
      ? { ...entry, run: `${entry.run} (group ${entry.group})` }
      : entry,
  );
}

/** How many jobs of this name a call has, as far as its head tells. */
function jobsInHead({ heads, startedJobs }: FoundCall, { job, group }: FoundJob): number | undefined {
  const own = heads.filter((head) => head.job === job && head.group === group);
  if (own.length === 0) return undefined;
  if (!own.some(({ hasClones }) => hasClones)) return own.length;
  const isOnlyOne = heads.every((head) => head.job === job || !head.hasClones);
  return isOnlyOne && startedJobs !== undefined ? startedJobs - (heads.length - own.length) : Infinity;
}

/**
 * Terse lines that follow one another under the same name are jobs side by side where the head of the call tells of so many, and else
 * repeats: of such lines a log is made by calling fio again and again.
 */
function separateRepeats(run: Run, warn: Warn): Run[] {
  const { call, report } = run;
  if (report.format !== 'terse') return [run];
  const rounds: FoundJob[][] = [];
  const counts = new Map<string, number>();
  for (const job of report.jobs) {
    const key = keyOf(job);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    const round = Math.floor(count / (jobsInHead(call, job) ?? 1));
    (rounds[round] ??= []).push(job);
  }
  if (rounds.length > 1 && call.heads.length === 0)
    warn(
      rounds[1]?.[0]?.line ?? report.line,
      'lines of the same job follow one another: taken for repeats, not for jobs side by side',
    );
  return rounds.map((jobs, index) => ({
    report: { ...report, jobs, line: jobs[0]?.line ?? report.line },
    call: index === 0 ? call : { ...call, followsDirectly: true },
  }));
}

/** Runtimes of repeats differ by less, ms. */
const interimGrowthMs = 100;

/** fio asked for it tells what it has so far, several times: only what it tells at last counts. */
function withoutInterim(runs: readonly Run[], warn: Warn): Run[] {
  return runs.filter((run, index) => {
    const next = runs[index + 1];
    if (next === undefined || !next.call.followsDirectly || !goesOn(run.report, next.report)) return true;
    warn(run.report.line, 'the report of a run that goes on after it; left out');
    return false;
  });
}

function amounts({ sides }: FoundJob): { runtimeMs: number; bytes: number } {
  const figures = Object.values(sides).map((side) => side.figures);
  return {
    runtimeMs: Math.max(0, ...figures.map((each) => each.runtime_ms ?? 0)),
    bytes: figures.reduce((sum, each) => sum + (each.io_bytes ?? 0), 0),
  };
}

/** The same run, further on: it has done more in more time, and began before the other was written. */
function goesOn(report: FoundReport, next: FoundReport): boolean {
  const names = report.jobs.map(keyOf);
  if (names.join() !== next.jobs.map(keyOf).join()) return false;
  const pairs = report.jobs.map((job, index) => [amounts(job), amounts(next.jobs[index] ?? job)] as const);
  const hasGrown = pairs.every(
    ([before, after]) => after.bytes >= before.bytes && after.runtimeMs >= before.runtimeMs,
  );
  const hasGone = pairs.some(
    ([before, after]) => after.bytes > before.bytes && after.runtimeMs >= before.runtimeMs + interimGrowthMs,
  );
  if (!hasGrown || !hasGone) return false;
  if (report.writtenAtMs === undefined || next.writtenAtMs === undefined) return true;
  const longestMs = Math.max(...pairs.map(([, after]) => after.runtimeMs));
  return next.writtenAtMs - longestMs < report.writtenAtMs;
}

function entriesOfRun(
  run: Run,
  position: number,
  repeats: Map<string, number>,
  origin: EntryOrigin,
): Entry[] {
  const { call, report } = run;
  const { placing } = report;
  const configuration = visible(placing?.configuration ?? call.configuration ?? origin.name);
  const members = new Map<string, number>();
  return report.jobs.flatMap((job) => {
    const key = JSON.stringify([configuration, job.job, job.group]);
    const member = members.get(key) ?? 0;
    members.set(key, member + 1);
    if (member === 0) repeats.set(key, (repeats.get(key) ?? 0) + 1);
    const entry: Omit<Entry, 'direction'> = {
      source: origin.path,
      configuration,
      job: visible(job.job),
      run: visible(placing?.run ?? job.job),
      group: job.group,
      member,
      repeat: placing?.repeat ?? repeats.get(key) ?? 1,
      ...(placing?.session === undefined ? {} : { session: placing.session }),
      ...(placing?.block === undefined ? {} : { block: placing.block }),
      position: placing?.position ?? position,
      ...endOf(run, job),
      tool: report.tool,
      settings: settingsFor(run, job, member),
      figures: {},
      place: { file: origin.path, line: job.line },
    };
    return entriesOfJob(job, entry);
  });
}

/** A row for each direction, also for those that a job should have had. */
function entriesOfJob(job: FoundJob, entry: Omit<Entry, 'direction'>): Entry[] {
  const did = Object.entries(job.sides) as [EntryDirection, NonNullable<FoundJob['sides']['read']>][];
  if (did.length === 0) {
    const asked = directionsOfWorkload(entry.settings.rw);
    return asked.length === 0 ? [entry] : asked.map((direction) => ({ ...entry, direction }));
  }
  const cpu = {
    ...(job.usr_cpu === undefined ? {} : { usr_cpu: job.usr_cpu }),
    ...(job.sys_cpu === undefined ? {} : { sys_cpu: job.sys_cpu }),
  };
  return did.map(([direction, { figures, clatBuckets }]) => ({
    ...entry,
    direction,
    figures: { ...figures, ...cpu },
    ...(clatBuckets === undefined ? {} : { clatBuckets }),
  }));
}

/** Of the errors that a mapping can end with, those that say that there is none to be had. */
const mappingErrors = [19, 22];
const unsupportedErrors = [19, 38, 95];

/** What became of a job. fio tells an errno; whether that means a want or a failure is told by what was being done. */
function endOf(
  { call, report }: Run,
  job: FoundJob,
): Pick<Entry, 'outcome' | 'error' | 'errno'> & Partial<Entry> {
  const { placing } = report;
  const { errno } = job;
  const told = {
    ...(errno === 0 ? {} : { errno, error: errnoName(errno) }),
    ...(placing?.error === undefined ? {} : { error: placing.error }),
    ...(placing?.isShort === undefined ? {} : { isShort: placing.isShort }),
    ...(placing?.isInterrupted === undefined ? {} : { isInterrupted: placing.isInterrupted }),
    ...(placing?.isGeneratorBound === undefined ? {} : { isGeneratorBound: placing.isGeneratorBound }),
  };
  if (placing !== undefined) return { outcome: placing.outcome, ...told };
  if (errno === 0) return { outcome: 'measured', ...told };
  const wasMapping = call.failures.some((failure) => failure.errno === errno && failure.operation === 'mmap');
  const isWant = unsupportedErrors.includes(errno) || (wasMapping && mappingErrors.includes(errno));
  const didNothing = Object.keys(job.sides).length === 0;
  return { outcome: isWant && didNothing ? 'unsupported' : 'failed', ...told };
}

function errnoName(errno: number): string {
  try {
    return getSystemErrorName(-errno);
  } catch {
    return errno.toString();
  }
}

function settingsFor({ call }: Run, job: FoundJob, member: number): EntrySettings {
  const heads = call.heads.filter((head) => head.job === job.job && head.group === job.group);
  const head = heads[member] ?? heads.at(-1);
  const count = jobsInHead(call, job);
  const numjobs = count === undefined || !Number.isFinite(count) ? {} : { numjobs: count };
  const host = job.hostname === undefined ? {} : { options: { hostname: job.hostname } };
  return mergedSettings(call.settings, head?.settings ?? {}, numjobs, job.settings, host);
}
