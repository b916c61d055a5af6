/** What the tool itself takes for an I/O, from its own CPU time: what both tools tell of themselves. */
import type { Entry } from '../read/entry.ts';
import { groupBy } from '../stats/inference/group-by.ts';

/** CPU time per I/O, ns, means over repeats. */
export interface GeneratorCost {
  /** In user space: the generator. */
  userNsPerIo: number;
  /** In the kernel on behalf of the job: system calls, file system, copying. */
  systemNsPerIo: number;
}

/**
 * @param entries - of a job, of all its directions, members and repeats: CPU time is told of the job as a whole
 * @returns undefined where a source does not tell
 */
export function generatorCost(entries: readonly Entry[]): GeneratorCost | undefined {
  const costs = [...groupBy(entries, ({ repeat }) => repeat).values()].map(costOfRepeat);
  const known = costs.filter((cost) => cost !== undefined);
  if (known.length === 0 || known.length < costs.length) return undefined;
  const mean = (of: (cost: GeneratorCost) => number): number =>
    known.reduce((sum, cost) => sum + of(cost), 0) / known.length;
  return {
    userNsPerIo: mean(({ userNsPerIo }) => userNsPerIo),
    systemNsPerIo: mean(({ systemNsPerIo }) => systemNsPerIo),
  };
}

function costOfRepeat(entries: readonly Entry[]): GeneratorCost | undefined {
  let [userNs, systemNs, ios] = [0, 0, 0];
  for (const directions of groupBy(entries, ({ member }) => member).values()) {
    const [first] = directions;
    const runtimeMs = Math.max(...directions.map(({ figures }) => figures.runtime_ms ?? NaN));
    const { usr_cpu: user, sys_cpu: system } = first?.figures ?? {};
    if (user === undefined || system === undefined) return undefined;
    // Percent of a runtime in ms.
    userNs += (user / 100) * runtimeMs * 1e6;
    systemNs += (system / 100) * runtimeMs * 1e6;
    ios += directions.reduce((sum, { figures }) => sum + (figures.total_ios ?? NaN), 0);
  }
  const cost = { userNsPerIo: userNs / ios, systemNsPerIo: systemNs / ios };
  return Number.isFinite(cost.userNsPerIo + cost.systemNsPerIo) ? cost : undefined;
}
