/** `--debug=parse`: each option in the order in which it is taken, and the numbers that its value stands for. */
import { parseValue } from '../options/parse-value.ts';
import type { RawOption } from '../options/raw-option.ts';
import { jobOptionTable } from '../options/registry.ts';
import type { ValueForm } from '../options/value-form.ts';
import type { Section } from '../jobfile/sections.ts';
import { debugLine } from './debug-words.ts';

/** @param pid - of this process */
export function parseLines(sections: readonly Section[], pid: number): string {
  const line = (text: string): string => debugLine('parse', pid, text);
  return sections
    .filter(({ isGlobal, options }) => !isGlobal || options.length > 0)
    .flatMap(({ name, at, options }) => [
      at.file === 'command line' ? '' : line(`Parsing section [${name}]`),
      ...options.flatMap((option) => optionLines(option).map(line)),
    ])
    .join('');
}

function optionLines(option: RawOption): string[] {
  const { name, value, isBare } = option;
  return [
    `handle_option=${name}, ptr=${isBare === true ? '(null)' : value}`,
    ...numbersOf(option).map((number) => `  ret=0, out=${BigInt.asUintN(64, BigInt(number))}`),
  ];
}

/** Of each direction that is told; of words none. */
function numbersOf({ name, value }: RawOption): number[] {
  const form = jobOptionTable[name];
  if (form === undefined) return [];
  const { perDirection, ...alone } = form as ValueForm & { perDirection?: true };
  const one = alone as ValueForm;
  const parts = perDirection === true ? value.split(',').filter((part) => part !== '') : [value];
  return parts.flatMap((part) => {
    const parsed = parseValue(one, part, 'fio');
    if (!parsed.ok) return [];
    if (typeof parsed.value === 'boolean') return [Number(parsed.value)];
    if (typeof parsed.value !== 'number') return [];
    // fio has times in µs.
    return [one.kind === 'duration' && one.unit === 'ms' ? parsed.value * 1000 : parsed.value];
  });
}
