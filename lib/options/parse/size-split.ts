import type { Dialect, SplitPart } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import { parseSize } from './size.ts';

/** fio's limit (fio-semantics 1.6). */
const mostParts = 64;

/**
 * `4k/20:8k/30:64k`: sizes with shares in percent, in the order given.
 *
 * @param dialect - vfload: the shares are 100 at most. fio: they may be more, a fraction is cut off, an empty part says nothing.
 */
export function parseSizeSplit(text: string, dialect: Dialect): Parsed<readonly SplitPart[]> {
  const parts: SplitPart[] = [];
  for (const each of text.split(':')) {
    if (each === '' && dialect === 'fio') continue;
    const part = parsePart(each, dialect);
    if (!part.ok) return each === text ? part : refused(`has "${each}", which ${part.problem}`, part.remedy);
    parts.push(part.value);
  }
  if (parts.length === 0) return refused('has no size');
  if (parts.length > mostParts) return refused(`has more than ${mostParts} sizes`);
  const shares = parts.reduce((sum, { percent = 0 }) => sum + percent, 0);
  if (shares > 100 && dialect === 'vfload') return refused(`has shares of ${shares} % together`);
  return parsed(parts);
}

function parsePart(text: string, dialect: Dialect): Parsed<SplitPart> {
  const slash = text.indexOf('/');
  const size = parseSize(slash < 0 ? text : text.slice(0, slash), dialect);
  if (!size.ok) return size;
  const share = slash < 0 ? '' : text.slice(slash + 1);
  if (share === '' && (slash < 0 || dialect === 'fio'))
    return parsed({ bytes: size.value, percent: undefined });
  const digits = /^\d+/.exec(share)?.[0];
  if (digits === undefined || (dialect === 'vfload' && digits !== share)) {
    return refused('has a share that is not a whole number of percent');
  }
  return parsed({ bytes: size.value, percent: Math.min(Number(digits), 100) });
}
