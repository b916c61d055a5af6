/** The files of a plan's jobs, looked at and made before any of them starts (fio-semantics 1.7, 2.1, 2.2). */
import path from 'node:path';
import { blockLengths } from '../../options/block-sizes.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { fileNames } from '../../plan/file-names.ts';
import { type FileRange, type SizeProblem, fileRanges } from '../../plan/file-sizes.ts';
import { fileTreatment } from '../../plan/files.ts';
import type { FioPlan } from '../../plan/fio-plan.ts';
import { type DiskCounters, readDiskCounters } from '../../result/disk-util.ts';
import type { JobEnd } from '../../result/job-end.ts';
import type {
  NativeAddon,
  NativeAnywhereFile,
  NativeJob,
  NativeJobFile,
  NativeLimits,
  NativePath,
} from '../native.ts';
import { startWork } from '../start-work.ts';
import { awaitWork } from '../work.ts';
import type { FioRunObserver } from './execute-fio-plan.ts';

export interface FilesRequest {
  addon: NativeAddon;
  plan: FioPlan;
  limits: NativeLimits;
  signal: AbortSignal;
  observer: FioRunObserver;
}

export interface FioFiles {
  /** Why a job cannot start; undefined: it can. */
  failureOf: (job: JobOptions) => JobEnd | undefined;
  /** The job with its files, which are there now. */
  placed: (job: JobOptions, native: NativeJob) => NativeJob;
  /** Of the disks that hold the files, now. */
  disks: () => DiskCounters[];
}

/** A job's files, or why it has none. */
interface JobFiles {
  files: NativeJobFile[];
  layout: NativeAnywhereFile[];
  failure: JobEnd | undefined;
}

/** EINVAL, as the kernel numbers it. */
const invalidArgument = 22;

/**
 * Looks at the files of all jobs and lays out what is missing, job after job. What a job's layout makes is there for the jobs after
 * it, and a job whose files cannot be made fails alone.
 *
 * @throws VfloadError where nothing could be started
 */
export async function prepareFiles(request: FilesRequest): Promise<FioFiles> {
  const { plan } = request;
  const jobs = plan.runs.flatMap((run) => run.jobs);
  const paths = [...new Set(jobs.flatMap((job) => fileNames(job).map((name) => path.resolve(name))))];
  const found = new Map((await inspect(request, paths)).map((one) => [one.path, one]));
  const isAnyMissing = [...found.values()].some(({ kind }) => kind === 'none');
  const planned = new Map<JobOptions, JobFiles>();
  for (const job of jobs) planned.set(job, filesOf(job, found));
  await layOut(request, planned);
  const devices = deviceNumbers(isAnyMissing ? await inspect(request, paths) : [...found.values()]);
  return {
    failureOf: (job) => planned.get(job)?.failure,
    placed: (job, native) => withFiles(native, planned.get(job)?.files ?? []),
    disks: () => devices.flatMap((device) => readDiskCounters(device) ?? []),
  };
}

async function inspect({ addon, limits, signal }: FilesRequest, paths: string[]): Promise<NativePath[]> {
  const work = startWork(() => addon.inspectPaths({ paths, limits }));
  await awaitWork(work, { limits, signal, kind: 'task' });
  return work.found();
}

/** Notes in `found` what will be there once the job's files are laid out. */
function filesOf(job: JobOptions, found: Map<string, NativePath>): JobFiles {
  const names = fileNames(job);
  const present = names.map((name) => foundFile(found, path.resolve(name)));
  const ranges = fileRanges(job, present);
  if (typeof ranges === 'string') return { files: [], layout: [], failure: sizeFailure(ranges) };
  const layout: NativeAnywhereFile[] = [];
  const files = names.map((name, index): NativeJobFile => {
    const range = ranges[index] ?? { startBytes: 0, rangeBytes: 0, neededBytes: 0 };
    const file = present[index] ?? foundFile(found, path.resolve(name));
    const isShort = file.sizeBytes < range.neededBytes && isLaidOut(job, file);
    if (isShort) {
      layout.push(anywhereFile(job, file, range));
      found.set(file.path, { ...file, kind: 'regular', sizeBytes: range.neededBytes });
    }
    const { startBytes, rangeBytes } = range;
    // A device has no end; a file that is made, or will be by the job, ends where it is needed.
    const isMade = isShort || file.kind === 'character' || job.create_on_open;
    const realBytes = isMade ? Math.max(file.sizeBytes, range.neededBytes) : file.sizeBytes;
    return { path: file.path, name, startBytes, rangeBytes, realBytes };
  });
  return { files, layout, failure: undefined };
}

function foundFile(found: ReadonlyMap<string, NativePath>, absolute: string): NativePath {
  const nothing: NativePath = {
    ...{ path: absolute, errno: 0, kind: 'none', device: { major: 0, minor: 0 }, sizeBytes: 0 },
  };
  return found.get(absolute) ?? nothing;
}

/** Devices are as large as they are. To make a directory larger fails, as it should. `create_on_open` leaves it to the job. */
function isLaidOut(job: JobOptions, { kind }: NativePath): boolean {
  if (kind === 'character' || kind === 'block' || job.create_on_open) return false;
  return fileTreatment(job) !== undefined;
}

function anywhereFile(job: JobOptions, file: NativePath, range: FileRange): NativeAnywhereFile {
  const { path: absolute, sizeBytes: oldSizeBytes } = file;
  return {
    path: absolute,
    sizeBytes: range.neededBytes,
    oldSizeBytes,
    content: fileTreatment(job)?.content ?? 'allocated',
    fallocate: job.fallocate,
    createFsync: job.create_fsync,
    zeros: job.zero_buffers,
    appends: false,
    allowFileCreate: job.allow_file_create,
    blockBytes: blockLengths(job, 'write').max,
  };
}

/** Each file that cannot be made fails the job that it was made for. */
async function layOut(request: FilesRequest, planned: ReadonlyMap<JobOptions, JobFiles>): Promise<void> {
  const { addon, limits, signal, observer } = request;
  const files = [...planned.values()].flatMap(({ layout }) => layout);
  if (files.length === 0) return;
  for (const [job, { layout }] of planned) {
    const bytes = layout.reduce((sum, file) => sum + file.sizeBytes, 0);
    if (layout.length > 0) observer.laidOut(job.name, layout.length, bytes);
  }
  const work = startWork(() => addon.layoutAnywhere({ files, limits }));
  const { end } = await awaitWork(work, { limits, signal, kind: 'task' });
  const states = work.states();
  const [child] = end.children;
  for (const one of planned.values()) {
    const own = states.splice(0, one.layout.length);
    const failure = own.find((state) => state.failure !== undefined)?.failure;
    const isUnfinished = own.some(({ state }) => state === undefined);
    if (failure !== undefined) one.failure = notStarted(failure);
    else if (isUnfinished && child !== undefined) one.failure = { ...child, pid: 0, statistics: undefined };
  }
}

function sizeFailure(problem: SizeProblem): JobEnd {
  return notStarted({ errno: invalidArgument, point: problem, filename: undefined });
}

/** fio tells of such a job with process 0. */
function notStarted(failure: NonNullable<JobEnd['failure']>): JobEnd {
  return { pid: 0, end: 'ended', failure, startedAfterMs: undefined, statistics: undefined };
}

/** The lean loops know one file by the job's own offset and size. */
function withFiles(native: NativeJob, list: NativeJobFile[]): NativeJob {
  const [first] = list;
  const one = first === undefined ? {} : { offset: first.startBytes, size: first.rangeBytes };
  return { ...native, ...(list.length === 1 ? one : {}), files: { ...native.files, list } };
}

function deviceNumbers(paths: readonly NativePath[]): NativePath['device'][] {
  const devices = paths.filter(({ kind }) => kind === 'regular').map(({ device }) => device);
  return [...new Map(devices.map((device) => [`${device.major}:${device.minor}`, device])).values()];
}
