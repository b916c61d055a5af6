/** vfload's own options, parsed: how a suite or run is gone about. */
import { VfloadError } from '../errors.ts';
import { formatValue } from './format-value.ts';
import type { ValuesOf } from './option-entry.ts';
import type { OptionValue } from './value-form.ts';
import { parseOptions } from './parse-options.ts';
import type { RawOption } from './raw-option.ts';
import { type VfloadRegistry, vfloadOptionTable } from './registry.ts';

/** `keep-files` → `keepFiles`: options with a dash are properties in camel case. */
export type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

type VfloadOptionValues = ValuesOf<VfloadRegistry>;

/** Options that say what another one says as well. */
const shorthands = ['quick', 'json', 'minimal', 'append-terse'] as const;
type Shorthand = (typeof shorthands)[number];

/** Times are in milliseconds. Shorthands have become what they stand for: `preset`, `format` and `output-format`. */
export type VfloadOptions = {
  readonly [
    Name in keyof VfloadOptionValues as Name extends Shorthand ? never : CamelCase<Name>
  ]: VfloadOptionValues[Name];
};

/** @returns `keepFiles` for `keep-files`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** @throws {@link VfloadError} for unknown options, bad values, and two options that say the same differently */
export function parseVfloadOptions(raw: Iterable<RawOption>): VfloadOptions {
  const { values } = parseOptions(vfloadOptionTable, raw);
  resolveShorthand(values, 'quick', 'preset', 'quick');
  resolveShorthand(values, 'json', 'format', 'json');
  resolveOutputFormat(values);
  const complete: Record<string, OptionValue | undefined> = {};
  for (const [name, entry] of Object.entries(vfloadOptionTable)) {
    if (isShorthand(name) || entry.inverseOf !== undefined) continue;
    complete[camelCase(name)] = values.get(name) ?? ('default' in entry ? entry.default : undefined);
  }
  // The loop above goes through the very table that VfloadOptions is derived from.
  return Object.freeze(complete) as unknown as VfloadOptions;
}

function isShorthand(name: string): boolean {
  return shorthands.some((shorthand) => shorthand === name);
}

function resolveShorthand(
  values: Map<string, OptionValue>,
  flag: string,
  option: string,
  value: string,
): void {
  if (values.get(flag) !== true) return;
  const other = values.get(option);
  if (other !== undefined && other !== value) throw contradiction(flag, option, other);
  values.set(option, value);
}

/** `append-terse` goes with anything that fio prints; fio's forms and vfload's are one or the other. */
function resolveOutputFormat(values: Map<string, OptionValue>): void {
  const named = values.get('output-format');
  const formats = Array.isArray(named) ? named.map(String) : [];
  if (values.get('minimal') === true) {
    if (formats.some((format) => format !== 'terse'))
      throw contradiction('minimal', 'output-format', formats);
    formats.push('terse');
  }
  if (values.get('append-terse') === true) {
    if (formats.length === 0) formats.push('normal');
    formats.push('terse');
  }
  if (formats.length === 0) return;
  const ownForm = values.get('format');
  if (ownForm !== undefined) throw contradiction(`output-format=${formats.join()}`, 'format', ownForm);
  values.set('output-format', [...new Set(formats)]);
}

function contradiction(given: string, option: string, value: OptionValue): VfloadError {
  const entry = vfloadOptionTable[option];
  const text = entry === undefined ? '' : formatValue(entry, value);
  return new VfloadError(
    'ERR_VFLOAD_OPTION_CONFLICT',
    `${given} and ${option}=${text} contradict each other.`,
    { remedy: 'Give one of them.' },
  );
}
