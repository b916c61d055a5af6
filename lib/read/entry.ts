/**
 * What any file of results comes to, whoever wrote it: a row for each job or group, repeat and direction. Figures have fio's names
 * and are absent where the source has none; nothing is guessed.
 */
import type { Outcome } from '../result/vfload-member.ts';

/** The figures of an entry, in the order in which tables of them have their columns. */
export const figureNames = [
  'io_bytes',
  'total_ios',
  'runtime_ms',
  'bw_bytes',
  'iops',
  'clat_min_ns',
  'clat_mean_ns',
  'clat_stddev_ns',
  'clat_max_ns',
  'clat_p50_ns',
  'clat_p99_ns',
  'usr_cpu',
  'sys_cpu',
] as const;

export type FigureName = (typeof figureNames)[number];

/** Bytes, B/s, ms and ns as the names say; `usr_cpu` and `sys_cpu` are percent of one CPU, of the whole job and not of a direction. */
export type Figures = Partial<Record<FigureName, number>>;

/** `mixed`: reads and writes reported as one (`unified_rw_reporting`). */
export type EntryDirection = 'read' | 'write' | 'trim' | 'mixed';

export type SourceFormat = 'journal' | 'fio-json' | 'fio-json+' | 'terse' | 'normal' | 'log';

/** What made a measurement. */
export interface Tool {
  name: 'fio' | 'vfload';
  /** `3.33`, `0.1.0`; absent: the source does not tell. */
  version?: string;
}

/**
 * What was asked for, as far as the source tells. A member that is absent is not known; defaults are filled in where the
 * source lists the options of a job, so that what it does not list is a default.
 */
export interface EntrySettings {
  /** Workload: `read`, `randread`, `rw`, … */
  rw?: string;
  ioengine?: string;
  /** Jobs that the entry is about, for a group; else jobs side by side under the same name. */
  numjobs?: number;
  /** Bytes; a text where lengths vary: `4096-8192`, `4096,8192`. */
  bs?: number | string;
  /** Bytes; a text where it is no number of them: `50%`. */
  size?: number | string;
  direct?: boolean;
  iodepth?: number;
  /** Percent of reads. */
  rwmixread?: number;
  /** As asked for, ms; 0: to the end of the file. */
  runtime_ms?: number;
  /** All options that the source tells of, by fio's names, with the values as given there. */
  options?: Readonly<Record<string, string>>;
}

/** Where something was read. */
export interface Place {
  /** The file, as it was named. */
  file: string;
  /** From 1. */
  line: number;
}

/** One job or group in one repeat and one direction. */
export interface Entry {
  /** The file, as it was named. */
  source: string;
  /** What was measured: a journal's label, the test name of a wrapper's log, else the source's name. */
  configuration: string;
  /** The job's name. */
  job: string;
  /** A journal's name of the run that the job is a part of; else the job's name. */
  run: string;
  /** fio's number of the group, from 0. */
  group: number;
  /** From 0: which of the jobs of this name in this group and repeat, where they are reported apart. */
  member: number;
  /** From 1. */
  repeat: number;
  /** An instance of a mount; absent: not known. */
  session?: string;
  /** Repeats of a block were run before the next one began, from 1; absent: not known. */
  block?: number;
  /** Its place in the order of execution, from 0; in files of fio the order in the file. */
  position: number;
  /** Absent: nothing tells which direction the job had, for it did no I/O. */
  direction?: EntryDirection;
  outcome: Outcome;
  /** The journal says that the repeat was too short to be trusted, or that it was stopped. */
  isShort?: boolean;
  isInterrupted?: boolean;
  /** The journal says that the figures are the tool's own speed. */
  isGeneratorBound?: boolean;
  /** Of a job that failed: `ENODEV`, `SIGBUS`, `stuck`, or what else it is known by. */
  error?: string;
  errno?: number;
  tool: Tool;
  settings: EntrySettings;
  figures: Figures;
  /** Completion latencies, counted in fio's buckets, as lib/stats/bucket-runs.ts writes them; absent: the source has none. */
  clatBuckets?: string;
  place: Place;
}

/** Something that is missing or odd; the reading went on. */
export interface SourceWarning {
  place: Place;
  message: string;
}

/** A file of results that was read. */
export interface Source {
  /** The file's name without directories and endings. */
  name: string;
  /** As it was named. */
  path: string;
  /** The form that the figures are from, where a file has several. */
  format: SourceFormat;
  /** In the order of the file. */
  entries: Entry[];
  warnings: SourceWarning[];
}
