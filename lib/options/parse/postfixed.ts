/** Words with something after a colon: `zipf:1.1`, `randread:8`, `wait_before,write:8` (fio-semantics 1.6, "enum"). */
import type { Dialect, Postfixed, PostfixedForm, PostfixedList, PostfixKind, Words } from '../value-form.ts';
import { parseDecimals } from './decimals.ts';
import { parseEnum } from './enum.ts';
import { parseEnumList } from './enum-list.ts';
import { parseInteger } from './int.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import { parseSize } from './size.ts';

/** More than any word takes. */
const mostNumbers = 8;

/**
 * One word, and what may follow it.
 *
 * @param dialect - vfload: it has to be what the word takes. fio: a number that is none counts nothing, and a word that takes
 * nothing may have anything behind it.
 */
export function parsePostfixed(text: string, form: PostfixedForm, dialect: Dialect): Parsed<Postfixed> {
  const { head, postfix } = divided(text);
  const word = parseEnum(head, form);
  if (!word.ok) return word;
  if (postfix === undefined) return parsed({ word: word.value, postfix: '', numbers: [] });
  const kind = form.postfixes[word.value];
  if (kind === undefined && dialect === 'vfload')
    return refused(`has ":${postfix}", and ${word.value} takes nothing`);
  const numbers = numbersIn(postfix, kind ?? 'text', dialect);
  const isIgnored = dialect === 'fio' && (kind === 'int' || kind === undefined);
  if (!numbers.ok && !isIgnored) {
    return refused(`has ":${postfix}", which ${numbers.problem}`, numbers.remedy);
  }
  return parsed({ word: word.value, postfix, numbers: numbers.ok ? numbers.value : [] });
}

/** Several words with commas, and a count for all. fio looks at its first digits alone; without any it is 0. */
export function parsePostfixedList(text: string, words: Words, dialect: Dialect): Parsed<PostfixedList> {
  const { head, postfix } = divided(text);
  const found = parseEnumList(head, words);
  if (!found.ok) return found;
  if (postfix === undefined) return parsed({ words: found.value, count: undefined });
  if (dialect === 'fio') {
    return parsed({ words: found.value, count: Number(/^\s*\d+/.exec(postfix)?.[0] ?? 0) });
  }
  const count = parseInteger(postfix);
  if (!count.ok) return refused(`has ":${postfix}", which ${count.problem}`, count.remedy);
  return parsed({ words: found.value, count: count.value });
}

function divided(text: string): { head: string; postfix: string | undefined } {
  const colon = text.indexOf(':');
  if (colon < 0) return { head: text, postfix: undefined };
  return { head: text.slice(0, colon), postfix: text.slice(colon + 1) };
}

function numbersIn(postfix: string, kind: PostfixKind, dialect: Dialect): Parsed<readonly number[]> {
  if (kind === 'text') return postfix === '' ? refused('is empty') : parsed([]);
  if (kind === 'decimals') return parseDecimals(postfix, mostNumbers, dialect);
  const isNegative = postfix.startsWith('-');
  const digits = /^\s*\d+/.exec(postfix)?.[0];
  // fio looks at the digits alone: `randread:2k` is `randread:2`.
  if (kind === 'int' && dialect === 'fio' && digits !== undefined) return parsed([Number(digits)]);
  const number =
    kind === 'int' ? parseInteger(postfix) : parseSize(isNegative ? postfix.slice(1) : postfix, dialect);
  if (!number.ok) return number;
  return parsed([kind === 'size' && isNegative ? -number.value : number.value]);
}
