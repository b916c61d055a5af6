import { closest } from '../did-you-mean.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** One word of `choices`, or one of their other names. Case counts, as in fio. */
export function parseEnum(
  text: string,
  choices: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): Parsed<string> {
  if (choices.includes(text)) return parsed(text);
  const canonical = Object.hasOwn(aliases, text) ? aliases[text] : undefined;
  if (canonical !== undefined) return parsed(canonical);
  const suggestion = closest(text, [...choices, ...Object.keys(aliases)]);
  return refused('is not known', suggestion === undefined ? undefined : `Did you mean ${suggestion}?`);
}
