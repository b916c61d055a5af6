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
  return option?.value
    .split(',')
    .map(
      (item) => parseGiven(forms[name], { ...option, value: item.trim() }) as ValueOf<(typeof forms)[Name]>,
    );
}

/**
 * @param only - names, separated by commas, in which `*` stands for any characters
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE for a name that no run has
 */
export function selectRuns(runs: readonly SuiteRun[], only: string | undefined): SuiteRun[] {
  if (only === undefined) return [...runs];
  const patterns = only.split(',').map((pattern) => pattern.trim());
  for (const pattern of patterns) {
    if (!runs.some((run) => matches(run.name, pattern))) throw noSuchRun(pattern, runs);
  }
  return runs.filter((run) => patterns.some((pattern) => matches(run.name, pattern)));
}

function matches(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

function noSuchRun(pattern: string, runs: readonly SuiteRun[]): VfloadError {
  const names = runs.map((run) => run.name);
  const suggestion = closest(pattern, names);
  return new VfloadError(
    'ERR_VFLOAD_OPTION_VALUE',
    `Option only: no run of the suite is called "${pattern}".`,
    {
      remedy:
        suggestion === undefined
          ? `The runs are ${names.slice(0, 3).join(', ')}, … ${names.at(-1) ?? ''}; "*" stands for anything.`
          : `Did you mean ${suggestion}?`,
    },
  );
}
