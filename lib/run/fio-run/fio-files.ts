/** The files of a plan's jobs, looked at and made before any of them starts (fio-semantics 1.7, 2.1, 2.2). */
import path from 'node:path';
import { blockLengths } from '../../options/block-sizes.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { bytesIn } from '../../options/share.ts';
import { passBytes } from '../../options/transfer.ts';
import { fileNames, fileShares } from '../../jobfile/file-names.ts';
import { fileSizeDraws } from '../../plan/file-size-draws.ts';
import { type FileRange, type SizeProblem, fileRanges, laterSkipBytes } from '../../plan/file-sizes.ts';
import { fileTreatment } from '../../plan/files.ts';
import { readsAnything, trimsAnything, writesAnything } from '../../options/workload.ts';
import type { FioPlan } from '../../plan/fio-plan.ts';
import type { PlannedRun } from '../../plan/plan.ts';
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
import { type Replay, withReplay } from './replays.ts';

export interface FilesRequest {
  /** The logs that jobs replay: those name the jobs' files. */
  replays: ReadonlyMap<JobOptions, Replay>;
  addon: NativeAddon;
  plan: FioPlan;
  limits: NativeLimits;
  signal: AbortSignal;
  observer: FioRunObserver;
  /** Whether files stay as they are (`--readonly`): none is made, or made longer. */
  readonly: boolean;
}

export interface FioFiles {
  /** Lays out the files of jobs that do that for themselves when they start (`create_serialize=0`). */
  prepareOwn: (run: PlannedRun) => Promise<void>;
  /** Why a job does not start: its files could not be made, or it has nothing more to do. undefined: it does. */
  endOf: (job: JobOptions) => JobEnd | undefined;
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

/** In fio's words, which tools look for: once for each file. */
const refusedByReadonly = 'fio: refusing extend of file due to read-only';

/**
 * Looks at the files of all jobs and lays out what is missing, job after job. What a job's layout makes is there for the jobs after
 * it, and a job whose files cannot be made fails alone.
 *
 * @throws VfloadError where nothing could be started
 */
export async function prepareFiles(request: FilesRequest): Promise<FioFiles> {
  const { plan, replays } = request;
  const all = plan.runs.flatMap(numbered);
  const first = all.filter(({ job }) => job.create_serialize);
  const paths = pathsOf(all, replays);
  const found = new Map((await inspect(request, paths)).map((one) => [one.path, one]));
  const wasAnyMissing = [...found.values()].some(({ kind }) => kind === 'none');
  const planned = new Map(first.map((one) => [one.job, filesOf(one, found, request)]));
  await layOut(request, planned);
  const isAnyLeft = first.length < all.length;
  let devices = deviceNumbers(wasAnyMissing ? await inspect(request, paths) : [...found.values()]);
  return {
    prepareOwn: async (run) => {
      const own = numbered(run).filter(({ job }) => !job.create_serialize);
      if (own.length === 0) return;
      const foundNow = new Map((await inspect(request, pathsOf(own, replays))).map((one) => [one.path, one]));
      // Each for itself, at the same time: none sees what another one makes.
      const ofEach = own.map((one): [JobOptions, JobFiles] => [
        one.job,
        filesOf(one, new Map(foundNow), request),
      ]);
      for (const [job, files] of ofEach) planned.set(job, files);
      const unseen = { ...request, observer: { ...request.observer, laidOut: () => undefined } };
      await Promise.all(ofEach.map((each) => layOut(unseen, new Map([each]))));
      if (isAnyLeft) devices = deviceNumbers(await inspect(request, paths));
    },
    endOf: (job) => planned.get(job)?.failure ?? (hasIo(job, planned.get(job)) ? undefined : endedAtOnce),
    placed: (job, native) => {
      const files = planned.get(job)?.files ?? [];
      const placed = withFiles(job, withShares(job, native, files), files);
      const replay = replays.get(job);
      return replay === undefined || 'failure' in replay ? placed : withReplay(job, placed, replay);
    },
    disks: () => devices.flatMap((device) => readDiskCounters(device) ?? []),
  };
}

/** A job and fio's number of it among all. */
interface NumberedJob {
  job: JobOptions;
  jobNumber: number;
}

function numbered({ jobs, firstJobNumber }: PlannedRun): NumberedJob[] {
  return jobs.map((job, index) => ({ job, jobNumber: firstJobNumber + index }));
}

function pathsOf(jobs: readonly NumberedJob[], replays: FilesRequest['replays']): string[] {
  const names = jobs.flatMap(({ job }) => {
    const replay = replays.get(job);
    if (replay === undefined) return fileNames(job);
    return 'failure' in replay ? [] : replay.files;
  });
  return [...new Set(names.map((name) => path.resolve(name)))];
}

/** Whether anything is left for a job to do once its files are there. */
function hasIo(job: JobOptions, files: JobFiles | undefined): boolean {
  return !job.create_only && (files === undefined || files.files.length > 0);
}

const endedAtOnce: JobEnd = {
  ...{ pid: 0, end: 'ended', failure: undefined, startedAfterMs: undefined, statistics: undefined },
};

async function inspect({ addon, limits, signal }: FilesRequest, paths: string[]): Promise<NativePath[]> {
  const work = startWork(() => addon.inspectPaths({ paths, limits }));
  await awaitWork(work, { limits, signal, kind: 'task' });
  return work.found();
}

/** What a log is about is opened as it is, and nothing is laid out. As a range fio has nothing there. */
function filesOfReplay(replay: Replay, found: ReadonlyMap<string, NativePath>): JobFiles {
  if ('failure' in replay) return { files: [], layout: [], failure: notStarted(replay.failure) };
  const files = replay.files.map((name): NativeJobFile => {
    const { path: absolute, sizeBytes } = foundFile(found, path.resolve(name));
    return { path: absolute, name, startBytes: 0, rangeBytes: 0, realBytes: sizeBytes, laterSkipBytes: 0 };
  });
  return { files, layout: [], failure: undefined };
}

/** Notes in `found` what will be there once the job's files are laid out. */
function filesOf(
  { job, jobNumber }: NumberedJob,
  found: Map<string, NativePath>,
  { replays, readonly }: Pick<FilesRequest, 'replays' | 'readonly'>,
): JobFiles {
  const replay = replays.get(job);
  if (replay !== undefined) return filesOfReplay(replay, found);
  const names = fileNames(job);
  if (names.length === 0) return { files: [], layout: [], failure: undefined };
  const present = names.map((name) => foundFile(found, path.resolve(name)));
  const circumstances = { clone: job.clone, shares: fileShares(job), draw: fileSizeDraws(job, jobNumber) };
  const ranges = fileRanges(job, present, circumstances);
  if (typeof ranges === 'string') return { files: [], layout: [], failure: sizeFailure(ranges) };
  const layout: NativeAnywhereFile[] = [];
  const files = names.map((name, index): NativeJobFile => {
    const range = ranges[index] ?? { startBytes: 0, rangeBytes: 0, neededBytes: 0 };
    const file = present[index] ?? foundFile(found, path.resolve(name));
    const isShort = file.sizeBytes < range.neededBytes && isLaidOut(job, file);
    if (isShort) {
      layout.push(anywhereFile(job, file, range));
      if (!readonly) found.set(file.path, { ...file, kind: 'regular', sizeBytes: range.neededBytes });
    }
    const { startBytes, rangeBytes } = range;
    // A device has no end; a file that is made, or will be by the job, ends where it is needed. So does what is not touched.
    const isUntouched = fileTreatment(job) === undefined;
    const isMade = isShort || isUntouched || file.kind === 'character' || job.create_on_open;
    const realBytes = isMade ? Math.max(file.sizeBytes, range.neededBytes) : file.sizeBytes;
    const laterSkip = laterSkipBytes(job, range, realBytes, job.clone);
    return { path: file.path, name, startBytes, rangeBytes, realBytes, laterSkipBytes: laterSkip };
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
  // What is only trimmed is only made longer, too.
  const onlyTrims = trimsAnything(job) && !writesAnything(job);
  const appends = onlyTrims || (job.file_append && !readsAnything(job));
  return {
    path: absolute,
    sizeBytes: range.neededBytes,
    oldSizeBytes,
    // What is appended to is only made longer, unless it is to be read.
    content: appends ? 'allocated' : (fileTreatment(job)?.content ?? 'allocated'),
    fallocate: job.fallocate,
    createFsync: job.create_fsync,
    zeros: job.zero_buffers,
    appends,
    fillDevice: job.fill_device,
    allowFileCreate: job.allow_file_create,
    blockBytes: blockLengths(job, 'write').max,
  };
}

/**
 * Each file that cannot be made fails the job that it was made for. With `--readonly` the jobs start with the files that there
 * are, as fio's do, and fail where they come to what is missing.
 */
async function layOut(request: FilesRequest, planned: ReadonlyMap<JobOptions, JobFiles>): Promise<void> {
  const { addon, limits, signal, observer, readonly } = request;
  const files = [...planned.values()].flatMap(({ layout }) => layout);
  if (files.length === 0) return;
  for (const [job, { layout }] of planned) {
    const bytes = layout.reduce((sum, file) => sum + file.sizeBytes, 0);
    if (layout.length === 0) continue;
    observer.laidOut(job.name, layout.length, bytes);
    if (readonly) observer.complained(layout.map(() => refusedByReadonly).join('\n'));
  }
  if (readonly) return;
  const work = startWork(() => addon.layoutAnywhere({ files, limits }));
  const { end } = await awaitWork(work, { limits, signal, kind: 'task' });
  const states = work.states();
  const [child] = end.children;
  for (const one of planned.values()) {
    const own = states.splice(0, one.layout.length);
    const failure = own.find((state) => state.failure !== undefined)?.failure;
    const isUnfinished = own.some(({ state }) => state === undefined);
    for (const { path: made, laidOutBytes } of own) shorten(one, made, laidOutBytes);
    if (failure !== undefined) one.failure = notStarted(failure);
    else if (isUnfinished && child !== undefined) one.failure = { ...child, pid: 0, statistics: undefined };
  }
}

/** Where the file system was full before a file had its size, the job works on what there is of it. */
function shorten({ files, layout }: JobFiles, made: string, laidOutBytes: number): void {
  const isFilled = layout.some((file) => file.path === made && file.fillDevice && file.content === 'written');
  const file = files.find((one) => one.path === made);
  if (!isFilled || file === undefined) return;
  file.realBytes = laidOutBytes;
  file.rangeBytes = Math.max(0, Math.min(file.rangeBytes, laidOutBytes - file.startBytes));
}

function sizeFailure(problem: SizeProblem): JobEnd {
  return notStarted({ errno: invalidArgument, point: problem, filename: undefined });
}

/** fio tells of such a job with process 0. */
function notStarted(failure: NonNullable<JobEnd['failure']>): JobEnd {
  return { pid: 0, end: 'ended', failure, startedAfterMs: undefined, statistics: undefined };
}

/** What a share of the files' size is, now that they are known. */
function withShares(job: JobOptions, native: NativeJob, list: readonly NativeJobFile[]): NativeJob {
  if (typeof job.io_size !== 'object' || native.generate === undefined) return native;
  const ioSize = passBytes(
    job,
    list.reduce((sum, { rangeBytes }) => sum + rangeBytes, 0),
  );
  return { ...native, generate: { ...native.generate, ioSize, passBytes: ioSize } };
}

/** The lean loops know one file by the job's own offset and size; of several the job's size limits the I/O on them together. */
function withFiles(job: JobOptions, native: NativeJob, list: NativeJobFile[]): NativeJob {
  const [first] = list;
  const size = bytesIn(job.size);
  const isLimited = job.filesize !== undefined && size > 0 && size < (first?.rangeBytes ?? 0);
  const one =
    first === undefined ? {} : { offset: first.startBytes, size: isLimited ? size : first.rangeBytes };
  return { ...native, ...(list.length === 1 ? one : {}), files: { ...native.files, list } };
}

function deviceNumbers(paths: readonly NativePath[]): NativePath['device'][] {
  const devices = paths.filter(({ kind }) => kind === 'regular').map(({ device }) => device);
  return [...new Map(devices.map((device) => [`${device.major}:${device.minor}`, device])).values()];
}
