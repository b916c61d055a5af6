/** What results need to know of a job's end. The shape is their own: they are made from plain values. */
import type { JobStatistics } from '../stats/job-statistics.ts';
import type { SteadyFinding } from './fio-steady-state.ts';
import type { VerifyFindings } from './verify-finding.ts';

/** An I/O that took longer than `max_latency` or `latency_target` lets it. */
export interface LateIo {
  direction: 'read' | 'write' | 'trim';
  latencyNs: number;
  limitNs: number;
}

export interface JobEnd {
  /** 0: there was no process. */
  pid: number;
  /** `ended`: by itself, see `failure`; `not-started`: it left nothing; all others: it was ended before its time. */
  end: 'ended' | 'exited' | 'signalled' | 'stuck' | 'abandoned' | 'lost' | 'not-started';
  /** Signal number, of a process that one ended. */
  signal?: number | undefined;
  /** `point`: what was being done; `offset` and `bytes` of an I/O that failed. */
  failure:
    | {
        errno: number;
        point: string;
        filename: string | undefined;
        offset?: number | undefined;
        bytes?: number | undefined;
        late?: LateIo | undefined;
      }
    | undefined;
  /** Since the jobs of its run were ready; undefined: it never began. */
  startedAfterMs: number | undefined;
  /** Of a job that is to end in a steady state; left out: it is not. */
  steadyState?: SteadyFinding | undefined;
  /** Data that is not what was written; left out: there is none. */
  verifyFailures?: VerifyFindings | undefined;
  /** undefined: it left none. */
  statistics: JobStatistics | undefined;
}
