import { closest } from '../did-you-mean.ts';
import type { Words } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** One word of `choices`, or one of their other names. Case counts, as in fio. */
export function parseEnum(text: string, words: Words): Parsed<string> {
  const { choices, choiceAliases = {}, unsupportedChoices = {} } = words;
  if (choices.includes(text)) return parsed(text);
  const canonical = Object.hasOwn(choiceAliases, text) ? choiceAliases[text] : undefined;
  if (canonical !== undefined) return parsed(canonical);
  const reason = Object.hasOwn(unsupportedChoices, text) ? unsupportedChoices[text] : undefined;
  if (reason !== undefined) return refused(`is not supported: ${reason}`);
  const suggestion = closest(text, [...choices, ...Object.keys(choiceAliases)]);
  return refused('is not known', suggestion === undefined ? undefined : `Did you mean ${suggestion}?`);
}
