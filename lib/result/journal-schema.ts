/** What a journal's lines look like: checked when one is read, and published as a JSON schema. */
import * as v from 'valibot';
import { bucketRunsPattern } from '../stats/bucket-runs.ts';
import type { FioDirection, FioDisk, FioJob, FioLatency, FioSteadyState, RunResult } from './fio-document.ts';
import {
  journalSchemaVersion,
  type JournalHeader,
  type JournalHook,
  type JournalLine,
  type JournalRepeat,
} from './journal.ts';
import type {
  DirectFacts,
  Environment,
  FileResidency,
  FioOutputFacts,
  GeneratorFacts,
  MeasuredFile,
  MountFacts,
  Reason,
  VfloadMember,
} from './vfload-member.ts';

const count = v.pipe(v.number(), v.minValue(0));
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));
const percentTable = v.record(v.string(), count);
const optionTable = v.record(v.string(), v.string());

const latencySchema: v.GenericSchema<FioLatency> = v.object({
  min: wholeNumber,
  max: wholeNumber,
  mean: count,
  stddev: count,
  N: wholeNumber,
  percentile: v.exactOptional(v.record(v.string(), wholeNumber)),
});

const directionSchema: v.GenericSchema<FioDirection> = v.object({
  io_bytes: wholeNumber,
  io_kbytes: wholeNumber,
  bw_bytes: wholeNumber,
  bw: wholeNumber,
  iops: count,
  runtime: wholeNumber,
  total_ios: wholeNumber,
  short_ios: wholeNumber,
  drop_ios: wholeNumber,
  slat_ns: latencySchema,
  clat_ns: latencySchema,
  lat_ns: latencySchema,
  bw_min: count,
  bw_max: count,
  bw_agg: count,
  bw_mean: count,
  bw_dev: count,
  bw_samples: wholeNumber,
  iops_min: count,
  iops_max: count,
  iops_mean: count,
  iops_stddev: count,
  iops_samples: wholeNumber,
});

const wholeNumbers = v.array(wholeNumber);

const steadyStateSchema: v.GenericSchema<FioSteadyState> = v.object({
  ss: v.string(),
  duration: wholeNumber,
  attained: v.picklist([0, 1]),
  criterion: v.string(),
  max_deviation: v.number(),
  slope: v.number(),
  data: v.object({ bw_mean: wholeNumber, iops_mean: wholeNumber, iops: wholeNumbers, bw: wholeNumbers }),
});

const jobSchema: v.GenericSchema<FioJob> = v.object({
  jobname: v.string(),
  groupid: wholeNumber,
  job_start: v.exactOptional(wholeNumber),
  error: wholeNumber,
  eta: wholeNumber,
  elapsed: wholeNumber,
  'job options': v.exactOptional(optionTable),
  read: directionSchema,
  write: directionSchema,
  trim: directionSchema,
  sync: v.object({ total_ios: wholeNumber, lat_ns: latencySchema }),
  mixed: v.exactOptional(directionSchema),
  job_runtime: wholeNumber,
  usr_cpu: count,
  sys_cpu: count,
  ctx: wholeNumber,
  majf: wholeNumber,
  minf: wholeNumber,
  iodepth_level: percentTable,
  iodepth_submit: percentTable,
  iodepth_complete: percentTable,
  latency_ns: percentTable,
  latency_us: percentTable,
  latency_ms: percentTable,
  total_err: v.exactOptional(wholeNumber),
  first_error: v.exactOptional(wholeNumber),
  latency_depth: wholeNumber,
  latency_target: wholeNumber,
  latency_target_ns: v.exactOptional(wholeNumber),
  latency_percentile: count,
  latency_window: wholeNumber,
  latency_window_us: v.exactOptional(wholeNumber),
  desc: v.exactOptional(v.string()),
  steadystate: v.exactOptional(steadyStateSchema),
});

const diskSchema: v.GenericSchema<FioDisk> = v.object({
  name: v.string(),
  read_ios: wholeNumber,
  write_ios: wholeNumber,
  read_sectors: v.exactOptional(wholeNumber),
  write_sectors: v.exactOptional(wholeNumber),
  read_merges: wholeNumber,
  write_merges: wholeNumber,
  read_ticks: wholeNumber,
  write_ticks: wholeNumber,
  in_queue: wholeNumber,
  util: count,
});

const reasonSchema: v.GenericSchema<Reason> = v.object({
  kind: v.picklist(['error', 'usage', 'killed', 'stuck', 'interrupted']),
  errno: v.exactOptional(wholeNumber),
  errnoName: v.exactOptional(v.string()),
  signal: v.exactOptional(v.string()),
  operation: v.string(),
  phase: v.exactOptional(v.string()),
  filename: v.exactOptional(v.string()),
  offset: v.exactOptional(wholeNumber),
  fileSizeBytes: v.exactOptional(wholeNumber),
  pid: v.exactOptional(wholeNumber),
  wchan: v.exactOptional(v.string()),
  syscall: v.exactOptional(v.string()),
  message: v.string(),
  cause: v.string(),
  remedy: v.string(),
});

const mountSchema: v.GenericSchema<MountFacts> = v.object({
  source: v.string(),
  mountPoint: v.string(),
  type: v.string(),
  options: v.string(),
  superOptions: v.string(),
});

const environmentSchema: v.GenericSchema<Environment> = v.object({
  kernel: v.string(),
  kernelBuild: v.exactOptional(v.string()),
  arch: v.string(),
  cpuModel: v.string(),
  cores: wholeNumber,
  affinity: v.string(),
  cgroupCpuQuota: v.exactOptional(count),
  cgroupMemoryLimitBytes: v.exactOptional(wholeNumber),
  memoryBytes: wholeNumber,
  daxWindowBytes: v.exactOptional(wholeNumber),
  clocksource: v.exactOptional(v.string()),
  governor: v.exactOptional(v.string()),
  hypervisor: v.exactOptional(v.string()),
  machineVersion: v.exactOptional(v.string()),
  versions: v.object({
    vfload: v.string(),
    build: v.exactOptional(v.string()),
    node: v.string(),
    addonClock: v.string(),
  }),
});

const fileSchema: v.GenericSchema<MeasuredFile> = v.object({
  filename: v.string(),
  state: v.picklist(['fresh', 'unwritten', 'written']),
  laidOutBytes: wholeNumber,
});

const residencySchema: v.GenericSchema<FileResidency> = v.object({
  filename: v.string(),
  method: v.picklist(['cachestat', 'mincore']),
  sizeBytes: wholeNumber,
  cachedBytes: wholeNumber,
  dirtyBytes: wholeNumber,
});

const directSchema: v.GenericSchema<DirectFacts> = v.object({
  open: v.string(),
  aligned: v.string(),
  unaligned: v.string(),
  verdict: v.picklist(['honoured', 'not-enforced', 'refused', 'unknown']),
});

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const generatorSchema: v.GenericSchema<GeneratorFacts> = v.union([
  v.object({
    loopNsPerIo: count,
    floorNsPerIo: count,
    nsPerIo: count,
    share,
    bound: v.boolean(),
    calibratedOn: v.exactOptional(v.string()),
  }),
  v.object({ reason: v.string() }),
]);

const bucketRuns = v.pipe(v.string(), v.regex(bucketRunsPattern));

const lengthEnds = v.object({ min: wholeNumber, max: wholeNumber });

const fioOutputSchema: v.GenericSchema<FioOutputFacts> = v.object({
  head: v.array(
    v.object({
      jobname: v.string(),
      groupid: wholeNumber,
      rw: v.string(),
      bs: wholeNumber,
      lengths: v.exactOptional(v.object({ read: lengthEnds, write: lengthEnds, trim: lengthEnds })),
      bsIsSeqRand: v.exactOptional(v.literal(true)),
      ioengine: v.string(),
      iodepth: wholeNumber,
      thread: v.boolean(),
      significantFigures: v.exactOptional(wholeNumber),
      jobs: wholeNumber,
    }),
  ),
  entries: v.array(
    v.object({
      jobs: wholeNumber,
      pid: wholeNumber,
      failure: v.exactOptional(v.string()),
      unified: v.exactOptional(v.picklist(['mixed', 'both'])),
      noPercentiles: v.exactOptional(v.literal(true)),
      bins: v.object({
        read: v.exactOptional(bucketRuns),
        write: v.exactOptional(bucketRuns),
        trim: v.exactOptional(bucketRuns),
        sync: v.exactOptional(bucketRuns),
        readSlat: v.exactOptional(bucketRuns),
        writeSlat: v.exactOptional(bucketRuns),
        trimSlat: v.exactOptional(bucketRuns),
        readLat: v.exactOptional(bucketRuns),
        writeLat: v.exactOptional(bucketRuns),
        trimLat: v.exactOptional(bucketRuns),
      }),
    }),
  ),
});

const memberSchema: v.GenericSchema<VfloadMember> = v.object({
  schemaVersion: v.literal(1),
  outcome: v.picklist(['measured', 'unsupported', 'failed']),
  reason: v.exactOptional(reasonSchema),
  warnings: v.array(v.object({ code: v.string(), message: v.string() })),
  interrupted: v.boolean(),
  requested: v.object({
    runtimeMs: count,
    bytes: wholeNumber,
    depth: wholeNumber,
    timeBased: v.boolean(),
    sizeBytes: wholeNumber,
    bs: wholeNumber,
    direct: v.boolean(),
    ioengine: v.string(),
    rw: v.string(),
    jobs: wholeNumber,
  }),
  achieved: v.object({ runtimeMs: count, bytes: wholeNumber, depth: count }),
  direct: v.exactOptional(directSchema),
  short: v.boolean(),
  issued: wholeNumber,
  shortIos: wholeNumber,
  failedIos: wholeNumber,
  files: v.array(fileSchema),
  caches: v.picklist(['dropped', 'per-file', 'warm']),
  residency: v.exactOptional(v.object({ before: v.array(residencySchema), after: v.array(residencySchema) })),
  settled: v.exactOptional(v.object({ waitedMs: count, dirtyBytes: wholeNumber })),
  mount: v.exactOptional(mountSchema),
  environment: environmentSchema,
  clat_ns: v.object({
    read: v.exactOptional(latencySchema),
    write: v.exactOptional(latencySchema),
    trim: v.exactOptional(latencySchema),
  }),
  generator: v.exactOptional(generatorSchema),
  cpu: v.object({ userUs: wholeNumber, systemUs: wholeNumber }),
  fioOutput: v.exactOptional(fioOutputSchema),
});

const runResultSchema: v.GenericSchema<RunResult> = v.object({
  'fio version': v.string(),
  timestamp: wholeNumber,
  timestamp_ms: wholeNumber,
  time: v.string(),
  'global options': v.exactOptional(optionTable),
  jobs: v.array(jobSchema),
  disk_util: v.exactOptional(v.array(diskSchema)),
  vfload: memberSchema,
});

/** The first line. */
export const journalHeaderSchema: v.GenericSchema<JournalHeader> = v.object({
  type: v.literal('header'),
  schemaVersion: v.literal(journalSchemaVersion),
  vfload: v.string(),
  createdAt: v.string(),
  planHash: v.string(),
  preset: v.nullable(v.string()),
  repeats: wholeNumber,
  design: v.exactOptional(
    v.object({
      order: v.picklist(['split-plot', 'blocks', 'fixed']),
      seed: v.exactOptional(wholeNumber),
      hostCache: v.exactOptional(v.picklist(['cold', 'warm', 'as-is'])),
      asPublished: v.boolean(),
      untilPercent: v.exactOptional(count),
    }),
  ),
  study: v.exactOptional(
    v.object({
      name: v.exactOptional(v.string()),
      suite: v.string(),
      reference: v.exactOptional(v.string()),
      deviations: v.array(v.string()),
    }),
  ),
  configurations: v.array(
    v.object({
      label: v.string(),
      directory: v.string(),
      mount: v.nullable(mountSchema),
      versions: v.exactOptional(v.record(v.string(), v.string())),
      probe: v.exactOptional(v.record(v.string(), v.string())),
    }),
  ),
  runs: v.array(v.string()),
  environment: environmentSchema,
});

/** Every other line. */
export const journalRepeatSchema: v.GenericSchema<JournalRepeat> = v.object({
  type: v.literal('repeat'),
  planHash: v.string(),
  configuration: v.string(),
  run: v.string(),
  session: v.string(),
  block: wholeNumber,
  repeat: wholeNumber,
  position: wholeNumber,
  seed: v.string(),
  result: runResultSchema,
});

/** A line of a hook that was run. */
export const journalHookSchema: v.GenericSchema<JournalHook> = v.object({
  type: v.literal('hook'),
  planHash: v.string(),
  hook: v.picklist(['prepare', 'dropHostCache', 'cleanup']),
  configuration: v.string(),
  command: v.string(),
  startedAt: v.string(),
  elapsedMs: count,
  exitCode: v.nullable(v.pipe(v.number(), v.integer())),
  signal: v.nullable(v.string()),
  output: v.string(),
  position: v.exactOptional(wholeNumber),
});

/** A line of a journal. */
export const journalLineSchema: v.GenericSchema<JournalLine> = v.union([
  journalHeaderSchema,
  journalRepeatSchema,
  journalHookSchema,
]);

/** Parts that occur more than once or are worth a name of their own in the published schema. */
export const namedSchemas: Record<string, v.GenericSchema> = {
  latency: latencySchema,
  direction: directionSchema,
  job: jobSchema,
  disk: diskSchema,
  reason: reasonSchema,
  mount: mountSchema,
  environment: environmentSchema,
  vfload: memberSchema,
  result: runResultSchema,
  header: journalHeaderSchema,
  repeat: journalRepeatSchema,
  hook: journalHookSchema,
};
