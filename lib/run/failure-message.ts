/** A failure that was noticed, as a sentence. */
import type { Circumstances } from './circumstances.ts';
import { verifyMessage } from '../result/verify-finding.ts';
import { errnoName } from './names.ts';
import type { NativeChildEnd, NativeFailure, NativeFailurePoint, NativeJob } from './native.ts';

/** A layout that finds the space gone tells both figures where an I/O has its place. */
function spaceMessage({ offset, bytes }: NativeFailure): string {
  return `Layout: ${String(bytes)} bytes are needed and ${String(offset)} are free.`;
}

/** @returns true for what happens at a place in the file. */
export function isTransfer(failure: NativeFailure): boolean {
  return (
    failure.point === 'read' ||
    failure.point === 'write' ||
    failure.point === 'trim' ||
    failure.point === 'map' ||
    failure.point === 'max-latency' ||
    failure.point === 'verify'
  );
}

/** What was being done, in words. */
const pointWords: Readonly<Record<NativeFailurePoint, string>> = {
  memory: 'getting memory for',
  affinity: 'choosing the CPUs for',
  process: 'choosing user, priority or memory for',
  open: 'opening',
  'engine-setup': 'setting up the engine for',
  map: 'mapping',
  read: 'reading',
  write: 'writing',
  trim: 'trimming',
  sync: 'synchronising',
  log: 'writing the log of',
  'max-latency': 'keeping to max_latency on',
  verify: 'verifying',
  'min-rate': 'keeping to the smallest rate on',
  lock: 'locking',
  inspect: 'looking at',
  space: 'finding space for',
  allocate: 'allocating',
  fsync: 'synchronising',
  remove: 'removing',
  'drop-caches': 'dropping the caches of',
  'foreign-file': 'taking over',
};

/** @returns `Reading vfload-file1 (psync, direct) at offset 4096, 512 bytes: EINVAL.` */
export function failureMessage(
  failure: NativeFailure,
  job: NativeJob | undefined,
  task: Circumstances['task'],
  verifyFailures?: NativeChildEnd['verifyFailures'],
): string {
  if (failure.point === 'space') return spaceMessage(failure);
  const engine = job === undefined ? '' : ` (${job.ioengine}${job.direct ? ', direct' : ''})`;
  const finding = verifyFailures === undefined ? undefined : verifyMessage(verifyFailures);
  if (failure.point === 'verify' && finding !== undefined) {
    const filename = verifyFailures?.first[0]?.filename ?? failure.filename ?? 'the file';
    return `Verifying ${filename}${engine} ${finding}.`;
  }
  const where = isTransfer(failure)
    ? ` at offset ${String(failure.offset)}, ${String(failure.bytes)} bytes`
    : '';
  const deed = `${pointWords[failure.point]} ${failure.filename ?? 'the directory'}${engine}${where}`;
  const sentence = task === 'running' ? deed : `${task}: ${deed}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}: ${errnoName(failure.errno)}.`;
}
