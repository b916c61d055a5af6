/** Checks that need more than one option, or more than the registry's types and bounds can say. */
import { VfloadError } from '../errors.ts';
import { ownBlockUnits, shortestBlock } from './block-sizes.ts';
import { formatSize } from './format-value.ts';
import type { JobOptions } from './job-options.ts';
import { memoryPolicyOf, nodesOf } from './memory-policy.ts';
import { conflict } from './option-mistake.ts';
import { pageSizeBytes } from './page-size.ts';
import { jobOptionTable } from './registry.ts';
import { steadyStateOf } from './steady-state.ts';
import { survivedErrors } from './survived-errors.ts';
import { unsupportedOptionTable } from './unsupported-options.ts';
import { checkFileOperations, checkFiles, checkProcess } from './validate-face.ts';
import { checkLeftOut, checkLogClock } from './validate-logs.ts';
import { checkNames, checkStandardStreams } from './validate-names.ts';
import { checkOffload } from './validate-offload.ts';
import { validateOffsets } from './validate-offsets.ts';
import { checkBlockSizes, checkFilling, checkRange } from './validate-range.ts';
import { checkRates, checkTime } from './validate-rates.ts';
import { checkSyncs } from './validate-syncs.ts';
import { validateTrims } from './validate-trims.ts';
import type { Dialect } from './value-form.ts';
import { checkVerification } from './verification.ts';

/** @throws {@link VfloadError} ERR_VFLOAD_OPTION_VALUE, ERR_VFLOAD_OPTION_CONFLICT: what, where, what was expected. */
export function validateJob(job: JobOptions, dialect: Dialect): void {
  // To fio a file is any path.
  if (dialect === 'vfload') checkNames(job);
  if (dialect === 'vfload') checkFiles(job);
  if (dialect === 'vfload') checkFileOperations(job);
  if (dialect === 'fio') checkStandardStreams(job);
  checkFilling(job);
  checkReplay(job, dialect);
  checkEngine(job);
  checkOffload(job);
  if (dialect === 'vfload') checkSyncs(job);
  checkLogClock(job);
  checkBlockSizes(job);
  checkRange(job, dialect);
  validateOffsets(job, dialect);
  validateTrims(job);
  // fio warns, and goes on.
  if (dialect === 'vfload') checkTime(job);
  checkRates(job);
  if (dialect === 'vfload') checkProcess(job);
  if (job.numa_mem_policy !== undefined) memoryPolicyOf(job.numa_mem_policy);
  if (job.numa_cpu_nodes !== undefined) nodesOf('numa_cpu_nodes', job.numa_cpu_nodes);
  checkMmap(job);
  checkLeftOut(job);
  checkVerification(job);
  // A criterion without a limit is refused where it is read.
  steadyStateOf(job);
  // As is a list of errors with something else in it.
  survivedErrors(job);
}

/** A log names files, and says all that is done with them. */
function checkReplay(job: JobOptions, dialect: Dialect): void {
  if (job.read_iolog === undefined) return;
  const refused = (problem: string, remedy: string): VfloadError =>
    new VfloadError('ERR_VFLOAD_OPTION_UNSUPPORTED', `Option read_iolog: ${problem}.`, { remedy });
  if (dialect === 'vfload') {
    throw refused(
      'a log names files that vfload run neither lays out nor looks after, and only vfload fio replays it',
      'Run the job with vfload fio, or leave read_iolog out.',
    );
  }
  if (job.ioengine !== 'mmap') return;
  throw refused(
    'a replay has no range of a file that could be mapped; with fio it ends with EINVAL',
    'Choose another ioengine.',
  );
}

/** fio knows an engine's options with that engine only: there they are an error also where they say 0. */
function checkEngine(job: JobOptions): void {
  for (const name of Object.keys(job.given)) {
    const engines = (jobOptionTable[name] ?? unsupportedOptionTable[name])?.engines;
    if (engines === undefined || engines.includes(job.ioengine)) continue;
    throw conflict(
      `ioengine=${job.ioengine} has no ${name}.`,
      `Leave ${name} out, or choose ioengine=${engines.join(' or ')}.`,
    );
  }
}

/** msync works on whole pages (fio-semantics 2.5). */
function checkMmap(job: JobOptions): void {
  if (job.ioengine !== 'mmap') return;
  if (job.file_append) {
    throw conflict(
      'ioengine=mmap cannot append: a mapping ends where the file does.',
      'Leave file_append out, or choose another engine.',
    );
  }
  const syncing = (['direct', 'fsync', 'fdatasync'] as const).find((name) => Boolean(job[name]));
  if (syncing === undefined) return;
  const page = pageSizeBytes();
  // fio asks for whole pages in directions as well that the job does not have.
  const shortest = shortestBlock(job);
  const uneven = shortest < page ? shortest : ownBlockUnits(job).find((unit) => unit % page !== 0);
  if (uneven !== undefined) {
    throw conflict(
      `ioengine=mmap with ${syncing} needs bs to be a multiple of the page size (${page}), and it is ${uneven}.`,
      `Make bs a multiple of ${formatSize(page)}, or leave ${syncing} out.`,
    );
  }
}
