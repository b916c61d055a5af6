import { describe, expect, test } from 'vitest';
import { formatValue } from '../../lib/options/format-value.ts';
import type { OptionEntry } from '../../lib/options/option-entry.ts';
import { findOption, jobOptionTable } from '../../lib/options/registry.ts';
import type { UnsupportedEntry } from '../../lib/options/unsupported-entry.ts';
import { unsupportedOptionTable } from '../../lib/options/unsupported-options.ts';
import { fioMissing } from './fio.ts';
import {
  type FioOption,
  fioEngineOption,
  fioEngineOptionNames,
  fioEngines,
  fioOption,
  fioOptionNames,
} from './fio-help.ts';

type Entry = OptionEntry | UnsupportedEntry;

/** Of 3.33, without an entry in `--cmdhelp=all`. */
const unlisted = ['bs_is_seq_rand', 'iomem_align', 'mem_align', 'softrandommap', 'verify_async_cpus'];

const engines = [
  ...['psync', 'sync', 'pvsync', 'pvsync2', 'vsync', 'libaio', 'io_uring', 'posixaio', 'mmap', 'null'],
  ...['falloc', 'ftruncate', 'filecreate', 'filestat', 'filedelete'],
];

/** What differs on purpose, fio's value first. */
const justified: Readonly<Record<string, string>> = {
  // The buffers of all jobs have to fit in memory: docs/scaling.md.
  'bs max': 'none, 1073741824',
  'ba max': 'none, 1073741824',
  'verify_interval max': 'none, 2147483648',
  'verify_offset max': 'none, 2147483648',
  'bsrange max': 'none, 1073741824',
  'bssplit max': 'none, 1073741824',
  // fio takes 0 in a list of sizes, and does I/Os of bs then.
  'bssplit min': '0, 1',
  'iodepth max': 'none, 65536',
  'buffer_compress_chunk max': 'none, 2147483648',
  'iomem_align max': 'none, 2147483648',
  'mem_align max': 'none, 2147483648',
  'hugepage-size min': '0, 4096',
  'hugepage-size max': 'none, 2147483648',
  'numjobs min': '0, 1',
  'numjobs max': 'none, 1024',
  // A sampler that never sleeps measures itself, and one that never samples nothing.
  'bwavgtime min': '0, 1',
  'bwavgtime max': 'none, 3600000',
  'iopsavgtime min': '0, 1',
  'iopsavgtime max': 'none, 3600000',
  // 30 days, in ms.
  'runtime max': 'none, 2592000000',
  // Without it a duration alone looks at the slope of IOPS, as in fio.
  'steadystate default': 'iops_slope:0.01%, none',
  'steadystate_duration max': 'none, 86400000',
  'steadystate_ramp_time max': 'none, 2592000000',
  'startdelay max': 'none, 2592000000',
  // Without it the job begins with the others.
  'startdelay default': '0, none',
  'ramp_time max': 'none, 2592000000',
  // The greatest number that is a user or a group.
  'uid max': 'none, 4294967294',
  'gid max': 'none, 4294967294',
  'ramp_time default': 'none, 0',
  // None of them is on.
  'verify_backlog default': 'none, 0',
  'verify_backlog_batch default': 'none, 0',
  // One number is for all directions.
  'percentage_random default': '100,100,100, 100',
  // A day, in us; without them there is no target.
  'latency_target max': 'none, 86400000000',
  'latency_window max': 'none, 86400000000',
  'latency_target default': 'none, 0',
  'latency_window default': 'none, 0',
  // The clocks that Linux has; 0 is the one of the wall.
  'log_alternate_epoch_clock_id default': 'none, 0',
  'log_alternate_epoch_clock_id max': 'none, 11',
  // fio tells no default of them, and has none of it on.
  'force_async default': 'none, 0',
  'uncached default': 'none, 0',
  'thp default': 'none, 0',
  // The greatest number of a CPU.
  'sqthread_poll_cpu max': 'none, 1023',
  // fio's seeds come from a table that its versions differ in: no number stands for it.
  'randseed default': '0x89, none',
  // Of an option that only sets another one, the other one's default counts.
  'buffered default': '1, 0',
  'rwmixwrite default': '50, none',
};

/** fio names several types wrongly: sizes are "(null)" or "string", a list of words is a "postfix". */
const kindsByType: Readonly<Record<string, readonly Entry['kind'][]>> = {
  'integer value (opt=100)': ['int', 'size', 'percent', 'duration'],
  'boolean value (opt=1)': ['bool'],
  'empty or boolean value ([0|1])': ['flag'],
  'string with time postfix (opt=10s)': ['duration', 'duration-range'],
  'string (opt=bla)': [
    ...([
      'enum-list',
      'string',
      'names',
      'enum',
      'enum-list',
      'postfixed',
      'cpu-list',
      'seed',
      'size',
      'size-or-range',
      'size-split',
      'int',
      'pattern',
    ] as const),
  ],
  'string with possible k/m/g postfix (opt=4k)': ['enum', 'postfixed', 'postfixed-list'],
  'one to three ranges (opt=1k-4k[,4k-8k[,1k-8k]])': ['size-range'],
  "list of floating point values separated by ':' (opt=5.9:7.8)": ['decimals'],
  '(null)': ['size'],
};

function entryOf(name: string): Entry | undefined {
  return (findOption(jobOptionTable, name) ?? findOption<Entry>(unsupportedOptionTable, name))?.entry;
}

function defaultOf(entry: Entry): string | undefined {
  if (!('default' in entry) || entry.kind === 'flag') return undefined;
  if (typeof entry.default === 'object') return formatValue(entry, entry.default);
  return typeof entry.default === 'boolean' ? String(Number(entry.default)) : String(entry.default);
}

function wordsOf(entry: Entry): string[] {
  if (!('choices' in entry)) return [];
  const { choices, choiceAliases = {}, unsupportedChoices = {} } = entry;
  return [...choices, ...Object.keys(choiceAliases), ...Object.keys(unsupportedChoices)];
}

/** fio's limits of 32 bits are printed as none. */
function maxOf(entry: Entry): number | undefined {
  const max = 'max' in entry ? entry.max : undefined;
  return max === 4294967295 ? undefined : max;
}

/** @returns what differs as `NAME what` → fio's and vfload's. */
function differences(name: string, fio: FioOption, entry: Entry): Record<string, string> {
  const found: Record<string, string> = {};
  const compare = (what: string, theirs: string | number | undefined, ours: string | number | undefined) => {
    if (theirs !== ours) found[`${name} ${what}`] = `${theirs ?? 'none'}, ${ours ?? 'none'}`;
  };
  if (kindsByType[fio.type]?.includes(entry.kind) !== true) compare('type', fio.type, entry.kind);
  // Of a bool that fio tells no default of, it is 0.
  const none = entry.kind === 'bool' ? '0' : undefined;
  compare('default', fio.default ?? none, defaultOf(entry) ?? none);
  if (fio.alias !== undefined && entry.aliases?.includes(fio.alias) !== true)
    compare('alias', fio.alias, undefined);
  const missing = fio.choices.filter((choice) => !wordsOf(entry).includes(choice));
  if (missing.length > 0) compare('choices', missing.join(' '), undefined);
  if (entry.kind === 'bool') return found;
  // Zero is where numbers begin that fio prints no range of.
  compare('min', fio.min ?? 0, ('min' in entry ? entry.min : undefined) ?? 0);
  compare('max', fio.max, maxOf(entry));
  return found;
}

const missing = fioMissing();

describe.skipIf(missing !== undefined)(
  `the registry beside fio's help${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    test('has every option of fio and of the engines, with the same type, default, range and words', () => {
      const all: Record<string, string> = {};
      const look = (name: string, fio: FioOption | undefined, entry: Entry | undefined): void => {
        if (fio === undefined || entry === undefined) all[name] = 'is not known';
        else Object.assign(all, differences(name, fio, entry));
      };
      for (const name of [...fioOptionNames(), ...unlisted]) look(name, fioOption(name), entryOf(name));
      for (const engine of engines) {
        for (const name of fioEngineOptionNames(engine)) {
          const entry = entryOf(name);
          look(
            name,
            fioEngineOption(engine, name),
            entry?.engines?.includes(engine) === true ? entry : undefined,
          );
        }
      }
      expect(all).toEqual(justified);
    });

    test('was compared with all of that help', () => {
      // As many as fio 3.33 has: fewer would mean that its help was not understood.
      expect(fioOptionNames()).toHaveLength(217);
      expect(fioEngineOptionNames('io_uring')).toHaveLength(14);
      expect(fioOption('rw')).toMatchObject({
        alias: 'readwrite',
        default: 'read',
        choices: expect.arrayContaining(['randtrimwrite']) as string[],
      });
    });

    test('knows every engine by name', () => {
      const engine = jobOptionTable['ioengine'];
      const words = engine === undefined ? [] : wordsOf(engine);
      expect(fioEngines().filter((name) => !words.includes(name))).toEqual([]);
      expect(fioEngines()).toContain('psync');
    });

    test('marks as later than 3.33 only what this fio does not have', () => {
      const later = Object.entries(unsupportedOptionTable).filter(([, { after }]) => after !== undefined);
      expect(later.filter(([name]) => fioOption(name)?.name === name).map(([name]) => name)).toEqual([]);
      expect(later.length).toBeGreaterThan(0);
    });
  },
);
