// Runs every kind of supervised work once and prints how each child ended.
import { createRequire } from 'node:module';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { nativeJob } from './native-job.mjs';

// `all`: everything, on small files; `threads`: the same with thread=1; `memory`: so many jobs on large files.
const [, , directory = '', kind = 'all', memoryJobs = '4'] = process.argv;
/** @type {import('../../lib/run/native.ts').NativeAddon} */
const addon = createRequire(import.meta.url)(process.env.VFLOAD_NATIVE ?? '../../build/Release/vfload.node');
const limits = { stuckAfterMs: 15_000, endGraceMs: 15_000, taskStuckAfterMs: 15_000, killGraceMs: 2_000 };
const sizeBytes = kind === 'memory' ? 4 * 2 ** 30 : 1 << 20;

/**
 * @param {import('../../lib/run/native.ts').NativeWork} work
 * @returns {Promise<import('../../lib/run/native.ts').NativeEnd>}
 */
async function finished(work) {
  await new Promise((resolve) => {
    const pipe = new Socket({ fd: work.endFd, readable: true, writable: false });
    pipe.once('close', resolve);
    pipe.resume();
  });
  return work.finish();
}

/**
 * @param {string} ioengine
 * @param {number} jobNumber
 * @param {Partial<import('../../lib/run/native.ts').NativeJob>} changes
 * @returns {import('../../lib/run/native.ts').NativeJob}
 */
function job(ioengine, jobNumber, changes) {
  // falloc has no syncs.
  const syncs =
    ioengine === 'falloc'
      ? {}
      : { fsync: 32, syncRange: { every: 8, waitBefore: true, write: true, waitAfter: false } };
  return nativeJob({
    ...{ filename: `f${String(jobNumber)}`, ioengine, rw: 'randrw', iodepth: 16, size: sizeBytes, jobNumber },
    ...{ runtimeMs: 300, timeBased: true, rampTimeMs: 50, bwavgtimeMs: 50, iopsavgtimeMs: 50 },
    ...syncs,
    ...{ endFsync: true, thread: kind === 'threads', cpusAllowed: [0] },
    ...changes,
  });
}

/**
 * Every log there is.
 *
 * @param {string} prefix
 * @param {number} windowMs
 * @returns {import('../../lib/run/native.ts').NativeLogs}
 */
function logsTo(prefix, windowMs) {
  return {
    ...{ bandwidthPrefix: prefix, latencyPrefix: prefix, iopsPrefix: prefix, histogramPrefix: prefix },
    ...{
      windowMs,
      histogramMs: 50,
      histogramCoarseness: 0,
      maximum: false,
      offset: true,
      prio: true,
      ioprio: 0,
    },
    ...{ epochClock: 0, shared: false },
  };
}

/**
 * @param {string} filename
 * @returns {import('../../lib/run/native.ts').NativeLayoutFile}
 */
function file(filename) {
  return {
    filename,
    sizeBytes,
    content: 'written',
    zeros: false,
    fallocate: 'native',
    createFsync: true,
    forWriting: false,
    allowOverwrite: false,
  };
}

/**
 * KiB of private anonymous memory and of shared segments, each page divided by those who map it.
 *
 * @param {string} pid
 * @returns {number}
 */
function proportionalKiB(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const [anonymous = 0, shared = 0] = ['Pss_Anon', 'Pss_Shmem'].map((field) =>
    Number(new RegExp(`${field}:\\s+(\\d+)`).exec(rollup)?.[1] ?? 0),
  );
  return anonymous + shared;
}

/** @type {Record<string, string | number>} */
const ends = {};

/**
 * @param {string} what
 * @param {import('../../lib/run/native.ts').NativeEnd} end
 */
function note(what, end) {
  ends[what] = end.children
    .map((child) => (child.failure ? `errno ${String(child.failure.errno)}` : child.end))
    .join(' ');
}

const opened = addon.openDirectory({ directory, filenames: ['f1'], limits });
const openedEnd = finished(opened);
while (opened.inspection() === undefined) await sleep(1);
const numbers = Array.from({ length: Number(memoryJobs) }, (_, index) => index + 1);
const names = numbers.map((number) => `f${String(number)}`);
if (kind === 'memory') {
  // Big files without big disks; vfload uses a file that is big enough as it is.
  for (const name of names) {
    writeFileSync(`${directory}/${name}`, '');
    truncateSync(`${directory}/${name}`, sizeBytes);
  }
}
const files = names.map(file);
note('layout', await finished(addon.layout(opened, { files, limits })));

if (kind === 'memory') {
  const jobs = numbers.map((number) =>
    job('libaio', number, { rw: 'randread', runtimeMs: 60_000, cpusAllowed: undefined, rampTimeMs: 0 }),
  );
  const run = addon.run(opened, { jobs, limits });
  while (run.progress().some(({ readCompleted }) => readCompleted < 1000)) await sleep(5);
  const children = readFileSync(`/proc/${String(run.pid)}/task/${String(run.pid)}/children`, 'utf8')
    .trim()
    .split(' ');
  ends.proportionalKiB = [String(run.pid), ...children]
    .map(proportionalKiB)
    .reduce((sum, kiB) => sum + kiB, 0);
  ends.processes = children.length + 1;
  run.stop();
  note('run', await finished(run));
} else {
  note('drop', await finished(addon.dropCaches(opened, { filenames: ['f1'], perFileOnly: true, limits })));
  for (const mincoreOnly of [false, true]) {
    const request = { filenames: ['f1'], mincoreOnly, limits };
    note('residency', await finished(addon.residency(opened, request)));
  }
  note('probe', await finished(addon.probe(opened, { limits })));
  for (const { name } of addon.engines()) {
    // Engines that make, look at and remove names have names of their own.
    const isOfNames = /^(?:file|dir)/.test(name);
    const jobs = [1, 2].map((number) => {
      if (!isOfNames) return job(name, number, {});
      const filename = `${name}${String(number)}`;
      if (name === 'filestat' || name === 'filedelete') writeFileSync(`${directory}/${filename}`, '');
      return job(name, number, { filename });
    });
    note(name, await finished(addon.run(opened, { jobs, limits })));
  }
  for (const windowMs of [0, 50]) {
    const logs = logsTo(`${directory}/log`, windowMs);
    const logged = job('psync', 1, { writeIolog: `${directory}/log`, logs });
    note('logs', await finished(addon.run(opened, { jobs: [logged], limits })));
  }
}
opened.release();
note('keeper', await openedEnd);
console.log(JSON.stringify(ends));
