/** Whether two cells were asked for the same, and in what else they differ. */
import { findOption, jobOptionTable } from '../options/registry.ts';
import { formatValue } from '../options/format-value.ts';
import { parseValue } from '../options/parse-value.ts';
import type { EntrySettings } from '../read/entry.ts';

/** What has to be the same for two cells to be comparable: the names are fio's. */
const keyMembers = {
  rw: 'rw',
  ioengine: 'ioengine',
  numjobs: 'numjobs',
  bs: 'bs',
  size: 'size',
  direct: 'direct',
  iodepth: 'iodepth',
  rwmixread: 'rwmixread',
  runtime_ms: 'runtime',
} as const;

type KeyMember = keyof typeof keyMembers;

/** Options that say where a job works, how it is called or reported, and not what it does. */
const withoutInfluence: ReadonlySet<string> = new Set([
  ...['name', 'description', 'directory', 'filename', 'filename_format', 'group_reporting', 'new_group'],
  ...['stonewall', 'wait_for_previous', 'unlink', 'percentile_list', 'significant_figures', 'log_avg_msec'],
  ...['write_bw_log', 'write_iops_log', 'write_lat_log', 'write_hist_log', 'opendir', 'unit_base', 'kb_base'],
]);

export interface Difference {
  /** fio's name. */
  name: string;
  /** As texts; undefined: not given. */
  reference: string | undefined;
  other: string | undefined;
}

/** Workloads have two names each. */
function canonicalWorkload(rw: string): string {
  return rw.replace(/^readwrite\b/, 'rw');
}

function isMixed({ rw }: EntrySettings): boolean {
  return rw === undefined || /rw|readwrite/.test(rw);
}

function keyText(settings: EntrySettings, member: KeyMember): string | undefined {
  const value = settings[member];
  if (value === undefined) return undefined;
  if (member === 'rw') return canonicalWorkload(String(value));
  if (member === 'direct') return value === true ? '1' : '0';
  const option = jobOptionTable[keyMembers[member]];
  return option === undefined || typeof value !== 'number' ? String(value) : formatValue(option, value);
}

const keyNames = Object.keys(keyMembers) as KeyMember[];

function keysOf(settings: EntrySettings): KeyMember[] {
  return keyNames.filter((member) => member !== 'rwmixread' || isMixed(settings));
}

/** Settings that make two cells incomparable: both are known, and they differ. */
export function keyDifferences(reference: EntrySettings, other: EntrySettings): Difference[] {
  return keysOf(reference).flatMap((member) => {
    const [ours, theirs] = [keyText(reference, member), keyText(other, member)];
    if (ours === undefined || theirs === undefined || ours === theirs) return [];
    return [{ name: keyMembers[member], reference: ours, other: theirs }];
  });
}

/** Settings that should be the same, and of which a side does not tell. */
export function unknownSettings(settings: EntrySettings): string[] {
  return keysOf(settings)
    .filter((member) => settings[member] === undefined)
    .map((member) => keyMembers[member]);
}

/** A value as it would be written, so that `1g` and `1024m` are the same; of what is not given the default. */
function optionText(name: string, text: string | undefined): string | undefined {
  const { entry } = findOption(jobOptionTable, name) ?? {};
  if (entry === undefined) return text;
  if (text === undefined) {
    return 'default' in entry ? formatValue(entry, entry.default) : undefined;
  }
  const parsed = parseValue(entry, text === '' && entry.kind === 'flag' ? '1' : text, 'fio');
  return parsed.ok ? formatValue(entry, parsed.value) : text;
}

/** Other options in which two cells differ: they are compared all the same, with a warning. */
export function otherDifferences(reference: EntrySettings, other: EntrySettings): Difference[] {
  const [ours, theirs] = [reference.options, other.options];
  // A source that tells of no options may have had any.
  if (ours === undefined || theirs === undefined) return [];
  const keys: readonly string[] = Object.values(keyMembers);
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
    .filter((name) => !keys.includes(name) && !withoutInfluence.has(name))
    .map((name) => ({ name, reference: optionText(name, ours[name]), other: optionText(name, theirs[name]) }))
    .filter((difference) => difference.reference !== difference.other)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `iodepth 1 and 16`, `randseed not given and 7`. */
export function differenceText({ name, reference = 'not given', other = 'not given' }: Difference): string {
  return `${name} ${reference} and ${other}`;
}
