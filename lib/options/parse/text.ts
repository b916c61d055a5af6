import { type Parsed, parsed, refused } from './parsed.ts';

// Control characters would break tables, logs and fio's line-based outputs.
const controlCharacter = /[\u0000-\u001f\u007f]/;

/** Any text on one line. */
export function parseText(text: string, mayBeEmpty = false): Parsed<string> {
  if (text === '' && !mayBeEmpty) return refused('is empty');
  return controlCharacter.test(text) ? refused('contains a control character') : parsed(text);
}
