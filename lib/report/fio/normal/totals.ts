/** The end of fio's normal output: what each group came to, and what its disks did. */
import type { FioDisk, FioDocument, FioJob } from '../../../result/fio-document.ts';
import type { FioOutputFacts } from '../../../result/vfload-member.ts';
import { groupDirection } from '../group.ts';
import { type SectionName, sectionNames } from '../sections.ts';
import { significantFigures } from './job-block.ts';
import { binaryBytes, decimalBytes, fixed } from '../number-text.ts';

/** An empty line before each group, also one that reports no job, its name, and a line for each section with bytes. */
export function groupLines(document: FioDocument, { head, entries }: FioOutputFacts): string[] {
  const groups = [...new Set([...head, ...document.jobs].map(({ groupid }) => groupid))];
  return groups.flatMap((groupid) => {
    const jobs = document.jobs.filter((job) => job.groupid === groupid);
    const names = new Set(jobs.flatMap((job) => sectionNames(entries[document.jobs.indexOf(job)])));
    const lines = [...names].flatMap((name) => statusLine(jobs, name));
    return ['', `Run status group ${groupid} (all jobs):`, ...lines];
  });
}

function statusLine(jobs: readonly FioJob[], name: SectionName): string[] {
  const group = groupDirection(jobs, name);
  if (group === undefined) return [];
  const { bytes, slowest, fastest, shortestMs, longestMs } = group;
  const rate = group.bytesPerSecond;
  const figures = significantFigures(jobs[0]);
  const binary = (value: number): string => binaryBytes(value, figures);
  const decimal = (value: number): string => decimalBytes(value, figures);
  const range = (text: (bytes: number) => string): string => `${text(slowest)}/s-${text(fastest)}/s`;
  return [
    `${name.toUpperCase().padStart(7)}: bw=${binary(rate)}/s (${decimal(rate)}/s), ` +
      `${range(binary)} (${range(decimal)}), ` +
      `io=${binary(bytes)} (${decimal(bytes)}), run=${shortestMs}-${longestMs}msec`,
  ];
}

/** Nothing where there is no block device below. */
export function diskLines(disks: readonly FioDisk[] = []): string[] {
  return disks.length === 0 ? [] : ['', 'Disk stats (read/write):', ...disks.map(diskLine)];
}

function diskLine(disk: FioDisk): string {
  const counts = [
    `ios=${disk.read_ios}/${disk.write_ios}`,
    ...(disk.read_sectors === undefined ? [] : [`sectors=${disk.read_sectors}/${disk.write_sectors ?? 0}`]),
    `merge=${disk.read_merges}/${disk.write_merges}`,
    `ticks=${disk.read_ticks}/${disk.write_ticks}`,
    `in_queue=${disk.in_queue}`,
    `util=${fixed(disk.util, 2)}%`,
  ];
  return `  ${disk.name}: ${counts.join(', ')}`;
}
