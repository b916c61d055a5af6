import { parseEnum } from './enum.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** Words of `choices`, or their other names, with commas between them; each counts once. */
export function parseEnumList(
  text: string,
  choices: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): Parsed<readonly string[]> {
  const words: string[] = [];
  for (const word of text.split(',')) {
    const result = parseEnum(word.trim(), choices, aliases);
    if (!result.ok)
      return text.includes(',') ? refused(`has "${word}", which is not known`, result.remedy) : result;
    if (!words.includes(result.value)) words.push(result.value);
  }
  return parsed(words);
}
