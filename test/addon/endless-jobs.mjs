// A program that embeds the addon: starts a job in the directory it is given and reports its process ids. Told to, it
// exits in the middle, or ends its worker thread in the middle.
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { nativeJob } from './native-job.mjs';

const [, , argument = '', ending = 'exit'] = process.argv;
const directory = isMainThread ? argument : String(workerData);
const limits = { stuckAfterMs: 15_000, endGraceMs: 15_000, taskStuckAfterMs: 15_000, killGraceMs: 2_000 };
const sizeBytes = 1 << 20;

const job = nativeJob({ filename: 'f', size: sizeBytes, runtimeMs: 600_000, timeBased: true });

/** Starts a keeper, lays out a file, starts two jobs; resolves with all process ids once the jobs do I/O. */
async function start() {
  /** @type {import('../../lib/run/native.ts').NativeAddon} */
  const addon = createRequire(import.meta.url)(
    process.env.VFLOAD_NATIVE ?? '../../build/Release/vfload.node',
  );
  const opened = addon.openDirectory({ directory, filenames: [], limits });
  while (opened.inspection() === undefined) await sleep(1);
  /** @type {import('../../lib/run/native.ts').NativeLayoutFile} */
  const file = {
    filename: 'f',
    sizeBytes,
    content: 'written',
    zeros: false,
    fallocate: 'native',
    createFsync: true,
    forWriting: false,
    allowOverwrite: false,
  };
  const layout = addon.layout(opened, { files: [file], limits });
  while (layout.states().length === 0) await sleep(1);
  const run = addon.run(opened, { jobs: [job, { ...job, jobNumber: 2 }], limits });
  while (run.progress().some(({ readCompleted }) => readCompleted === 0)) await sleep(1);
  return { keeper: opened.pid, supervisor: run.pid, works: [opened, layout, run] };
}

if (isMainThread && ending === 'terminate-worker') {
  const worker = new Worker(new URL(import.meta.url), { workerData: directory });
  const ids = await new Promise((resolve) => {
    worker.once('message', resolve);
  });
  console.log(JSON.stringify(ids));
  await worker.terminate();
  // The program lives on, as an embedding one would: nothing but the thread is gone.
  process.stdin.resume();
} else {
  const { keeper, supervisor, works } = await start();
  if (isMainThread) {
    console.log(JSON.stringify({ keeper, supervisor }));
    process.exit(works.length === 3 ? 0 : 1);
  }
  parentPort?.postMessage({ keeper, supervisor });
  // Holds on to the work until the thread is ended.
  setInterval(() => works, 60_000);
}
