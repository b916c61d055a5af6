/** What a file system makes of O_DIRECT, judged by small transfers. */
import type { DirectFacts } from '../result/vfload-member.ts';

/**
 * Direct I/O has to be aligned to the device's blocks, so that a file system which takes any alignment does something else as
 * well: it buffers, or hands the request to a server that may.
 *
 * @param answers - of the probe's operations: `ok` or what they ended with; empty where nothing could be tried
 */
export function directFacts(answers: Readonly<Record<string, string>>): DirectFacts {
  const facts = {
    open: answers['direct-open'] ?? 'untried',
    aligned: answers['direct-read-4096'] ?? 'untried',
    unaligned: answers['direct-read-unaligned'] ?? 'untried',
  };
  return { ...facts, verdict: verdictOn(facts) };
}

function verdictOn({ open, aligned, unaligned }: Omit<DirectFacts, 'verdict'>): DirectFacts['verdict'] {
  const refusals = ['EINVAL', 'EOPNOTSUPP'];
  if (refusals.includes(open) || refusals.includes(aligned)) return 'refused';
  if (open !== 'ok' || aligned !== 'ok') return 'unknown';
  if (unaligned === 'ok') return 'not-enforced';
  return unaligned === 'EINVAL' ? 'honoured' : 'unknown';
}
