/** What a study does otherwise than its suite was published: nobody should have to find out by comparing. */
import { formatRoughly, formatValue } from '../options/format-value.ts';
import { parseGiven } from '../options/parse-given.ts';
import { parseOptions } from '../options/parse-options.ts';

import { jobOptionTable } from '../options/registry.ts';
import type { Plan } from '../plan/plan.ts';
import type { JournalConfiguration } from '../result/journal.ts';
import type { Environment } from '../result/vfload-member.ts';
import { type AxisOptions, parseAxes } from '../suite/select.ts';
import { suiteRuns } from '../suite/virtiofs.ts';
import { valueText } from './raw-options.ts';
import type { PublishedText, RunsText } from './schema.ts';
import type { Suite } from './suite-file.ts';

/** What the machine is, as far as it can be told from inside. */
export interface Found {
  environment: Environment;
  configurations: readonly JournalConfiguration[];
  /** Options of the daemon by label, where the study tells them. */
  virtiofsdOf: (label: string) => string | undefined;
}

/** A kernel keeps some of a guest's memory for itself. */
const memoryTolerance = 0.05;

/** @returns a sentence for each, in the order plan, machine, mounts; none where nothing was published */
export function deviations({ name, published }: Suite, plan: Plan, found: Found): string[] {
  if (published === undefined) return [];
  return [
    ...planDeviations(published, plan),
    ...machineDeviations(published, found),
    ...mountDeviations(published, found),
  ].map((text) => `Not as ${name} was published: ${text}.`);
}

function deviation(what: string, used: string | number, published: string | number): string[] {
  return used === published ? [] : [`${what} ${String(used)} instead of ${String(published)}`];
}

function planDeviations(published: PublishedText, plan: Plan): string[] {
  return [
    ...(published.tool === undefined ? [] : [`tool vfload instead of ${published.tool}`]),
    ...runDeviations(published.runs, plan),
    ...optionDeviations(published.options ?? {}, plan),
    ...deviation('repeats', plan.repeats, Number(published.repeats ?? plan.repeats)),
    ...deviation('order', plan.design.order, String(published.order ?? plan.design.order)),
    ...(published.options?.['randrepeat'] === 1 && plan.design.seed !== undefined
      ? ['offsets drawn anew for each repeat instead of the same in all']
      : []),
    ...(published.asPublished === true && plan.design.order === 'split-plot' && !plan.design.asPublished
      ? ['files fully written before the first block instead of laid out as fio does']
      : []),
  ];
}

function runDeviations(runs: RunsText | undefined, plan: Plan): string[] {
  if (runs === undefined) return [];
  const axes: AxisOptions = {};
  for (const name of ['rw', 'ioengine', 'numjobs'] as const) {
    const value = runs[name];
    if (value !== undefined) axes[name] = { name, value: valueText(value), origin: `Option ${name}` };
  }
  const before = suiteRuns(parseAxes(axes)).map(({ name }) => name);
  const now = plan.runs.map(({ name }) => name);
  const left = before.filter((name) => !now.includes(name));
  const more = now.filter((name) => !before.includes(name));
  return [
    ...(left.length === 0 ? [] : [`${String(left.length)} of its ${String(before.length)} runs left out`]),
    ...(more.length === 0 ? [] : [`${String(more.length)} runs that it did not have (${more[0] ?? ''}, …)`]),
  ];
}

function optionDeviations(options: NonNullable<PublishedText['options']>, plan: Plan): string[] {
  const raw = Object.entries(options).map(([name, value]) => ({
    ...{ name, origin: `Option ${name}` },
    value: valueText(value),
  }));
  const { values } = parseOptions(jobOptionTable, raw);
  const jobs = plan.runs.flatMap((run) => run.jobs);
  return [...values].flatMap(([name, value]) => {
    const entry = jobOptionTable[name];
    if (entry === undefined) return [];
    const used = new Set(
      jobs.map((job) => {
        const own = (job as unknown as Record<string, typeof value>)[name];
        return own === undefined ? 'none' : formatValue(entry, own);
      }),
    );
    return [...used].flatMap((text) => deviation(name, text, formatValue(entry, value)));
  });
}

function machineDeviations(published: PublishedText, { environment, configurations }: Found): string[] {
  const { vcpus, memory, daxWindow, kernel } = published;
  const found: string[] = [];
  if (vcpus !== undefined) found.push(...deviation('CPUs', environment.cores, vcpus));
  if (memory !== undefined) {
    const bytes = sizeOf(memory);
    if (Math.abs(environment.memoryBytes - bytes) > memoryTolerance * bytes) {
      found.push(...deviation('memory', formatRoughly(environment.memoryBytes), formatRoughly(bytes)));
    }
  }
  if (kernel !== undefined) found.push(...deviation('kernel', environment.kernel, kernel));
  const usesDax = configurations.some(({ label }) => label.endsWith('-dax'));
  if (daxWindow !== undefined && usesDax) {
    const bytes = environment.daxWindowBytes;
    const used = bytes === undefined ? 'none that can be seen' : formatRoughly(bytes);
    found.push(...deviation('DAX window', used, formatRoughly(sizeOf(daxWindow))));
  }
  return found;
}

function mountDeviations(published: PublishedText, { configurations, virtiofsdOf }: Found): string[] {
  return configurations.flatMap(({ label, mount }) => {
    if (mount?.type === '9p') {
      if (published.msize === undefined) return [];
      const msize = /(?:^|,)msize=(\d+)/.exec(mount.superOptions)?.[1];
      return deviation(`msize of ${label}`, msize ?? 'not known', String(sizeOf(published.msize)));
    }
    if (mount?.type === 'virtiofs') {
      if (published.virtiofsd === undefined) return [];
      const used = virtiofsdOf(label) ?? 'not told (virtiofsd in the study)';
      return deviation(`options of virtiofsd of ${label}`, used, published.virtiofsd);
    }
    return [`file system of ${label} ${mount?.type ?? 'not known'} instead of virtiofs or 9p`];
  });
}

function sizeOf(value: string | number | boolean): number {
  const bytes = parseGiven(
    { kind: 'size', unit: 'bytes' },
    { name: 'size', value: String(value), origin: `Size ${String(value)} of the suite` },
  );
  return typeof bytes === 'number' ? bytes : 0;
}
