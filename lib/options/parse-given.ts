/** The value of one option as it was given, or the error that tells what is wrong with it. */
import { VfloadError } from '../errors.ts';
import { expectedValue } from './expected-value.ts';
import { parseValue } from './parse-value.ts';
import type { RawOption } from './raw-option.ts';
import type { Dialect, OptionValue, ValueForm } from './value-form.ts';

/** @throws VfloadError ERR_VFLOAD_OPTION_VALUE */
export function parseGiven(form: ValueForm, option: RawOption, dialect: Dialect = 'vfload'): OptionValue {
  const result = parseValue(form, option.value, dialect);
  if (result.ok) return result.value;
  const remedy = result.remedy === undefined ? '' : ` ${result.remedy}`;
  const message = onOneLine(`${option.origin}: "${option.value}" ${result.problem}.`);
  throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', message, {
    remedy: `Expected ${expectedValue(form)}.${remedy}`,
  });
}

/** Values may have any character, and terminals obey some: control characters are told as \u0007. */
function onOneLine(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
