/** What tables need of a repeat: a hundredth of a journal's line, so that one with a hundred thousand of them is read in seconds. */
import type { FioDirection, FioLatency } from './fio-document.ts';
import type { Journal, JournalRepeat } from './journal.ts';
import type { DirectionName } from '../stats/job-statistics.ts';
import type { FileResidency, VfloadMember } from './vfload-member.ts';

type BriefLatency = Pick<FioLatency, 'N' | 'mean'>;

export type BriefSide = Pick<FioDirection, 'bw' | 'bw_bytes' | 'iops'> & { slat_ns: BriefLatency };

type BriefResidency = Record<'before' | 'after', Pick<FileResidency, 'cachedBytes'>[]>;

/** Any repeat of a journal is one. */
export interface BriefRepeat extends Pick<JournalRepeat, 'configuration' | 'run' | 'repeat'> {
  result: {
    jobs: Record<DirectionName, BriefSide>[];
    vfload: Pick<
      VfloadMember,
      | 'outcome'
      | 'reason'
      | 'interrupted'
      | 'short'
      | 'requested'
      | 'achieved'
      | 'caches'
      | 'issued'
      | 'cpu'
      | 'generator'
    > & {
      residency?: BriefResidency;
      clat_ns: Partial<Record<DirectionName, Pick<FioLatency, 'percentile'>>>;
      fioOutput?: { entries: { bins: BriefBins }[] };
    };
  };
}

type BriefBins = Partial<Record<DirectionName, string>>;

export type BriefJournal = Journal<BriefRepeat>;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}

function isSide(value: BriefSide | undefined): value is BriefSide {
  return (
    isCount(value?.bw) &&
    isCount(value.bw_bytes) &&
    isCount(value.iops) &&
    isCount((value.slat_ns as BriefLatency | undefined)?.N) &&
    isCount(value.slat_ns.mean)
  );
}

function hasSides({ read, write, trim }: Record<DirectionName, BriefSide>): boolean {
  return [read, write, trim].every(isSide);
}

function briefSide({ bw, bw_bytes, iops, slat_ns: { N, mean } }: BriefSide): BriefSide {
  return { bw, bw_bytes, iops, slat_ns: { N, mean } };
}

const shownPercentiles = ['50.000000', '99.000000'] as const;

function briefLatency(
  latency: Pick<FioLatency, 'percentile'> | undefined,
): Pick<FioLatency, 'percentile'> | undefined {
  const percentile = latency?.percentile;
  if (percentile === undefined) return undefined;
  const kept: Record<string, number> = {};
  for (const key of shownPercentiles) {
    const value = percentile[key];
    if (value !== undefined) kept[key] = value;
  }
  return { percentile: kept };
}

/**
 * What tables need of a repeat, apart from the line that it is from.
 *
 * @param repeat - as a line has it, unchecked
 * @returns undefined where something of it is missing: what, the schema tells
 */
export function briefRepeat(repeat: JournalRepeat): BriefRepeat | undefined {
  const { configuration, run, repeat: number } = repeat;
  const { jobs, vfload } = (repeat.result as JournalRepeat['result'] | undefined) ?? {};
  if (typeof configuration !== 'string' || typeof run !== 'string' || !isCount(number)) return undefined;
  if (!Array.isArray(jobs) || !jobs.every(hasSides)) return undefined;
  if (vfload === undefined || !hasMember(vfload)) return undefined;
  const { read, write, trim } = vfload.clat_ns;
  const [briefRead, briefWrite, briefTrim] = [briefLatency(read), briefLatency(write), briefLatency(trim)];
  const { fioOutput } = vfload;
  return {
    configuration,
    run,
    repeat: number,
    result: {
      jobs: jobs.map((job) => ({
        read: briefSide(job.read),
        write: briefSide(job.write),
        trim: briefSide(job.trim),
      })),
      vfload: {
        outcome: vfload.outcome,
        ...(vfload.reason === undefined ? {} : { reason: vfload.reason }),
        interrupted: vfload.interrupted,
        short: vfload.short,
        requested: vfload.requested,
        achieved: vfload.achieved,
        caches: vfload.caches,
        issued: vfload.issued,
        cpu: vfload.cpu,
        ...(vfload.generator === undefined ? {} : { generator: vfload.generator }),
        ...briefResidency(vfload),
        clat_ns: {
          ...(briefRead === undefined ? {} : { read: briefRead }),
          ...(briefWrite === undefined ? {} : { write: briefWrite }),
          ...(briefTrim === undefined ? {} : { trim: briefTrim }),
        },
        ...(fioOutput === undefined ? {} : { fioOutput: { entries: briefEntries(fioOutput) } }),
      },
    },
  };
}

function briefResidency({ residency }: VfloadMember): { residency?: BriefResidency } {
  if (residency === undefined) return {};
  const cached = (files: BriefResidency['before']): BriefResidency['before'] =>
    files.map(({ cachedBytes }) => ({ cachedBytes }));
  return { residency: { before: cached(residency.before), after: cached(residency.after) } };
}

function briefEntries({ entries }: NonNullable<VfloadMember['fioOutput']>): { bins: BriefBins }[] {
  return entries.map(({ bins: { read, write, trim } }) => ({
    bins: {
      ...(read === undefined ? {} : { read }),
      ...(write === undefined ? {} : { write }),
      ...(trim === undefined ? {} : { trim }),
    },
  }));
}

const outcomes: readonly unknown[] = ['measured', 'unsupported', 'failed'];

function hasMember(vfload: VfloadMember): boolean {
  const { requested, achieved, cpu, clat_ns, fioOutput, residency } = vfload as Partial<VfloadMember>;
  return (
    outcomes.includes(vfload.outcome) &&
    typeof vfload.interrupted === 'boolean' &&
    typeof vfload.short === 'boolean' &&
    typeof requested?.rw === 'string' &&
    isCount(requested.depth) &&
    isCount(achieved?.depth) &&
    isCount(vfload.issued) &&
    isCount(cpu?.userUs) &&
    isCount(cpu.systemUs) &&
    typeof clat_ns === 'object' &&
    (residency === undefined || (hasCached(residency.before) && hasCached(residency.after))) &&
    (fioOutput === undefined || (Array.isArray(fioOutput.entries) && fioOutput.entries.every(hasBins)))
  );
}

function hasCached(files: unknown): boolean {
  return (
    Array.isArray(files) && files.every((file: Partial<FileResidency> | null) => isCount(file?.cachedBytes))
  );
}

function hasBins({ bins }: { bins?: Partial<Record<DirectionName, unknown>> }): boolean {
  const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
  return typeof bins === 'object' && [bins.read, bins.write, bins.trim].every(isText);
}
