import { type Parsed, parsed, refused } from './parsed.ts';
import { parseText } from './text.ts';

/** Names with colons between them; `\:` is a colon in a name (fio-semantics 1.5). */
export function parseNames(text: string): Parsed<readonly string[]> {
  const whole = parseText(text);
  if (!whole.ok) return whole;
  const names = splitNames(text).map((name) => name.replaceAll('\\:', ':'));
  return names.includes('') ? refused('has an empty name') : parsed(names);
}

/** @returns the items of a list with colons as they are written: `\:` is left alone. */
export function splitNames(text: string): string[] {
  return text.split(/(?<!\\):/);
}
