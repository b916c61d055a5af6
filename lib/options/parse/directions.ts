/** Values for reads, writes and trims in one text (fio-semantics 1.6, "int list"; experiments with fio 3.33). */
import type { Directions } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** The texts of the three directions, undefined where nothing is said. */
type Texts = Directions<string | undefined>;

interface DirectionRules {
  /** vfload: commas. fio takes `:` and `-` between numbers, too. */
  separators: RegExp;
  /** fio does not look at a fourth value. */
  ignoresMore: boolean;
}

/**
 * `a`, `a,b` and `a,b,c`: what is missing at the end is as the one before. An empty one says nothing (`,8k` leaves reads as
 * they are), also the one after a last comma (`500k,` is for reads alone).
 *
 * @param parseOne - of the value of one direction
 */
export function parseDirections<Value>(
  text: string,
  { separators, ignoresMore }: DirectionRules,
  parseOne: (text: string) => Parsed<Value>,
): Parsed<Directions<Value | undefined>> {
  const values = text.split(separators);
  if (values.length > 3 && !ignoresMore) return refused('has more than three values');
  const texts = textsOf(values);
  const given = new Map<string, Value>();
  for (const each of Object.values(texts) as (string | undefined)[]) {
    if (each === undefined) continue;
    const result = parseOne(each);
    if (!result.ok)
      return each === text ? result : refused(`has "${each}", which ${result.problem}`, result.remedy);
    given.set(each, result.value);
  }
  if (given.size === 0) return refused('is empty');
  const value = (each: string | undefined): Value | undefined =>
    each === undefined ? undefined : given.get(each);
  return parsed({ read: value(texts.read), write: value(texts.write), trim: value(texts.trim) });
}

function textsOf([read, write = read, trim = write]: readonly string[]): Texts {
  const told = (text: string | undefined): string | undefined =>
    text?.trim() === '' ? undefined : text?.trim();
  return { read: told(read), write: told(write), trim: told(trim) };
}

/** What says nothing about any direction. */
export const noDirections: Directions<undefined> = { read: undefined, write: undefined, trim: undefined };

/** @returns the same value in each direction. */
export function everyDirection<Value>(value: Value): Directions<Value> {
  return { read: value, write: value, trim: value };
}

/** @returns the value in each direction, from what holds without it where nothing was given. */
export function completeDirections<Value>(
  { read, write, trim }: Directions<Value | undefined>,
  preset: Value,
): Directions<Value> {
  return { read: read ?? preset, write: write ?? preset, trim: trim ?? preset };
}

/** @returns what both say, the later one where it says anything: `4k` and `,8k` are `4k,8k,8k`. */
export function mergedDirections<Value>(
  before: Directions<Value | undefined>,
  { read, write, trim }: Directions<Value | undefined>,
): Directions<Value | undefined> {
  return { read: read ?? before.read, write: write ?? before.write, trim: trim ?? before.trim };
}
