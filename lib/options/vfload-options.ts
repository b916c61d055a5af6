/** vfload's own options, parsed: how a suite or run is gone about. */
import { VfloadError } from '../errors.ts';
import type { OptionValue, ValuesOf } from './option-entry.ts';
import { parseOptions } from './parse-options.ts';
import type { RawOption } from './raw-option.ts';
import { type VfloadRegistry, vfloadOptionTable } from './registry.ts';

/** `keep-files` → `keepFiles`: options with a dash are properties in camel case. */
export type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

type VfloadOptionValues = ValuesOf<VfloadRegistry>;

/** Times are in milliseconds. `quick` and `json` have become `preset` and `format`. */
export type VfloadOptions = {
  readonly [
    Name in keyof VfloadOptionValues as Name extends 'quick' | 'json' ? never : CamelCase<Name>
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
  const complete: Record<string, OptionValue | undefined> = {};
  for (const [name, entry] of Object.entries(vfloadOptionTable)) {
    if (name === 'quick' || name === 'json' || entry.inverseOf !== undefined) continue;
    complete[camelCase(name)] = values.get(name) ?? ('default' in entry ? entry.default : undefined);
  }
  // The loop above goes through the very table that VfloadOptions is derived from.
  return Object.freeze(complete) as unknown as VfloadOptions;
}

function resolveShorthand(
  values: Map<string, OptionValue>,
  flag: string,
  option: string,
  value: string,
): void {
  if (values.get(flag) !== true) return;
  const other = values.get(option);
  if (other !== undefined && other !== value) {
    throw new VfloadError(
      'ERR_VFLOAD_OPTION_CONFLICT',
      `${flag} and ${option}=${String(other)} contradict each other.`,
      {
        remedy: 'Give one of them.',
      },
    );
  }
  values.set(option, value);
}
