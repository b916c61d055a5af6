/** Repeats of vfload's journals as entries. */
import type { FioDirection } from '../result/fio-document.ts';
import type { JournalRepeat } from '../result/journal.ts';
import type { FioEntryFacts, FioHeadLine, VfloadMember } from '../result/vfload-member.ts';
import { addBucketRuns, bucketRuns } from '../stats/bucket-runs.ts';
import { bucketCount } from '../stats/buckets.ts';
import type { Entry, EntryDirection, EntrySettings, Figures } from './entry.ts';
import { directionsOfWorkload } from './normal-line.ts';
import { bytesOrText, settingsOf } from './settings.ts';

type Common = Omit<Entry, 'direction' | 'job' | 'group' | 'member' | 'settings'>;

/**
 * The entries of a repeat, a row for each of fio's report entries and direction.
 *
 * @param source - the journal's path, as it was named
 * @param line - of the journal; 0 where it has not been read from one
 */
export function entriesOfRepeat(repeat: JournalRepeat, source: string, line: number): Entry[] {
  const { result } = repeat;
  const { vfload } = result;
  const common: Common = {
    source,
    configuration: repeat.configuration,
    run: repeat.run,
    repeat: repeat.repeat,
    session: repeat.session,
    block: repeat.block,
    position: repeat.position,
    ...endOf(vfload),
    tool: { name: 'vfload', version: vfload.environment.versions.vfload },
    figures: {},
    place: { file: source, line },
  };
  const members = new Map<string, number>();
  return result.jobs.flatMap((job, index) => {
    const key = JSON.stringify([job.jobname, job.groupid]);
    const member = members.get(key) ?? 0;
    members.set(key, member + 1);
    const facts = vfload.fioOutput?.entries[index];
    const head = vfload.fioOutput?.head.find(({ jobname }) => jobname === job.jobname);
    const settings = settingsOfEntry(vfload.requested, head, facts, job['job options'] ?? {});
    const entry = { ...common, job: job.jobname, group: job.groupid, member, settings };
    const cpu = { usr_cpu: job.usr_cpu, sys_cpu: job.sys_cpu };
    const sides = (['read', 'write', 'trim', 'mixed'] as const).flatMap((direction): Entry[] => {
      const side = direction === 'mixed' && facts?.unified !== 'mixed' ? undefined : job[direction];
      // An I/O that was issued and failed is none.
      if (side === undefined || side.runtime + side.io_bytes === 0) return [];
      const buckets = facts === undefined ? undefined : bucketsOf(facts, direction);
      return [
        {
          ...entry,
          direction,
          figures: { ...figuresOf(side), ...cpu },
          ...(buckets === undefined ? {} : { clatBuckets: buckets }),
        },
      ];
    });
    return sides.length > 0 ? sides : withoutFigures(entry);
  });
}

/** What was reported as one was counted apart. */
function bucketsOf({ bins }: FioEntryFacts, direction: EntryDirection): string | undefined {
  if (direction !== 'mixed') return bins[direction];
  const total = new Float64Array(bucketCount);
  for (const each of [bins.read, bins.write, bins.trim]) addBucketRuns(total, each ?? '');
  const merged = bucketRuns(total);
  return merged === '' ? undefined : merged;
}

/** A row for each direction that the job should have had. */
function withoutFigures(entry: Omit<Entry, 'direction'>): Entry[] {
  const asked: EntryDirection[] = directionsOfWorkload(entry.settings.rw);
  return asked.length === 0 ? [entry] : asked.map((direction) => ({ ...entry, direction }));
}

function figuresOf(side: FioDirection): Figures {
  const { clat_ns: clat } = side;
  const [p50, p99] = [clat.percentile?.['50.000000'], clat.percentile?.['99.000000']];
  return {
    io_bytes: side.io_bytes,
    total_ios: side.total_ios,
    runtime_ms: side.runtime,
    bw_bytes: side.bw_bytes,
    iops: side.iops,
    ...(clat.N === 0
      ? {}
      : {
          clat_min_ns: clat.min,
          clat_mean_ns: clat.mean,
          clat_stddev_ns: clat.stddev,
          clat_max_ns: clat.max,
          ...(p50 === undefined ? {} : { clat_p50_ns: p50 }),
          ...(p99 === undefined ? {} : { clat_p99_ns: p99 }),
        }),
  };
}

function endOf({
  outcome,
  reason,
  short,
  interrupted,
  generator,
}: VfloadMember): Pick<Entry, 'outcome'> & Partial<Entry> {
  // A stuck job was ended by a signal of vfload's: the deadline is the news.
  const name = reason?.kind === 'stuck' ? 'stuck' : (reason?.signal ?? reason?.errnoName ?? reason?.kind);
  return {
    outcome,
    ...(name === undefined ? {} : { error: name }),
    ...(reason?.errno === undefined ? {} : { errno: reason.errno }),
    ...(short ? { isShort: true } : {}),
    ...(interrupted ? { isInterrupted: true } : {}),
    ...(generator !== undefined && 'bound' in generator && generator.bound ? { isGeneratorBound: true } : {}),
  };
}

/** The request is complete; of a run with different jobs the head and the options know which is which. */
function settingsOfEntry(
  requested: VfloadMember['requested'],
  head: FioHeadLine | undefined,
  facts: FioEntryFacts | undefined,
  options: Readonly<Record<string, string>>,
): EntrySettings {
  const given = settingsOf(options);
  return {
    rw: head?.rw ?? requested.rw,
    ioengine: head?.ioengine ?? requested.ioengine,
    numjobs: head?.jobs ?? facts?.jobs ?? requested.jobs,
    bs: options['bs'] === undefined ? (head?.bs ?? requested.bs) : bytesOrText(options['bs']),
    size: given.size ?? requested.sizeBytes,
    direct: given.direct ?? requested.direct,
    iodepth: head?.iodepth ?? requested.depth,
    rwmixread: given.rwmixread ?? 50,
    runtime_ms: requested.runtimeMs,
    options,
  };
}
