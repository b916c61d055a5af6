/** Checks that need more than one option, or more than the registry's types and bounds can say. */
import { Buffer } from 'node:buffer';
import { VfloadError } from '../errors.ts';
import { ownBlockUnits, shortestBlock, shortestOwnBlock } from './block-sizes.ts';
import { engineFacts } from './engine-facts.ts';
import { formatSize } from './format-value.ts';
import type { JobOptions } from './job-options.ts';
import { memoryPolicyOf, nodesOf } from './memory-policy.ts';
import { bytesIn, isShare } from './share.ts';
import type { Dialect, Share } from './value-form.ts';
import { pageSizeBytes } from './page-size.ts';
import { leftOut } from './left-out.ts';
import { splitNames } from './parse/names.ts';
import { jobOptionTable } from './registry.ts';
import { steadyStateOf } from './steady-state.ts';
import { survivedErrors } from './survived-errors.ts';
import { checkVerification } from './verification.ts';
import { unsupportedOptionTable } from './unsupported-options.ts';
import { checkOffload } from './validate-offload.ts';
import { checkSyncs } from './validate-syncs.ts';
import { validateOffsets } from './validate-offsets.ts';
import { validateTrims } from './validate-trims.ts';
import { isRandomJob } from './workload.ts';

/** Of a name in the core's job description, and of a file name in Linux's file systems. */
const longestNameBytes = 255;

/**
 * What vfload does only in fio's place, and why not elsewhere: there it lays out the files of all repeats alike before the first of
 * them, and looks after them until the end.
 */
const ofFioFace = {
  create_on_open: 'lays out its files before the first repeat, so that all repeats find them alike',
  create_serialize: 'lays out its files one after the other, before the first repeat',
  create_only: 'lays out its files to measure on them, and removes them afterwards',
  allow_file_create: 'makes the files of its jobs itself; one that is there and large enough it only reads',
  unlink: 'removes its files after the last repeat, since all repeats work on them',
  unlink_each_loop: 'removes its files after the last repeat, since all repeats work on them',
  file_append: 'has all repeats work on files of the same size',
  io_submit_mode:
    'tells its own share of each latency, which it does not know of I/Os that threads hand over',
  fill_device: 'leaves a part of the file system free, and checks that its files fit before it makes them',
} as const;

/** Elsewhere jobs are vfload's own, and start nothing. */
const processOfFioFace = ['uid', 'gid', 'exec_prerun', 'exec_postrun'] as const;

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

/** CPU time of a process or a thread, and a clock that there is no more. */
const clocksOfNoTime: readonly number[] = [2, 3, 10];

/** What one process logs another could not tell the time of. */
function checkLogClock({
  log_alternate_epoch: wanted,
  log_alternate_epoch_clock_id: clock,
}: JobOptions): void {
  if (!wanted || !clocksOfNoTime.includes(clock)) return;
  throw badValue(
    'log_alternate_epoch_clock_id',
    clock.toString(),
    'is no clock that several processes share',
    'Give 0 for the time since 1970, or 1 for the time since the machine was started.',
  );
}

/** The logs of latencies are written together. */
function checkLeftOut(job: JobOptions): void {
  const { slat, clat, lat, bandwidth } = leftOut(job);
  const some = slat || clat || lat;
  const log =
    (some && job.write_lat_log !== undefined && 'write_lat_log') ||
    (clat && job.write_hist_log !== undefined && 'write_hist_log') ||
    (bandwidth && job.log_avg_msec === 0 && job.write_bw_log !== undefined && 'write_bw_log') ||
    (job.gtod_reduce && job.log_avg_msec === 0 && job.write_iops_log !== undefined && 'write_iops_log');
  if (log === false) return;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_UNSUPPORTED',
    `Option ${log}: vfload does not write this log where some of what is in it is left out of the results.`,
    { remedy: `Leave out ${log}, or gtod_reduce and what begins with disable_.` },
  );
}

function checkNames(job: JobOptions): void {
  if (Buffer.byteLength(job.name) > longestNameBytes) {
    throw badValue('name', job.name, `is longer than ${longestNameBytes} bytes`, 'Shorten it.');
  }
  // A semicolon separates the fields of fio's terse output.
  if (job.name.includes(';'))
    throw badValue('name', job.name, 'contains a semicolon', 'Use another character.');
  const names = splitNames(job.filename).map((name) => name.replaceAll('\\:', ':'));
  const filename = names.find((name) => filenameProblem(name) !== undefined);
  if (filename === undefined) return;
  const problem = filenameProblem(filename) ?? '';
  if (job.given['filename'] === undefined) {
    throw badValue(
      'name',
      job.name,
      `cannot be part of a file's name: "${filename}" ${problem}`,
      'Choose another name, or give the file a name of its own (filename).',
    );
  }
  throw badValue(
    'filename',
    filename,
    problem,
    'Expected plain names such as "file1", with colons between them, which are created inside the directory.',
  );
}

/** @returns why a name cannot be a file of a job, or undefined. */
function filenameProblem(filename: string): string | undefined {
  if (filename.includes('/')) return 'is a path';
  if (filename === '') return 'is an empty name';
  if (filename === '.' || filename === '..' || filename === '-') return 'is no file name';
  if (filename === '.vfload-files.json') return "is the name of vfload's own list of files";
  return Buffer.byteLength(filename) > longestNameBytes
    ? `is longer than ${longestNameBytes} bytes`
    : undefined;
}

function checkFiles(job: JobOptions): void {
  for (const [name, reason] of Object.entries(ofFioFace)) {
    if (job[name as keyof typeof ofFioFace] === jobRegistryDefault(name)) continue;
    throw new VfloadError(
      'ERR_VFLOAD_OPTION_UNSUPPORTED',
      `Option ${name}: only vfload fio carries it out.`,
      {
        cause: `vfload run ${reason}`,
        remedy: `Run the job with vfload fio, or leave ${name} out.`,
      },
    );
  }
  if (job.nrfiles !== 0) return;
  throw badValue('nrfiles', '0', 'leaves nothing to work on', 'Give the number of files, 1 at least.');
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

function checkProcess(job: JobOptions): void {
  const name = processOfFioFace.find((one) => job[one] !== undefined);
  if (name === undefined) return;
  throw new VfloadError('ERR_VFLOAD_OPTION_UNSUPPORTED', `Option ${name}: only vfload fio carries it out.`, {
    cause: 'the jobs of vfload run work as the user who started it, and start no programs',
    remedy: `Run the job with vfload fio, or leave ${name} out.`,
  });
}

/** Their files come and go while they are measured, and repeats would find another directory each. */
function checkFileOperations({ ioengine }: JobOptions): void {
  if (engineFacts[ioengine].measuresOpens !== true) return;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_UNSUPPORTED',
    `Option ioengine: only vfload fio carries out ${ioengine}.`,
    {
      cause: 'vfload removes only files that it has laid out, and each repeat needs the same files',
      remedy: 'Run the job with vfload fio, or choose another engine.',
    },
  );
}

function jobRegistryDefault(name: string): unknown {
  const entry = jobOptionTable[name];
  return entry !== undefined && 'default' in entry ? entry.default : undefined;
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

/** A map of the blocks of a file without an end has no end either. fio says so and leaves the job out. */
function checkFilling(job: JobOptions): void {
  const isEndless = job.fill_device && bytesIn(job.size) === 0 && job.filesize === undefined;
  if (!isEndless || !isRandomJob(job)) return;
  throw conflict(
    `fill_device with rw=${job.rw.word} needs a size to draw offsets in.`,
    'Give size or filesize, or write in sequence.',
  );
}

/** fio 3.33 does no I/O on them either: it finds no size, or writes into its own output. */
function checkStandardStreams({ filename }: JobOptions): void {
  if (!splitNames(filename).includes('-')) return;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_UNSUPPORTED',
    'Option filename: "-" stands for standard input and output, on which vfload does no I/O.',
    { remedy: 'Name a file; ./- is one called so.' },
  );
}

/** fio takes the bounds of one and the sizes of the other then, and may never find a size between them. */
function checkBlockSizes({ given }: JobOptions): void {
  const names = Object.keys(given);
  const split = names.indexOf('bssplit');
  if (split < 0 || names.indexOf('bsrange') < split) return;
  throw conflict('bsrange cannot come after bssplit: both say how long I/Os are.', 'Leave one of them out.');
}

function checkRange(job: JobOptions, dialect: Dialect): void {
  if (job.read_iolog !== undefined) return;
  if (dialect === 'vfload') refuseShares(job);
  for (const name of ['size', 'offset', 'offset_increment'] as const) refuseMoreThanAll(name, job[name]);
  const size = bytesIn(job.size);
  const isAsLargeAsItsFiles = dialect === 'fio' && size === 0;
  const block = shortestOwnBlock(job);
  if (size < block && !isAsLargeAsItsFiles) {
    throw conflict(
      `size (${formatSize(size)}) is less than bs (${formatSize(block)}): there is not one whole block to work on.`,
      'Make size larger or bs smaller.',
    );
  }
  if (!Number.isSafeInteger(bytesIn(job.offset) + size)) {
    throw conflict('offset + size is more than 8 PiB.', 'Make offset or size smaller.');
  }
}

/** vfload's own files are as large as they are needed. */
function refuseShares(job: JobOptions): void {
  for (const name of ['size', 'offset', 'offset_increment'] as const) {
    const value = job[name];
    if (!isShare(value)) continue;
    throw badValue(
      name,
      `${value.percent}%`,
      'is a share of a file whose size is not known in advance',
      'Give bytes, such as 512m.',
    );
  }
}

/** fio takes it for a size beyond all bounds, and fails with it. */
function refuseMoreThanAll(name: string, value: number | Share): void {
  if (!isShare(value) || value.percent <= 100) return;
  throw badValue(name, `${value.percent}%`, 'is more than all', 'Give 100% at most.');
}

function checkTime(job: JobOptions): void {
  if (job.time_based && job.runtime === 0) {
    throw conflict(
      'time_based needs a runtime.',
      'Give runtime, such as runtime=20, or leave time_based out.',
    );
  }
}

/** What fio refuses as well. */
function checkRates(job: JobOptions): void {
  for (const [bytes, ios] of [
    ['rate', 'rate_iops'],
    ['rate_min', 'rate_iops_min'],
  ] as const) {
    if (job[bytes] === undefined || job[ios] === undefined) continue;
    throw conflict(`${bytes} and ${ios} cannot be given both.`, 'Leave one of them out.');
  }
  for (const [most, least] of [
    ['rate', 'rate_min'],
    ['rate_iops', 'rate_iops_min'],
  ] as const) {
    const isTooMuch = (['read', 'write', 'trim'] as const).some((direction) => {
      const limit = job[most]?.[direction] ?? 0;
      return limit > 0 && limit < (job[least]?.[direction] ?? 0);
    });
    if (!isTooMuch) continue;
    throw conflict(`${least} is more than ${most}.`, `Make ${least} smaller or ${most} larger.`);
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

function badValue(name: string, value: string, problem: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option ${name}: "${value}" ${problem}.`, { remedy });
}

function conflict(message: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_CONFLICT', message, { remedy });
}
