/** What a probe found out about a directory's mount. */
import type { Environment, MountFacts } from '../result/vfload-member.ts';

export interface ProbeOperation {
  /** `read-direct`, `map-shared`, … */
  operation: string;
  ok: boolean;
  /** 0: it works. */
  errno: number;
  /** `EINVAL`, …; undefined where it works or hung. */
  errnoName: string | undefined;
  /** It hung and was given up. */
  stuck: boolean;
  /** What this means for vfload's engines. */
  note: string;
}

export interface ProbeResult {
  /** As it was named. */
  directory: string;
  mount: MountFacts | undefined;
  environment: Environment;
  operations: ProbeOperation[];
}
