/** What the `vfload` member of a document of vfload's says about it: its place in a study and what became of it. */
import type { FoundPlacing } from './found.ts';
import { type JsonObject, numberIn, objectIn, textIn } from './lenient-json.ts';

const outcomes = ['measured', 'unsupported', 'failed'] as const;

export function vfloadPlacing(member: JsonObject): FoundPlacing {
  const outcome = outcomes.find((each) => each === member['outcome']) ?? 'measured';
  const placing: FoundPlacing = { outcome };
  const reason = objectIn(member['reason']);
  if (reason !== undefined) {
    const kind = textIn(reason['kind']);
    const name = textIn(reason['signal']) ?? textIn(reason['errnoName']) ?? kind;
    // A stuck job was ended by a signal of vfload's: the deadline is the news.
    const error = kind === 'stuck' ? 'stuck' : name;
    if (error !== undefined) placing.error = error;
  }
  for (const key of ['configuration', 'run', 'session'] as const) {
    const text = textIn(member[key]);
    if (text !== undefined) placing[key] = text;
  }
  for (const key of ['repeat', 'block', 'position'] as const) {
    const number = numberIn(member[key]);
    if (number !== undefined) placing[key] = number;
  }
  if (member['short'] === true) placing.isShort = true;
  if (member['interrupted'] === true) placing.isInterrupted = true;
  if (objectIn(member['generator'])?.['bound'] === true) placing.isGeneratorBound = true;
  return placing;
}
