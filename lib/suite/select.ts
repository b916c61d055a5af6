/** Chooses runs of the suite: `--ioengine`, `--rw`, `--numjobs` take lists, `--only` takes names. */
import { VfloadError } from '../errors.ts';
import { closest } from '../options/did-you-mean.ts';
import type { ValueOf } from '../options/option-entry.ts';
import { parseGiven } from '../options/parse-given.ts';
import type { RawOption } from '../options/raw-option.ts';
import { jobRegistry } from '../options/registry.ts';
import { type SuiteAxes, type SuiteRun, defaultAxes, suiteWorkloads } from './virtiofs.ts';

/** The options that choose runs, each with the values asked for. */
export type AxisOptions = Partial<Record<keyof SuiteAxes, RawOption>>;

/** @throws VfloadError ERR_VFLOAD_OPTION_VALUE for a value that its option does not have */
export function parseAxes(options: AxisOptions): SuiteAxes {
  return {
    rw: parseList('rw', options.rw) ?? defaultAxes.rw,
    ioengine: parseList('ioengine', options.ioengine) ?? defaultAxes.ioengine,
    numjobs: parseList('numjobs', options.numjobs) ?? defaultAxes.numjobs,
  };
}

/** The suite's workloads are called by their words alone, which leaves no place for what may follow one. */
const forms = {
  rw: { ...jobRegistry.rw, kind: 'enum', choices: suiteWorkloads },
  ioengine: jobRegistry.ioengine,
  numjobs: jobRegistry.numjobs,
} as const;

function parseList<Name extends keyof SuiteAxes>(
  name: Name,
  option: RawOption | undefined,
): ValueOf<(typeof forms)[Name]>[] | undefined {
  return option?.value.split(',').map((item) => {
    const given = { ...option, value: item.trim() };
    if (name === 'rw' && isTrimming(given.value)) throw noTrims(given);
    return parseGiven(forms[name], given) as ValueOf<(typeof forms)[Name]>;
  });
}

function isTrimming(workload: string): boolean {
  return jobRegistry.rw.choices.some((choice) => choice === workload && choice.includes('trim'));
}

function noTrims({ origin, value }: RawOption): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `${origin}: a suite has no trims (${value}).`, {
    remedy: `Expected ${suiteWorkloads.join(', ')}; vfload run --rw ${value} trims.`,
  });
}

/**
 * @param only - names, separated by commas, in which `*` stands for any characters
 * @param origin - where they were written, for messages
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE for a name that no run has
 */
export function selectRuns(
  runs: readonly SuiteRun[],
  only: string | undefined,
  origin = 'Option only',
): SuiteRun[] {
  if (only === undefined) return [...runs];
  const patterns = only.split(',').map((pattern) => pattern.trim());
  for (const pattern of patterns) {
    if (!runs.some((run) => matches(run.name, pattern))) throw noSuchRun(pattern, runs, origin);
  }
  return runs.filter((run) => patterns.some((pattern) => matches(run.name, pattern)));
}

function matches(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

function noSuchRun(pattern: string, runs: readonly SuiteRun[], origin: string): VfloadError {
  const names = runs.map((run) => run.name);
  const suggestion = closest(pattern, names);
  return new VfloadError(
    'ERR_VFLOAD_OPTION_VALUE',
    `${origin}: no run of the suite is called "${pattern}".`,
    {
      remedy:
        suggestion === undefined
          ? `The runs are ${names.slice(0, 3).join(', ')}, … ${names.at(-1) ?? ''}; "*" stands for anything.`
          : `Did you mean ${suggestion}?`,
    },
  );
}
