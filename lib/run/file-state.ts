/** What a run makes of its file's state. */
import type { NativeChildEnd, NativeFileState, NativeJob } from './native.ts';

/**
 * A file that was written to is no longer fresh. One with unwritten extents counts as written only after a whole pass of one
 * job over all of it: writing, from offset 0, each block once, to the end, by its bytes and not by time, and nothing but that. Several jobs that
 * cover it together, mixed workloads and partial passes leave it as it was: the conservative answer is the one that warns.
 *
 * @param file - its state before the run, and the size that the plan needs
 */
export function stateAfter(
  file: { state: NativeFileState; sizeBytes: number },
  job: Pick<NativeJob, 'rw' | 'offset' | 'norandommap' | 'timeBased' | 'generate'>,
  end: Pick<NativeChildEnd, 'end' | 'failure' | 'statistics'> | undefined,
): NativeFileState {
  const writtenBytes = end?.statistics?.write.bytes ?? 0;
  if (writtenBytes === 0) return file.state;
  if (file.state !== 'unwritten') return 'written';
  const isPlain = job.generate === undefined;
  const visitsEachBlock = isPlain && (job.rw === 'write' || (job.rw === 'randwrite' && !job.norandommap));
  const isWholePass = end?.end === 'ended' && end.failure === undefined && !job.timeBased && visitsEachBlock;
  return isWholePass && job.offset === 0 && writtenBytes >= file.sizeBytes ? 'written' : 'unwritten';
}
