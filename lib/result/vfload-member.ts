/** What fio's document has no place for: how a run came about and how much its figures can be trusted. */
import type { OptionTexts } from '../options/job-options.ts';
import type { FioLatency } from './fio-document.ts';

export type Outcome = 'measured' | 'unsupported' | 'failed';

/** Why a cell was not measured. */
export interface Reason {
  /** `stuck`: given up after a deadline; `killed`: a signal; `error`: an errno; `usage`: asked for what makes no sense. */
  kind: 'error' | 'usage' | 'killed' | 'stuck' | 'interrupted';
  errno?: number;
  /** `EINVAL`, `ENODEV`, … */
  errnoName?: string;
  /** `SIGBUS`, … */
  signal?: string;
  /** What was being done: `open`, `map`, `read`, `layout`, … */
  operation: string;
  /** Phase of the job's life. */
  phase?: string;
  filename?: string;
  offset?: number;
  /** Of a SIGBUS. */
  fileSizeBytes?: number;
  pid?: number;
  /** Of a stuck job: what it waits in. */
  wchan?: string;
  syscall?: string;
  /** One sentence each. */
  message: string;
  cause: string;
  remedy: string;
}

export interface Warning {
  /** `short`, `depth`, `cache`, `journal`, … */
  code: string;
  message: string;
}

export interface MountFacts {
  /** Device or tag, mount point, file system type, options: from /proc/self/mountinfo. */
  source: string;
  mountPoint: string;
  type: string;
  options: string;
  superOptions: string;
}

export interface Environment {
  kernel: string;
  /** Which build of that release: `#1 SMP PREEMPT_DYNAMIC Debian 6.1.38-1 (2023-07-14)`. Absent in older journals. */
  kernelBuild?: string;
  arch: string;
  cpuModel: string;
  cores: number;
  /** CPUs that this process may use. */
  affinity: string;
  /** Cores; absent: unlimited. */
  cgroupCpuQuota?: number;
  cgroupMemoryLimitBytes?: number;
  memoryBytes: number;
  /** A virtio shared-memory window (virtiofs DAX) in /proc/iomem; absent: none seen. */
  daxWindowBytes?: number;
  clocksource?: string;
  governor?: string;
  hypervisor?: string;
  /** Of the virtual machine, as its firmware tells it: QEMU's `pc-q35-7.2`. */
  machineVersion?: string;
  /** `build`: tells builds of the same version apart; absent in older journals. */
  versions: { vfload: string; build?: string; node: string; addonClock: string };
}

/** A file as it was before the repeat. */
export interface MeasuredFile {
  filename: string;
  /**
   * `fresh`: written by vfload's layout, and by nothing since; `unwritten`: holes or extents without data, until one run has
   * written all of it; `written`: full of data.
   */
  state: 'fresh' | 'unwritten' | 'written';
  /** Bytes that vfload's layout made of it; 0: it was there. */
  laidOutBytes: number;
}

/** How much of a file the page cache holds. */
export interface FileResidency {
  filename: string;
  /** cachestat(2), or mincore(2) where the kernel has no other, which does not tell what is dirty. */
  method: 'cachestat' | 'mincore';
  sizeBytes: number;
  cachedBytes: number;
  /** Dirty, or being written back. */
  dirtyBytes: number;
}

/** How long it took until little was left to be written back, and what was left, of the whole machine. */
export interface SettleFacts {
  waitedMs: number;
  dirtyBytes: number;
}

/** Told from small transfers before the first repeat: `ok`, the name of an errno, `stuck`, or `untried`. */
export interface DirectFacts {
  open: string;
  /** A read of 4096 bytes at a multiple of it. */
  aligned: string;
  /** A read that no alignment fits. */
  unaligned: string;
  /**
   * `honoured`: taken, with the alignment that direct I/O needs; `not-enforced`: taken with any alignment, so that caches may
   * be in use (tmpfs, FUSE, servers); `refused`; `unknown`: could not be told.
   */
  verdict: 'honoured' | 'not-enforced' | 'refused' | 'unknown';
}

/** How much of a repeat is vfload itself: docs/accuracy.md, "The tool's own share". */
export interface GeneratorShare {
  /** The generator's loop alone (the null engine), ns per I/O. */
  loopNsPerIo: number;
  /** The same engine on one resident block: the generator and the system call, with next to no file system below. */
  floorNsPerIo: number;
  /** Of this repeat: wall time × CPUs that its jobs can keep busy / completed I/Os. */
  nsPerIo: number;
  /** floorNsPerIo / nsPerIo, 1 at most. */
  share: number;
  /** nsPerIo is less than five times the floor: the figures are vfload's and not the file system's. */
  bound: boolean;
  /** Type of the file system with the resident block; absent where no block was needed. */
  calibratedOn?: string;
}

/** The share, or why it is not known, as the end of a sentence. */
export type GeneratorFacts = GeneratorShare | { reason: string };

/** A line of the head of fio's normal output: jobs that were described together. */
export interface FioHeadLine {
  jobname: string;
  groupid: number;
  rw: string;
  /** Bytes of the longest I/O. */
  bs: number;
  /** From the shortest to the longest, of each direction; absent: all are of `bs`. */
  lengths?: Record<'read' | 'write' | 'trim', { min: number; max: number }>;
  /** The lengths of reads and writes are those of sequential and of random I/Os; absent: not. */
  bsIsSeqRand?: true;
  ioengine: string;
  /** As asked for, also where the engine has one at a time. */
  iodepth: number;
  thread: boolean;
  /** Of numbers with units; absent: as fio has them by default. */
  significantFigures?: number;
  /** Clones of the same description. */
  jobs: number;
}

/** A report entry's part of it. */
export interface FioEntryFacts {
  /** Jobs that are reported as this entry. */
  jobs: number;
  /** Of the first of them; 0: it was not started. */
  pid: number;
  /** How reads and writes are shown as one: instead of them, or beside them; absent: not. */
  unified?: 'mixed' | 'both';
  /** "job options" with those that a later one replaces; absent: as in the document. */
  options?: OptionTexts;
  /** Of clat none were wanted. */
  noPercentiles?: true;
  /** Where `error` is from. */
  failure?: string;
  /**
   * Buckets of clat (`read`, `write`), of syncs, and where they were asked for of slat and lat, as lib/stats/bucket-runs.ts
   * writes them; absent: empty.
   */
  bins: {
    read?: string;
    write?: string;
    trim?: string;
    sync?: string;
    readSlat?: string;
    writeSlat?: string;
    trimSlat?: string;
    readLat?: string;
    writeLat?: string;
    trimLat?: string;
  };
}

/** What fio's normal output and JSON+ show and its JSON does not. */
export interface FioOutputFacts {
  head: FioHeadLine[];
  /** In the order of the document's `jobs`. */
  entries: FioEntryFacts[];
  /** "global options" with those that a later one replaces; absent: as in the document. */
  globalOptions?: OptionTexts;
}

export interface VfloadMember {
  schemaVersion: 1;
  outcome: Outcome;
  reason?: Reason;
  warnings: Warning[];
  interrupted: boolean;
  requested: {
    runtimeMs: number;
    /** Of all jobs. */
    bytes: number;
    depth: number;
    timeBased: boolean;
    /** Of one job: what is worked on in its file. */
    sizeBytes: number;
    bs: number;
    direct: boolean;
    ioengine: string;
    rw: string;
    jobs: number;
  };
  /** `depth`: mean number in flight, from the depth levels. */
  achieved: { runtimeMs: number; bytes: number; depth: number };
  /** What the file system makes of O_DIRECT; absent where no job asked for it. */
  direct?: DirectFacts;
  /** Under half of the runtime asked for, or under 1 s where more was asked. */
  short: boolean;
  issued: number;
  shortIos: number;
  failedIos: number;
  files: MeasuredFile[];
  /** How caches were dropped before: system-wide, per file, or not at all. */
  caches: 'dropped' | 'per-file' | 'warm';
  /** In studies: what the page cache held of the run's files after caches were dropped, and after the run. */
  residency?: { before: FileResidency[]; after: FileResidency[] };
  /** In studies: the wait for dirty pages before the run. */
  settled?: SettleFacts;
  mount?: MountFacts;
  environment: Environment;
  /** Completion latencies of all jobs together, percentiles from their merged buckets; absent where there were none. */
  clat_ns: { read?: FioLatency; write?: FioLatency; trim?: FioLatency };
  /** Absent where nothing was calibrated (that is up to `calibrate`) or measured, and in older journals. */
  generator?: GeneratorFacts;
  /** CPU time of all jobs, µs, for CPU per I/O. */
  cpu: { userUs: number; systemUs: number };
  /** For fio's other outputs; absent in older journals. */
  fioOutput?: FioOutputFacts;
}
