/** The lines over a table: what was measured, how, and on which mounts. */
import type { BriefJournal, BriefRepeat } from '../result/brief-repeat.ts';
import type { VfloadMember } from '../result/vfload-member.ts';
import { duration, size } from './quantities.ts';

type Member = BriefRepeat['result']['vfload'];

const cachesAsTold: Record<VfloadMember['caches'], string> = {
  dropped: 'caches dropped before each run',
  'per-file': 'caches dropped per file only',
  warm: 'caches not dropped',
};

const hostCacheAsTold = {
  cold: 'host cache cold',
  warm: 'host cache warm',
  'as-is': 'host cache uncontrolled',
} as const;

/** The different values, told in their order of appearance. */
function distinct<T>(members: readonly Member[], tell: (member: Member) => T): T[] {
  return [...new Set(members.map(tell))];
}

function runtimeOf({ requested }: Member): string {
  if (requested.runtimeMs === 0) return 'to the end of the file';
  const time = duration(requested.runtimeMs);
  return requested.timeBased ? time : `${time} or the file's end`;
}

/** Words joined into lines of at most `width` characters; only what does not fit in a line is longer. */
export function fill(parts: readonly string[], width: number, separator: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && line.length + separator.length + part.length > width) {
      lines.push(line + separator.trimEnd());
      line = part;
    } else {
      line = line === '' ? part : line + separator + part;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** What a plan is known by: `preset short`, or `own options`. */
function planName(preset: string | null): string {
  return preset === null ? 'own options' : `preset ${preset}`;
}

/** @returns in which state the host's cache was; nothing where nobody asked. */
export function hostCacheWords({ design }: BriefJournal['header']): string[] {
  return design?.hostCache === undefined ? [] : [hostCacheAsTold[design.hostCache]];
}

/** How often cells were measured, or will be: with a target some have more than the plan's repeats, `5 to 15 repeats`. */
export function repeatsWords({ header, repeats }: BriefJournal): string {
  const counts = new Map<string, number>();
  for (const { configuration, run } of repeats) {
    const cell = JSON.stringify([configuration, run]);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const wanted = [...counts.values()].map((count) => Math.max(count, header.repeats));
  const isPartial = counts.size < header.runs.length * header.configurations.length;
  const least = isPartial ? header.repeats : Math.min(...wanted);
  const most = Math.max(header.repeats, ...wanted);
  if (least === most) return most === 1 ? '1 repeat' : `${most.toString()} repeats`;
  return `${least.toString()} to ${most.toString()} repeats`;
}

/** The lines, without colours. */
export function headLines(journal: BriefJournal, width: number): string[] {
  const { header, repeats } = journal;
  const members = repeats.map(({ result }) => result.vfload);
  // What never started says nothing about caches.
  const ran = members.filter(({ outcome }) => outcome === 'measured');
  const settings = [
    `vfload ${header.vfload}`,
    planName(header.preset),
    ...distinct(members, ({ requested }) => `${size(requested.sizeBytes)} files`),
    ...distinct(members, runtimeOf),
    ...distinct(members, ({ requested }) => `bs=${size(requested.bs)}`),
    ...distinct(members, ({ requested }) => `iodepth=${requested.depth.toString()}`),
    ...distinct(members, ({ requested }) => `direct=${requested.direct ? '1' : '0'}`),
    repeatsWords(journal),
    ...(header.design?.seed === undefined ? [] : [`order seed ${header.design.seed.toString()}`]),
    ...distinct(ran, ({ caches }) => cachesAsTold[caches]),
    ...hostCacheWords(header),
  ];
  const mounts = header.configurations.map(({ label, directory, mount }) =>
    mount === null
      ? `${label}: ${directory}`
      : `${label}: ${directory} (${mount.type} ${mount.source}, ${mount.options})`,
  );
  return [...fill(settings, width, ', '), ...mounts];
}
