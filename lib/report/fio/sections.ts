/** Which sections an entry of fio's outputs has: reads and writes apart, as one, or both (`unified_rw_reporting`). */
import type { FioDirection, FioJob } from '../../result/fio-document.ts';
import type { FioEntryFacts } from '../../result/vfload-member.ts';

export type SectionName = 'read' | 'write' | 'trim' | 'mixed';

const apart: readonly SectionName[] = ['read', 'write', 'trim'];

/** @param facts - undefined: older results, which have no entry that is unified */
export function sectionNames(facts: Pick<FioEntryFacts, 'unified'> | undefined): readonly SectionName[] {
  if (facts?.unified === 'mixed') return ['mixed'];
  return facts?.unified === 'both' ? [...apart, 'mixed'] : apart;
}

const latencyTarget = /^latency_(depth|target|percentile|window)/;

/** @returns the section; undefined where the entry is not unified and has no `mixed`. */
export function sectionOf(job: FioJob, name: SectionName): FioDirection | undefined {
  return job[name];
}

/**
 * The entry as fio's JSON has it: with `mixed` alone in the place of what it stands for, and without a target of latencies where the
 * job could not be started.
 */
export function shownInJson(job: FioJob, facts: FioEntryFacts | undefined): FioJob {
  const replaced = facts?.unified === 'mixed' ? ['read', 'write', 'trim', 'sync'] : [];
  const isLeftOut = facts?.pid === 0 && facts.failure !== undefined;
  if (replaced.length === 0 && !isLeftOut) return job;
  const members = Object.entries(job).filter(
    ([name]) => !replaced.includes(name) && !(isLeftOut && latencyTarget.test(name)),
  );
  return Object.fromEntries(members) as unknown as FioJob;
}
