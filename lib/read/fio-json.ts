/** fio's JSON and JSON+, from 2.1 on: before 3 latencies are in µs and amounts in KiB, under other names. */
import { bucketRunsOf } from '../stats/bucket-runs.ts';
import { canonicalOptions, settingsOf, settingsOfAll } from './settings.ts';
import type { EntryDirection, EntrySettings, Figures, Tool } from './entry.ts';
import { fioTool, majorOf } from './fio-tool.ts';
import type { FoundJob, FoundReport, FoundSide, Warn } from './found.ts';
import { vfloadPlacing } from './vfload-member.ts';
import {
  type JsonObject,
  type JsonValue,
  numberIn,
  objectIn,
  parseLenientJson,
  textIn,
} from './lenient-json.ts';

const directions: readonly EntryDirection[] = ['read', 'write', 'trim', 'mixed'];

/** Where fio lists options as they were given, and so again if they were given again. */
const optionLists = /^(global options|job options)$/;

/** What a document tells; undefined where it is none of fio's. */
export function parseFioJson(text: string, line: number, warn: Warn): FoundReport | undefined {
  const parsed = parseLenientJson(text, line, optionLists, warn);
  if ('problem' in parsed) {
    warn(line, `a document that ${parsed.problem}; left out`);
    return undefined;
  }
  const document = objectIn(parsed.value);
  const entries = document?.['jobs'] ?? document?.['client_stats'];
  if (document === undefined || !Array.isArray(entries)) {
    warn(line, 'a document without "jobs" or "client_stats", which is none of fio\'s; left out');
    return undefined;
  }
  const version = textIn(document['fio version']);
  if (version === undefined) warn(line, 'a document without "fio version"');
  const tool = fioTool(version);
  const global = optionsIn(document['global options']);
  const context: Context = { tool, global, lineOf: parsed.lineOf, warn };
  const jobs = entries.flatMap((entry) => {
    const job = objectIn(entry);
    return job === undefined ? [] : [jobOf(job, context)];
  });
  const clients = withoutSum(jobs);
  const writtenAtMs = numberIn(document['timestamp_ms']);
  const member = objectIn(document['vfload']);
  return {
    format: text.includes('"bins"') ? 'fio-json+' : 'fio-json',
    tool,
    jobs: clients,
    ...(writtenAtMs === undefined ? {} : { writtenAtMs }),
    ...(member === undefined ? {} : { placing: vfloadPlacing(member) }),
    line,
  };
}

interface Context {
  tool: Tool;
  global: Record<string, string> | undefined;
  lineOf: (object: JsonObject) => number;
  warn: Warn;
}

/** Of several clients the last entry is the sum of them all: it would count everything twice. */
function withoutSum(jobs: FoundJob[]): FoundJob[] {
  const clients = jobs.filter(({ job }) => job !== 'All clients');
  return clients.length === 0 ? jobs : clients;
}

function optionsIn(value: JsonValue | undefined): Record<string, string> | undefined {
  const object = objectIn(value);
  if (object === undefined) return undefined;
  return canonicalOptions(
    Object.entries(object).map(([name, text]) => [
      name,
      typeof text === 'string' ? text : JSON.stringify(text),
    ]),
  );
}

function settingsIn(job: JsonObject, { tool, global }: Context): EntrySettings {
  const own = optionsIn(job['job options']);
  if (own === undefined && global === undefined) return {};
  const options = { ...global, ...own };
  // A document of a time when jobs' options were not listed says nothing about what is not in it.
  return own === undefined ? settingsOf(options) : settingsOfAll(options, majorOf(tool));
}

function jobOf(job: JsonObject, context: Context): FoundJob {
  const line = context.lineOf(job);
  const name = textIn(job['jobname']);
  if (name === undefined) context.warn(line, 'a job without "jobname"');
  const found: FoundJob = {
    job: name ?? '',
    group: numberIn(job['groupid']) ?? 0,
    errno: Math.abs(numberIn(job['error']) ?? 0),
    sides: {},
    settings: settingsIn(job, context),
    line,
  };
  for (const direction of directions) {
    const side = objectIn(job[direction]);
    const told = side === undefined ? undefined : sideOf(side, context);
    if (told !== undefined) found.sides[direction] = told;
  }
  const [user, system] = [numberIn(job['usr_cpu']), numberIn(job['sys_cpu'])];
  if (user !== undefined) found.usr_cpu = user;
  if (system !== undefined) found.sys_cpu = system;
  const hostname = textIn(job['hostname']);
  if (hostname !== undefined) found.hostname = hostname;
  const runtime = numberIn(job['job_runtime']);
  if (runtime !== undefined) found.jobRuntimeMs = runtime;
  return found;
}

/** undefined where nothing was done: an I/O that was issued and failed is none. */
function sideOf(side: JsonObject, context: Context): FoundSide | undefined {
  const [amount = 0, runtime, bw, iops] = ['io_bytes', 'runtime', 'bw', 'iops'].map((key) =>
    numberIn(side[key]),
  );
  if (amount === 0 && (runtime ?? 0) === 0) return undefined;
  const total = numberIn(side['total_ios']);
  const figures: Figures = {};
  const bytes = bytesOf(side, context);
  if (bytes !== undefined) figures.io_bytes = bytes;
  if (total !== undefined) figures.total_ios = total;
  if (runtime !== undefined) figures.runtime_ms = runtime;
  const rate = numberIn(side['bw_bytes']) ?? (bw === undefined ? undefined : bw * 1024);
  if (rate !== undefined) figures.bw_bytes = rate;
  if (iops !== undefined) figures.iops = iops;
  const clatBuckets = addLatency(side, figures);
  return clatBuckets === undefined ? { figures } : { figures, clatBuckets };
}

/**
 * Before fio 3, `io_bytes` counted KiB. Which it is, the rate tells, whatever the version says: `bw` is KiB/s in all of them.
 */
function bytesOf(side: JsonObject, { tool }: Context): number | undefined {
  const amount = numberIn(side['io_bytes']);
  const kib = numberIn(side['io_kbytes']);
  if (amount === undefined) return kib === undefined ? undefined : kib * 1024;
  if (kib !== undefined) return amount;
  const [bw = 0, runtime = 0] = [numberIn(side['bw']), numberIn(side['runtime'])];
  const expectedKib = (bw * runtime) / 1000;
  const isKib =
    expectedKib > 0 ? Math.abs(Math.log(amount / expectedKib)) < Math.log(32) : (majorOf(tool) ?? 3) < 3;
  return isKib ? amount * 1024 : amount;
}

/** Completion latencies: in ns, or before fio 3 in µs. @returns their buckets, where there are any */
function addLatency(side: JsonObject, figures: Figures): string | undefined {
  const ns = objectIn(side['clat_ns']);
  const latency = ns ?? objectIn(side['clat']);
  if (latency === undefined) return undefined;
  const [max = 0, mean = 0] = [numberIn(latency['max']), numberIn(latency['mean'])];
  if (numberIn(latency['N']) === 0 || max + mean === 0) return undefined;
  const set = (name: keyof Figures, value: number | undefined): void => {
    // The point is moved in the text: a product of doubles has other digits.
    if (value !== undefined) figures[name] = ns === undefined ? Number(`${value}e3`) : value;
  };
  set('clat_min_ns', numberIn(latency['min']));
  set('clat_mean_ns', mean);
  set('clat_stddev_ns', numberIn(latency['stddev']));
  set('clat_max_ns', max);
  const percentiles = objectIn(latency['percentile']);
  set('clat_p50_ns', numberIn(percentiles?.['50.000000']));
  set('clat_p99_ns', numberIn(percentiles?.['99.000000']));
  const bins = objectIn(latency['bins']);
  return bins === undefined ? undefined : bucketsOf(bins, ns === undefined ? 1000 : 1);
}

/** Buckets under the latency that they stand for; fio before 3 had them under their numbers, with the shape of the table beside. */
function bucketsOf(bins: JsonObject, unit: number): string | undefined {
  const bits = numberIn(bins['FIO_IO_U_PLAT_BITS']);
  const counts: (readonly [number, number])[] = [];
  for (const [key, value] of Object.entries(bins)) {
    const count = numberIn(value);
    if (!/^\d+$/.test(key) || count === undefined || count <= 0) continue;
    const at = bits === undefined ? Number(key) : middleOf(Number(key), bits);
    counts.push([at * unit, count]);
  }
  return bucketRunsOf(counts);
}

/** What the bucket with this number stands for in a table with `bits` bits in a group. */
function middleOf(index: number, bits: number): number {
  const group = 2 ** bits;
  if (index < 2 * group) return index;
  const exponent = Math.floor(index / group) - 1;
  return 2 ** (exponent + bits) + Math.floor(((index % group) + 0.5) * 2 ** exponent);
}
