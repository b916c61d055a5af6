/** Studies for HTML reports: configurations whose repeats have given throughputs, block after block. */
import { sourceOf } from '../../../lib/read/read-source.ts';
import type { HtmlFile } from '../../../lib/report/html/model/input.ts';
import type { Journal, JournalRepeat } from '../../../lib/result/journal.ts';
import { badCell, busError, journalOf, measuredCell, noMappings } from '../study-fixture.ts';

/** Latencies of a repeat, ns: most at `fastNs`, a tenth ten times as long. */
function latencies(fastNs: number): number[] {
  return Array.from({ length: 40 }, (_none, index) => (index % 10 === 9 ? 10 : 1) * (fastNs + index));
}

/** A cell of a study: KiB/s of each block's repeat. */
export function studyCell(
  configuration: string,
  run: string,
  kibPerSecond: readonly number[],
  rw: 'randread' | 'randwrite' = 'randread',
): JournalRepeat[] {
  const figures = kibPerSecond.map((bw) => ({
    bw,
    iops: bw / 4,
    latencies: bw === 0 ? [] : latencies(Math.round(4e9 / bw)),
  }));
  const nothing = figures.map(() => ({ bw: 0, iops: 0, latencies: [] }));
  const side = rw === 'randread' ? { read: figures, write: nothing } : { read: nothing, write: figures };
  return measuredCell({ run, configuration, rw, ...side }).map((repeat, index) => ({
    ...repeat,
    block: index + 1,
    position: index,
  }));
}

/** Two configurations that differ clearly in one run and hardly in the other. */
export function plainStudy(): Journal {
  return journalOf([
    ...studyCell('none', 'randread-psync', [100_000, 101_000, 99_000, 100_500]),
    ...studyCell('auto', 'randread-psync', [200_000, 203_000, 197_000, 201_500]),
    ...studyCell('none', 'randwrite-psync', [50_000, 60_000, 45_000, 55_000], 'randwrite'),
    ...studyCell('auto', 'randwrite-psync', [55_000, 50_000, 52_000, 48_000], 'randwrite'),
  ]);
}

/** What wants to leave the place where it is written. */
export const hostile = `</script><img src=x onerror="alert('x')">&amp;'"<!--`;

/** Names, paths, mounts, warnings and reasons are all hostile. */
export function hostileStudy(): Journal {
  const journal = journalOf([
    ...studyCell(`none ${hostile}`, `run ${hostile}`, [1000, 1001, 1002]),
    ...studyCell(`auto ${hostile}`, `run ${hostile}`, [2000, 2001, 2002]),
    badCell(
      `mapped ${hostile}`,
      {
        outcome: 'unsupported',
        reason: { ...noMappings, message: hostile, cause: hostile, remedy: hostile },
      },
      { configuration: `none ${hostile}` },
    ),
  ]);
  const [configuration] = journal.header.configurations;
  if (configuration !== undefined) {
    configuration.directory = `/mnt/${hostile}`;
    configuration.mount = {
      source: hostile,
      mountPoint: hostile,
      type: hostile,
      options: hostile,
      superOptions: hostile,
    };
  }
  journal.header.environment = { ...journal.header.environment, cpuModel: hostile, hypervisor: hostile };
  for (const { result } of journal.repeats) result.vfload.warnings.push({ code: 'x', message: hostile });
  journal.warnings.push(hostile);
  return journal;
}

/** Nine configurations, as the study had, with cells of every outcome. */
export function wideStudy(): Journal {
  const labels = [
    'none',
    'none-dax',
    'auto',
    'auto-dax',
    'always',
    'always-dax',
    '9p-none',
    '9p-mmap',
    '9p-loose',
  ];
  const runs = ['randread-psync', 'randread-libaio', 'randread-mmap', 'randread-psync-multi'];
  const repeats = runs.flatMap((run, row) =>
    labels.flatMap((label, column) => {
      if (run === 'randread-mmap' && label === 'none') {
        return [badCell(run, { outcome: 'unsupported', reason: noMappings }, { configuration: label })];
      }
      if (run === 'randread-mmap' && label === '9p-mmap') {
        return [badCell(run, { outcome: 'failed', reason: busError }, { configuration: label })];
      }
      const kib = 40_000 * (1 + column / 3) * (1 + row / 5);
      return studyCell(label, run, [kib, kib * 1.03, kib * 0.98]);
    }),
  );
  return journalOf(repeats.map((repeat, position) => ({ ...repeat, position })));
}

/** Journals as they are read from files. */
export function inputOf(...journals: Journal[]): HtmlFile[] {
  return journals.map((journal, index) => {
    const path = `/results/study${index + 1}.jsonl`;
    return { source: sourceOf({ journal, lines: [], path }), journal };
  });
}
