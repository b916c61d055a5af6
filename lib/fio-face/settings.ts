/** What fio's flags ask for, each taken as it is come by: the last word of two about the same thing counts. */
import { VfloadError } from '../errors.ts';
import type { VfloadOptions } from '../options/vfload-options.ts';
import { parseDuration } from '../options/parse/duration.ts';
import { parseEnumList } from '../options/parse/enum-list.ts';
import { vfloadOptions } from '../options/registry/vfload.ts';
import { type DebugRequest, noDebug, withDebugWords } from './debug-words.ts';
import type { OwnFlagName } from './own-flags.ts';

type OutputFormat = NonNullable<VfloadOptions['outputFormat']>[number];

export interface FioSettings {
  outputFormat: readonly OutputFormat[];
  /** 2 to 5. */
  terseVersion: number;
  /** File that the output goes to instead of stdout. */
  output: string | undefined;
  parseOnly: boolean;
  showCommand: boolean;
  readonly: boolean;
  warningsFatal: boolean;
  bandwidthLog: boolean;
  /** Names of jobs to run; none: all. */
  sections: readonly string[];
  eta: 'auto' | 'always' | 'never';
  /** 0: one line all along. */
  etaNewlineMs: number;
  etaIntervalMs: number;
  /** 0: results at the end only. */
  statusIntervalMs: number;
  debug: DebugRequest;
  /** What ends all jobs and runs a command: a file ('': none), a time (0: none). */
  trigger: { readonly file: string; readonly timeoutMs: number; readonly command: string };
  /** Of which processors it is told how idle they were; undefined: of none. */
  idleProf: 'system' | 'percpu' | undefined;
  fioCompat: VfloadOptions['fioCompat'];
}

export const defaultSettings: FioSettings = {
  outputFormat: ['normal'],
  terseVersion: 3,
  output: undefined,
  parseOnly: false,
  showCommand: false,
  readonly: false,
  warningsFatal: false,
  bandwidthLog: false,
  sections: [],
  eta: 'auto',
  etaNewlineMs: 0,
  etaIntervalMs: 1000,
  statusIntervalMs: 0,
  debug: noDebug,
  trigger: { file: '', timeoutMs: 0, command: '' },
  idleProf: undefined,
  fioCompat: 'current',
};

/** fio takes no shorter one. */
const shortestEtaIntervalMs = 250;

type Change = (value: string, settings: FioSettings) => Partial<FioSettings>;

const changes: Partial<Record<OwnFlagName, Change>> = {
  'parse-only': () => ({ parseOnly: true }),
  showcmd: () => ({ showCommand: true }),
  readonly: () => ({ readonly: true }),
  'warnings-fatal': () => ({ warningsFatal: true }),
  'bandwidth-log': () => ({ bandwidthLog: true }),
  output: (output) => ({ output }),
  section: (name, { sections }) => ({ sections: [...sections, name] }),
  minimal: () => ({ outputFormat: ['terse'] }),
  'append-terse': (_value, { outputFormat }) => ({
    outputFormat: [...new Set([...outputFormat, 'terse' as const])],
  }),
  'output-format': (value) => ({ outputFormat: outputFormats(value) }),
  'terse-version': (value) => ({ terseVersion: terseVersion(value) }),
  // Any other word is auto to fio.
  eta: (value) => ({ eta: value === 'always' || value === 'never' ? value : 'auto' }),
  'eta-newline': (value) => ({ etaNewlineMs: positiveTimeMs('eta-newline', value) }),
  'eta-interval': (value) => ({ etaIntervalMs: etaIntervalMs(value) }),
  'status-interval': (value) => ({ statusIntervalMs: positiveTimeMs('status-interval', value) }),
  debug: (value, { debug }) => ({ debug: withDebugWords(debug, value) }),
  'trigger-file': (file, { trigger }) => ({ trigger: { ...trigger, file } }),
  'trigger-timeout': (value, { trigger }) => ({
    // fio counts whole seconds.
    trigger: { ...trigger, timeoutMs: Math.floor(timeOf('trigger-timeout', value) / 1000) * 1000 },
  }),
  trigger: (command, { trigger }) => ({ trigger: { ...trigger, command } }),
  'idle-prof': (value) => ({ idleProf: idleProf(value) }),
  'fio-compat': (value) => ({ fioCompat: fioCompat(value) }),
};

/**
 * @returns the settings with what a flag says; the same ones for a flag without effect
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE
 */
export function withFlag(settings: FioSettings, name: OwnFlagName, value: string): FioSettings {
  return { ...settings, ...changes[name]?.(value, settings) };
}

function outputFormats(text: string): OutputFormat[] {
  const entry = vfloadOptions['output-format'];
  const { choices } = entry;
  // fio takes no blanks between the words.
  const words = text.includes(' ') ? undefined : parseEnumList(text, entry);
  if (words?.ok !== true)
    throw badValue('output-format', text, `Expected ${choices.join(', ')}, or several with commas.`);
  return choices.filter((choice) => words.value.includes(choice));
}

function terseVersion(text: string): number {
  if (!/^[2-5]$/.test(text)) throw badValue('terse-version', text, 'Expected 2, 3, 4 or 5.');
  return Number(text);
}

function positiveTimeMs(name: OwnFlagName, text: string): number {
  const timeMs = timeOf(name, text);
  if (timeMs === 0) throw badValue(name, text, 'Expected a millisecond at least.');
  return timeMs;
}

function etaIntervalMs(text: string): number {
  const timeMs = timeOf('eta-interval', text);
  if (timeMs < shortestEtaIntervalMs) throw badValue('eta-interval', text, 'Expected 250ms at least.');
  return timeMs;
}

function timeOf(name: OwnFlagName, text: string): number {
  const time = parseDuration(text, { bareUnit: 's', unit: 'ms' }, 'fio');
  if (!time.ok) throw badValue(name, text, 'Expected a time, such as 500ms, 20 (seconds) or 2m.');
  return time.value;
}

function idleProf(text: string): FioSettings['idleProf'] {
  if (text === 'system' || text === 'percpu') return text;
  if (text !== 'calibrate') throw badValue('idle-prof', text, 'Expected system or percpu.');
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_UNSUPPORTED',
    '--idle-prof=calibrate: vfload asks the kernel how idle processors were, which needs no calibration.',
    { remedy: 'Leave it out.' },
  );
}

function fioCompat(text: string): VfloadOptions['fioCompat'] {
  const found = vfloadOptions['fio-compat'].choices.find((choice) => choice === text);
  if (found === undefined) throw badValue('fio-compat', text, 'Expected 3.33 or current.');
  return found;
}

function badValue(name: OwnFlagName, value: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `--${name}: "${value}" is not taken.`, { remedy });
}
