import { cpus, totalmem } from 'node:os';
import { pageSizeBytes } from '../options/page-size.ts';

/** What job files can refer to: the environment and the machine (fio-semantics 1.2). */
export interface Surroundings {
  /** `${NAME}` */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** `$pagesize` */
  readonly pageSizeBytes: number;
  /** `$ncpus` */
  readonly cpuCount: number;
  /** `$mb_memory` */
  readonly memoryMiB: number;
}

/** The environment of this process, and this machine. */
export function presentSurroundings(): Surroundings {
  return {
    variables: process.env,
    pageSizeBytes: pageSizeBytes(),
    cpuCount: Math.max(1, cpus().length),
    memoryMiB: Math.floor(totalmem() / 2 ** 20),
  };
}
