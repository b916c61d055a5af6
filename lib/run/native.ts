/**
 * The boundary between TypeScript and the addon, in one file. Everything here mirrors `native/addon`; a test compares
 * the two. TypeScript validates, the addon trusts. Names and meanings of job options are fio's.
 */
import type { Workload } from '../options/workload.ts';
import type { LateIo } from '../result/job-end.ts';
import type { VerifyFinding } from '../result/verify-finding.ts';
import type { JobStatistics } from '../stats/job-statistics.ts';

/** Whom the end of a job ends: `group`, also who has not begun there; `stonewall`: who has begun; `all`: everybody. */
export type NativeExitScope = 'none' | 'group' | 'stonewall' | 'all';

/** When a job begins, and whom its end ends. */
export interface NativeSchedule {
  /** After the beginning of everything; of a range a time is drawn. */
  shortestDelayMs: number;
  longestDelayMs: number;
  /** The jobs that must have ended: places in the list of jobs. */
  awaitedFirst: number;
  /** 0: none. */
  awaitedCount: number;
  group: number;
  onEnd: NativeExitScope;
  onError: NativeExitScope;
  /** Place, from 1, in the request's `steadyUnits`; 0: in none. */
  steadyUnit: number;
}

/** What jobs that end together in a steady state are judged by. */
export interface NativeSteadyUnit {
  measure: 'iops' | 'bw';
  isSlope: boolean;
  isPercent: boolean;
  limit: number;
  /** Of a second each. */
  samples: number;
  rampMs: number;
}

/** What their rates came to. */
export interface NativeSteadyState {
  attained: boolean;
  maxDeviation: number;
  slope: number;
  criterion: number;
  /** From the oldest sample on; 0: not taken. */
  iops: number[];
  bytesPerSecond: number[];
}

/** What one job is asked to do. All values are validated and in base units. */
export interface NativeJob {
  name: string;
  /** A plain name inside the opened directory; of jobs with a list of files the first, for messages. */
  filename: string;
  files: NativeFiles;
  ioengine: string;
  rw: Workload;
  rwmixread: number;
  /** Bytes of the longest I/O, of whatever direction. */
  bs: number;
  iodepth: number;
  /** 0: polls. */
  iodepthBatchCompleteMin: number;
  /** 0, and anything below the minimum: the minimum. */
  iodepthBatchCompleteMax: number;
  /** I/Os submitted at once. */
  iodepthBatch: number;
  /** Once all are in flight, completions are taken until so many are left; 0: until one may follow. */
  iodepthLow: number;
  /** Threads do the I/Os. */
  offload: boolean;
  /** An I/O waits for those in flight on bytes of its own. */
  serializeOverlap: boolean;
  /** io_uring only. */
  registerfiles: boolean;
  /** io_uring only. */
  fixedbufs: boolean;
  /** undefined: each engine's defaults. */
  engineOptions: NativeEngineOptions | undefined;
  /** Bytes of the file that are worked on, from `offset`. */
  size: number;
  offset: number;
  direct: boolean;
  /** 0: until `size` is done. */
  runtimeMs: number;
  timeBased: boolean;
  rampTimeMs: number;
  fsync: number;
  fdatasync: number;
  /** undefined: never. */
  syncRange: NativeSyncRange | undefined;
  endFsync: boolean;
  invalidate: boolean;
  fadviseHint: 'none' | 'workload' | 'random' | 'sequential';
  norandommap: boolean;
  /** undefined: not given (fio's versions treat a given seed differently). */
  randseed: bigint | undefined;
  randrepeat: boolean;
  bufferFill: 'scramble' | 'fixed' | 'refill' | 'zero';
  /** undefined: random bytes in ordinary memory. */
  fill: NativeFill | undefined;
  bwavgtimeMs: number;
  iopsavgtimeMs: number;
  /** Buckets of slat and lat, for their percentiles. */
  latencyBuckets: boolean;
  thread: boolean;
  cpusAllowed: number[] | undefined;
  /** undefined: as vfload itself. */
  process: NativeProcess | undefined;
  /** Absolute path of the iolog (v3), or undefined. */
  writeIolog: string | undefined;
  /** What it has already stays. */
  iologContinued: boolean;
  /** Absolute path of the file that is told what a random workload draws (`--debug=random`); undefined: none. */
  drawLog: string | undefined;
  /** undefined: none. */
  logs: NativeLogs | undefined;
  /** Which I/O comes next; undefined: nothing but what the members above say. */
  generate: NativeGenerate | undefined;
  /** Weight among the jobs of the same unit; units are counted from 0. undefined: the job goes its own way. */
  flow: { weight: number; unit: number; sleepUs: number } | undefined;
  /** The I/Os themselves, of a log (lib/iolog/replay-entries.ts); undefined: none is replayed. Jobs may share one. */
  replay: Uint8Array | undefined;
  /** fio's thread_number, from 1. */
  jobNumber: number;
  schedule: NativeSchedule;
  fioCompat: '3.33' | 'current';
  /** undefined: as fast as it can. */
  pacing: NativePacing | undefined;
  /** undefined: the first error ends the job, and none is counted. */
  errors: NativeErrors | undefined;
  /** undefined: nothing is verified. */
  verify: NativeVerify | undefined;
}

/** Whether data is what was written, and how that is found out. */
export interface NativeVerify {
  /** `headed-pattern`: a pattern behind a header. */
  method:
    | 'md5'
    | 'crc64'
    | 'crc32'
    | 'crc32c'
    | 'crc16'
    | 'crc7'
    | 'sha1'
    | 'sha256'
    | 'sha512'
    | 'sha3-224'
    | 'sha3-256'
    | 'sha3-384'
    | 'sha3-512'
    | 'xxhash'
    | 'meta'
    | 'headed-pattern'
    | 'pattern'
    | 'null';
  /** What was written is read and compared. */
  readsBack: boolean;
  /** Nothing is written. */
  only: boolean;
  /** Nothing more of a block is looked at after the first difference. */
  fatal: boolean;
  dumps: boolean;
  /** In the order of the writes, whatever was written twice. */
  experimental: boolean;
  /** The number of the write is compared. */
  sequence: boolean;
  /** From header to header. */
  intervalBytes: number;
  /** Of the header in its interval. */
  offsetBytes: number;
  /** 0: when a pass is over. */
  backlog: number;
  /** 0: as `backlog`. */
  backlogBatch: number;
  /** Of the job's I/Os. */
  minIoBytes: number;
  maxIoBytes: number;
  /** At most 512 bytes; undefined: random contents. */
  pattern: Uint8Array | undefined;
  /** Where in it the offset of the block goes, in eight bytes. */
  patternOffsets: number[];
  /** Absolute. */
  dumpDirectory: string;
  /** Absolute; undefined: not saved. */
  statePath: string | undefined;
  /** Only what was written before this is compared. */
  resumed: NativeSavedState | undefined;
}

/** How far a job had written. */
export interface NativeSavedState {
  writes: number;
  depth: number;
  /** The last ones that had come to their end. */
  finished: { file: number; offset: number }[];
}

/** What single engines are asked for (native/core/job/engine_spec.h). */
export interface NativeEngineOptions {
  hipri: boolean;
  hipriPercentage: number;
  uncached: boolean;
  nowait: boolean;
  thp: boolean;
  sqthreadPoll: boolean;
  sqthreadPollCpu: number | undefined;
  /** 0: none. */
  forceAsync: number;
  statType: 'stat' | 'lstat' | 'statx';
  /** undefined: as the kernel can. */
  nonvectored: boolean | undefined;
}

/** As whom and how a job's process works, and what the shell runs before and after it. undefined of a member: nothing. */
export interface NativeProcess {
  uid: number | undefined;
  gid: number | undefined;
  /** Added to what vfload has. */
  nice: number;
  /** As ioprio_set(2) has it. */
  ioprio: number | undefined;
  /** As set_mempolicy(2) has it. */
  memoryPolicy: { mode: number; nodes: number[] } | undefined;
  before: string | undefined;
  after: string | undefined;
}

/** When a job's I/Os are issued. 0 of a limit: none. */
export interface NativePacing {
  /** Of reads and of writes. */
  rates: { bytesPerSecond: number; minBytesPerSecond: number; minIosPerSecond: number }[];
  rateProcess: 'linear' | 'poisson';
  rateCycleMs: number;
  /** What pauses cost of the rate is not caught up. */
  rateIgnoreThinktime: boolean;
  thinktimeUs: number;
  thinktimeSpinUs: number;
  /** I/Os from one pause to the next; 0: only `thinktimeIotimeUs` counts. */
  thinktimeBlocks: number;
  thinktimeBlocksType: 'complete' | 'issue';
  thinktimeIotimeUs: number;
  maxLatencyUs: number;
  /** undefined: none. */
  latencyTarget: NativeLatencyTarget | undefined;
}

/** The depth is looked for at which I/Os are quick enough. */
export interface NativeLatencyTarget {
  latencyNs: number;
  /** How long each depth is tried. */
  windowUs: number;
  /** Share of a window's I/Os that have to be. */
  percentile: number;
  /** Goes on when it is found. */
  keepsOn: boolean;
}

/** Which failing I/Os a job lives with. */
export interface NativeErrors {
  read: NativeErrorsOfKind;
  write: NativeErrorsOfKind;
  verify: NativeErrorsOfKind;
  /** The first are kept, to be told. */
  dump: boolean;
}

export interface NativeErrorsOfKind {
  counted: boolean;
  /** errno of those that do not end the job; empty: EIO and EILSEQ. 16 at most. */
  ignored: number[];
}

/** The logs that a job writes, and what their lines say (fio-semantics 5.6). */
export interface NativeLogs {
  /** Absolute prefixes of the files, or undefined: no such log. */
  bandwidthPrefix: string | undefined;
  latencyPrefix: string | undefined;
  iopsPrefix: string | undefined;
  histogramPrefix: string | undefined;
  /** 0: a line for every I/O. */
  windowMs: number;
  /** 0: the histogram log stays empty. */
  histogramMs: number;
  /** 2^n neighbouring buckets are one number. */
  histogramCoarseness: number;
  /** A window's greatest value instead of its mean. */
  maximum: boolean;
  offset: boolean;
  prio: boolean;
  /** Of the job's I/Os, as ioprio_set(2) has it. */
  ioprio: number;
  /** The clock whose times they have, by its number in clock_gettime(2); undefined: they count from the start of the job. */
  epochClock: number | undefined;
  /** No number in the names; lines are appended. */
  shared: boolean;
}

/** A job's files, and what is done with them besides I/O. */
export interface NativeFiles {
  /** Empty: one, `filename` in the opened directory, with `offset` and `size`. */
  list: NativeJobFile[];
  /** So many are open at a time; 0: all. */
  openfiles: number;
  /** O_SYNC or O_DSYNC. */
  sync: 'none' | 'sync' | 'dsync';
  /** Jobs that only read create their files as well. */
  createOnOpen: boolean;
  allowFileCreate: boolean;
  /** undefined: none is given. */
  writeHint: 'none' | 'short' | 'medium' | 'long' | 'extreme' | undefined;
  /** ENOSPC ends the job well. */
  fillDevice: boolean;
  /** There is but one pass: a second one would begin at the new end. */
  append: boolean;
  /** The ranges are read before the job is released. */
  preRead: boolean;
  fsyncOnClose: boolean;
  /** At the job's end. */
  unlink: boolean;
  /** At the end of each pass but the last. */
  unlinkEachLoop: boolean;
}

/** One of a job's files, and the part of it that is worked on. */
export interface NativeJobFile {
  /** A plain name inside the opened directory; absolute in `runAnywhere`. */
  path: string;
  /** As fio would call it, in iologs and in the seeds of distributions. */
  name: string;
  startBytes: number;
  rangeBytes: number;
  /** Of the whole file, when the run begins. */
  realBytes: number;
  /** By so much later than at `startBytes` the range of passes after the first begins. */
  laterSkipBytes: number;
}

/** The I/Os of one direction. */
export interface NativeDirection {
  /** Lengths: from the least to the greatest, or as `split` says. */
  minBytes: number;
  maxBytes: number;
  /** Ascending in percent; empty: any length in the range. 64 at most. */
  split: { bytes: number; percent: number }[];
  /** What random offsets are multiples of; 0: of `minBytes`. */
  alignBytes: number;
  percentageRandom: number;
  /** Of `zoned` (sizes in percent) and `zoned_abs` (in bytes). 64 at most. */
  accessZones: { accessPercent: number; size: number }[];
}

/** Which I/O comes next, in full. */
export interface NativeGenerate {
  /** Of a job that trims the addon takes these in the place of `read`. */
  trim: NativeDirection;
  read: NativeDirection;
  write: NativeDirection;
  /** Of the I/Os of all directions, also of trims. */
  shortestBytes: number;
  bsUnaligned: boolean;
  bsIsSeqRand: boolean;
  /** `allrandrepeat=1`. */
  allrandrepeat: boolean;
  randomGenerator: 'tausworthe' | 'lfsr' | 'tausworthe64';
  distribution: 'random' | 'zipf' | 'pareto' | 'normal' | 'zoned' | 'zoned_abs';
  /** Theta, power or deviation. */
  distributionValue: number;
  /** From 0 to 1. */
  distributionCenter: number | undefined;
  sequencer: 'sequential' | 'identical';
  /** `rw=randread:N`: one random offset in so many I/Os; 0: each. */
  randomEvery: number;
  /** `rw=read:X`. May be negative. */
  holeBytes: number;
  fileService: 'roundrobin' | 'sequential' | 'random' | 'zipf' | 'pareto' | 'normal';
  serviceIos: number;
  serviceValue: number;
  serviceCenter: number | undefined;
  /** 0: once. */
  loops: number;
  /** 0: `size`. */
  ioSize: number;
  /** After so many bytes an asynchronous engine begins another pass; 0: after `size`. */
  passBytes: number;
  /** 0: any. */
  numberIos: number;
  stridedZones: { sizeBytes: number; rangeBytes: number; skipBytes: number } | undefined;
}

/** Deadlines of supervised work, in milliseconds. */
export interface NativeLimits {
  /** An I/O in flight and none completed for so long: stuck. */
  stuckAfterMs: number;
  /** Not ended so long after its end: stuck. */
  endGraceMs: number;
  /** A layout (or another task) without progress for so long: stuck. */
  taskStuckAfterMs: number;
  /** After SIGKILL, before the process is abandoned. */
  killGraceMs: number;
}

export type NativePhase =
  'none' | 'preparing' | 'ready' | 'ramping' | 'running' | 'draining' | 'syncing' | 'ended';

/** A child's counters while it works. Cheap: reads shared memory. */
export interface NativeProgress {
  phase: NativePhase;
  readBytes: number;
  writeBytes: number;
  trimBytes: number;
  readCompleted: number;
  writeCompleted: number;
  trimCompleted: number;
  /** Layout: bytes written so far / to be written in all. */
  doneBytes: number;
  totalBytes: number;
}

/** Where a failure was noticed. */
export type NativeFailurePoint =
  | 'memory'
  | 'affinity'
  | 'open'
  | 'engine-setup'
  | 'map'
  | 'read'
  | 'write'
  | 'trim'
  | 'sync'
  | 'log'
  /** An I/O took longer than `max_latency`. */
  | 'max-latency'
  /** Slower than `rate_min` or `rate_iops_min`. */
  | 'min-rate'
  /** User, priorities or memory policy. */
  | 'process'
  /** Data is not what was written. */
  | 'verify'
  | 'lock'
  | 'inspect'
  /** Free space before laying out: `bytes` are needed, `offset` are free. */
  | 'space'
  | 'allocate'
  | 'fsync'
  | 'remove'
  | 'drop-caches'
  | 'foreign-file';

export interface NativeFailure {
  errno: number;
  point: NativeFailurePoint;
  /** File name inside the directory, where one is concerned. */
  filename: string | undefined;
  offset: number;
  bytes: number;
  /** Of `max-latency`: how long the I/O took, and may take. */
  late?: LateIo | undefined;
}

/** How a supervised child ended. */
export interface NativeChildEnd {
  pid: number;
  /**
   * `ended`: by itself, see `failure`; `exited`: ended too early with `exitCode`; `signalled`: by `signal`; `stuck`: killed
   * by the supervisor after a deadline; `abandoned`: stuck and SIGKILL did not end it; `lost`: the supervisor died first.
   */
  end: 'ended' | 'exited' | 'signalled' | 'stuck' | 'abandoned' | 'lost' | 'not-started';
  exitCode: number | undefined;
  /** Signal number. */
  signal: number | undefined;
  /** Phase in which it ended. */
  phase: NativePhase;
  failure: NativeFailure | undefined;
  /** Of a stuck or abandoned child, from /proc: kernel function it waits in, number of its system call. */
  stuck: { reason: 'no-completion' | 'no-end' | 'no-progress'; wchan: string; syscall: number } | undefined;
  /** Of a child that died of SIGBUS: offset being accessed, present size of the file (undefined: could not be told). */
  sigbus: { offset: number; fileSizeBytes: number | undefined } | undefined;
  /** Of a job that found data to be other than it was written: how often, and the first of it. */
  verifyFailures: { count: number; first: VerifyFinding[] } | undefined;
  /** Of a job in a steady unit. */
  steadyState: NativeSteadyState | undefined;
  /** Jobs only: since all jobs were ready; undefined: it never began. */
  startedAfterMs: number | undefined;
  /** Jobs only. */
  statistics: JobStatistics | undefined;
}

/** A job while it runs. */
export interface NativeInterim {
  pid: number;
  startedAfterMs: number | undefined;
  /** What it has measured so far, as if it ended now. */
  statistics: JobStatistics;
}

/** How supervised work ended. */
export interface NativeEnd {
  /** Signal that killed the supervisor itself, if one did. */
  supervisorSignal: number | undefined;
  /** The end of a job has ended everything, also the runs after this one. */
  endsAll: boolean;
  children: NativeChildEnd[];
}

/** Work going on in processes of its own. */
export interface NativeWork {
  /** The supervisor's process id. */
  readonly pid: number;
  /** Read end of a pipe that reports EOF when the supervisor has ended. The caller owns it. */
  readonly endFd: number;
  progress(): NativeProgress[];
  /** Of each job; empty for tasks. Cheap: reads shared memory, and no job notices. */
  statistics(): NativeInterim[];
  /** Asks for a drained end. Returns at once. */
  stop(): void;
  /** After EOF on `endFd`, or after `kill`: reaps the supervisor and returns what is known. Call once. */
  finish(): NativeEnd;
  /** SIGKILL to the supervisor: the last resort of a controller whose supervisor does not end. */
  kill(): void;
}

/** A file of the measured directory as the keeper found it. */
export interface NativeFileFacts {
  filename: string;
  exists: boolean;
  regular: boolean;
  /** Created by vfload: listed in `.vfload-files.json` with this inode. */
  ours: boolean;
  sizeBytes: number;
  allocatedBytes: number;
}

/** What the keeper found out about the directory. */
export interface NativeInspection {
  /** As the kernel tells it, links resolved. */
  realPath: string;
  /** Device number, major and minor. */
  device: { major: number; minor: number };
  /** The mount's id in /proc/self/mountinfo. The kernel gives it again after an unmount. */
  mountId: number;
  /** One that is never given again before the next boot; undefined before Linux 6.8. */
  uniqueMountId: number | undefined;
  /** Free for everybody, not only for root. */
  freeBytes: number;
  totalBytes: number;
  /** Nothing can be created: a read-only mount, or no permission. */
  readOnly: boolean;
  /** False: on a read-only mount, or on a file system that knows no locks. */
  locked: boolean;
  blockSize: number;
  files: NativeFileFacts[];
  /** Names of files that a crashed run left and that were removed. */
  removedLeftovers: string[];
}

/** The keeper of a measured directory: holds the lock and removes vfload's files at the end, or when the controller dies. */
export interface NativeDirectory extends NativeWork {
  /** undefined until the keeper has looked; then facts, or why it could not. */
  inspection(): NativeInspection | { failure: NativeFailure; holderPid: number | undefined } | undefined;
  /** The keeper removes nothing at its end, and says so in `.vfload-files.json`. */
  keepFiles(): void;
  /** The keeper removes the directory too, unless it is not empty then: it is vfload's own. */
  removeDirectory(): void;
  /** Lets the keeper clean up and end (after the last supervisor that works in the directory). */
  release(): void;
}

/** How a laid-out file gets its space: fio's `fallocate`. */
export type NativeAllocation = 'native' | 'none' | 'posix' | 'keep' | 'truncate';

export interface NativeLayoutFile {
  filename: string;
  sizeBytes: number;
  /** `written`: for readers and mmap writers; `allocated`: for pure writers (fio-semantics 2.2). */
  content: 'written' | 'allocated';
  fallocate: NativeAllocation;
  /** fsync of what was written. */
  createFsync: boolean;
  /** Zeros instead of incompressible data. */
  zeros: boolean;
  /** Will be written to by a job: a foreign file is refused unless `allowOverwrite`. */
  forWriting: boolean;
  allowOverwrite: boolean;
}

/** How a file came to be, as each result says it. */
export type NativeFileState = 'fresh' | 'unwritten' | 'written';

export interface NativeLayout extends NativeWork {
  /** After the end. */
  states(): { filename: string; state: NativeFileState; laidOutBytes: number }[];
}

/** A path as found; links are followed. */
export interface NativePath {
  path: string;
  /** 0; of looking; ENOENT: nothing is there. */
  errno: number;
  kind: 'none' | 'regular' | 'directory' | 'block' | 'character' | 'other';
  /** Device number of the file system it is on; 0:0 where nothing is there. */
  device: { major: number; minor: number };
  /** Of a block device its capacity. */
  sizeBytes: number;
}

export interface NativePathInspection extends NativeWork {
  /** After the end, in the order of the request. */
  found(): NativePath[];
}

/** A file to lay out as fio does: too small, it is removed and made anew. */
export interface NativeAnywhereFile {
  /** Absolute; directories that are missing on the way are made. */
  path: string;
  sizeBytes: number;
  /** As it was when the job was planned: so much stays in the page cache. */
  oldSizeBytes: number;
  content: 'written' | 'allocated';
  fallocate: NativeAllocation;
  createFsync: boolean;
  zeros: boolean;
  /** Made longer where it is there already. */
  appends: boolean;
  /** The end of the space is the end of the file: `laidOutBytes` tells it. */
  fillDevice: boolean;
  allowFileCreate: boolean;
  /** Of a write. */
  blockBytes: number;
}

export interface NativeAnywhereLayout extends NativeWork {
  /** After the end, in the order of the request; `failure` is that of this file alone. */
  states(): {
    path: string;
    /** undefined: was not reached, or failed. */
    state: NativeFileState | undefined;
    laidOutBytes: number;
    failure: NativeFailure | undefined;
  }[];
}

export interface NativeDropCaches extends NativeWork {
  /** After the end: how it was done. */
  method(): 'system' | 'per-file' | 'none';
}

/** How much of a file the page cache holds. */
export interface NativeFileResidency {
  filename: string;
  /** mincore does not tell what is dirty: 0 then. */
  method: 'cachestat' | 'mincore';
  sizeBytes: number;
  cachedBytes: number;
  /** Dirty, or being written back. */
  dirtyBytes: number;
}

export interface NativeResidency extends NativeWork {
  /** After the end; without files of which nothing could be told. */
  files(): NativeFileResidency[];
}

export interface NativeProbeResult {
  operation: string;
  /** 0: works. */
  errno: number;
  /** The operation hung and was given up. */
  stuck: boolean;
}

export interface NativeProbe extends NativeWork {
  results(): NativeProbeResult[];
}

export interface NativeEngineFacts {
  name: string;
  /** Completes within submit: depth is 1 and there is no slat. */
  synchronous: boolean;
  /** Needs fully written files also for writing (mmap). */
  needsWrittenFile: boolean;
  /** Has reads at all; where not, they are EINVAL. */
  reads: boolean;
  /** Its library allocates in the job. */
  allocates: boolean;
}

export interface NativeClockFacts {
  source: 'tsc' | 'clock_gettime';
  /** Ticks per second, 0 for clock_gettime. */
  tscHz: number;
}

export interface NativeAddon {
  readonly version: string;
  engines(): NativeEngineFacts[];
  clock(): NativeClockFacts;
  /** Forks the keeper of `directory` (absolute). `filenames`: what to inspect. */
  openDirectory(request: { directory: string; filenames: string[]; limits: NativeLimits }): NativeDirectory;
  layout(
    directory: NativeDirectory,
    request: { files: NativeLayoutFile[]; limits: NativeLimits },
  ): NativeLayout;
  dropCaches(
    directory: NativeDirectory,
    request: { filenames: string[]; perFileOnly: boolean; limits: NativeLimits },
  ): NativeDropCaches;
  /** `mincoreOnly`: as on a kernel without cachestat. */
  residency(
    directory: NativeDirectory,
    request: { filenames: string[]; mincoreOnly: boolean; limits: NativeLimits },
  ): NativeResidency;
  probe(directory: NativeDirectory, request: { limits: NativeLimits }): NativeProbe;
  /** `elapsedMs`: what is over of what the delays of the jobs count from. */
  run(
    directory: NativeDirectory,
    request: {
      jobs: NativeJob[];
      limits: NativeLimits;
      elapsedMs?: number;
      steadyUnits?: readonly NativeSteadyUnit[];
    },
  ): NativeWork;
  /** Looks at absolute paths, in a process that can be given up. */
  inspectPaths(request: { paths: string[]; limits: NativeLimits }): NativePathInspection;
  /** Lays out files by fio's rules, in their order, without a keeper. A file that fails does not end it. */
  layoutAnywhere(request: { files: NativeAnywhereFile[]; limits: NativeLimits }): NativeAnywhereLayout;
  /** Runs jobs whose `files` are absolute paths. */
  runAnywhere(request: {
    jobs: NativeJob[];
    limits: NativeLimits;
    elapsedMs?: number;
    steadyUnits?: readonly NativeSteadyUnit[];
  }): NativeWork;
  // Pure functions of the core, for tests and reports.
  /** The first `count` offsets (bytes) and directions of a job. */
  offsets(
    job: NativeJob,
    fileSizeBytes: number,
    count: number,
  ): { offsets: Float64Array; writes: Uint8Array };
  bucketIndex(valueNs: number): number;
}

/** sync_file_range(2) of what was written. */
export interface NativeSyncRange {
  /** After so many writes. */
  every: number;
  waitBefore: boolean;
  write: boolean;
  waitAfter: boolean;
}

/** What write buffers hold, and the memory they are in. */
export interface NativeFill {
  /** Before anything is changed in a buffer. */
  base: 'random' | 'zero' | 'pattern';
  /** At most 512 bytes, repeated; also what compressible data has beside random bytes. undefined: zeros. */
  pattern: Uint8Array | undefined;
  /** Share of each chunk that is no random data. undefined: not asked for. */
  compressPercentage: number | undefined;
  /** 0: the block. */
  compressChunkBytes: number;
  /** Share of blocks that repeat another. undefined: not asked for. */
  dedupePercentage: number | undefined;
  dedupeMode: 'repeat' | 'working_set';
  workingSetBlocks: number;
  memory: 'malloc' | 'shm' | 'shmhuge' | 'mmap' | 'mmapshared' | 'mmaphuge';
  /** From the start of a page to that of the buffers. */
  alignmentBytes: number;
  hugePageBytes: number;
  /** Memory that is locked while the job runs. */
  lockedBytes: number;
}
