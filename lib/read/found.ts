/** What the readers of fio's forms hand over, before it is known which repeat of what it is. */
import type { EntryDirection, EntrySettings, Figures, SourceFormat, Tool } from './entry.ts';
import type { Outcome } from '../result/vfload-member.ts';

/** One direction of a job or group that did I/O. */
export interface FoundSide {
  /** Without those of the CPU. */
  figures: Figures;
  clatBuckets?: string;
}

/** A job or group in a report. */
export interface FoundJob {
  job: string;
  group: number;
  /** 0: none. */
  errno: number;
  /** Only directions in which something was done. */
  sides: Partial<Record<EntryDirection, FoundSide>>;
  usr_cpu?: number;
  sys_cpu?: number;
  settings: EntrySettings;
  /** From 1. */
  line: number;
  /** Where it is one of several clients' jobs: of which. */
  hostname?: string;
  /** How long it has run, ms, where no direction tells. */
  jobRuntimeMs?: number;
}

/** What vfload's own documents tell besides. */
export interface FoundPlacing {
  outcome: Outcome;
  error?: string;
  configuration?: string;
  run?: string;
  repeat?: number;
  session?: string;
  block?: number;
  position?: number;
  isShort?: boolean;
  isInterrupted?: boolean;
  isGeneratorBound?: boolean;
}

/** All jobs that one call of fio told of in one form. */
export interface FoundReport {
  format: Exclude<SourceFormat, 'journal' | 'log'>;
  tool: Tool;
  jobs: FoundJob[];
  /** When it was written, ms since the epoch, where that is told. */
  writtenAtMs?: number;
  placing?: FoundPlacing;
  line: number;
}

/** What stood around a report: the head of fio's normal output, remarks, a wrapper's lines. */
export interface FoundCall {
  configuration?: string;
  /** The options of fio's command line and of the wrapper. */
  settings: EntrySettings;
  /** Jobs as the head of normal output has them, in its order. */
  heads: { job: string; group: number; settings: EntrySettings; hasClones: boolean }[];
  /** Of `Starting 4 processes`. */
  startedJobs?: number;
  /** Of `fio: pid=…, err=…` lines. */
  failures: { errno: number; operation: string }[];
  reports: FoundReport[];
  /** Nothing says that fio was called again since the call before: it may be that one, telling what it has so far. */
  followsDirectly: boolean;
}

/** Says what is odd, and where. */
export type Warn = (line: number, message: string) => void;
