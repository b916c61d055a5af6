/** What a job verifies, as the addon takes it (fio-semantics 3.12). */
import path from 'node:path';
import { longestBlock, shortestBlock } from '../../options/block-sizes.ts';
import type { JobOptions } from '../../options/job-options.ts';
import type { Dialect } from '../../options/value-form.ts';
import { usedMethod, verifyInterval } from '../../options/verification.ts';
import type { NativeVerify } from '../native.ts';
import { patternBytes } from './pattern-bytes.ts';
import { readSavedState, stateFile } from './saved-state.ts';

/**
 * @param dialect - whose face: fio saves states of its own accord
 * @returns undefined for a job that verifies nothing
 * @throws VfloadError for a pattern in a file that cannot be read, and for a state that cannot
 */
export function nativeVerify(job: JobOptions, jobNumber: number, dialect: Dialect): NativeVerify | undefined {
  const method = usedMethod(job);
  if (method === undefined) return undefined;
  const pattern =
    job.verify_pattern === undefined ? undefined : patternBytes('verify_pattern', job.verify_pattern);
  const isSaved =
    job.verify_state_save && (dialect === 'fio' || job.given['verify_state_save'] !== undefined);
  return {
    method,
    readsBack: job.do_verify,
    only: job.verify_only,
    fatal: job.verify_fatal,
    dumps: job.verify_dump,
    experimental: job.experimental_verify,
    sequence: job.verify_write_sequence,
    intervalBytes: verifyInterval(job),
    offsetBytes: job.verify_offset ?? 0,
    backlog: job.verify_backlog,
    backlogBatch: job.verify_backlog_batch,
    minIoBytes: shortestBlock(job),
    maxIoBytes: longestBlock(job),
    pattern: pattern?.bytes,
    patternOffsets: pattern?.offsetsAt ?? [],
    dumpDirectory: path.resolve('.'),
    statePath: isSaved ? stateFile(job.name, jobNumber) : undefined,
    resumed: job.verify_state_load ? readSavedState(stateFile(job.name, jobNumber)) : undefined,
  };
}
