import type { Words } from '../value-form.ts';
import { parseEnum } from './enum.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** Words of `choices`, or their other names, with commas between them; each counts once. */
export function parseEnumList(text: string, words: Words): Parsed<readonly string[]> {
  const found: string[] = [];
  for (const word of text.split(',')) {
    const result = parseEnum(word.trim(), words);
    if (!result.ok)
      return text.includes(',') ? refused(`has "${word}", which is not known`, result.remedy) : result;
    if (!found.includes(result.value)) found.push(result.value);
  }
  return parsed(found);
}
