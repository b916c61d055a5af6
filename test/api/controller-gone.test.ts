/** What becomes of a measurement when the process or thread that embeds vfload ends in its middle. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addonEnvironment, bundleLibrary } from './bundled-library.ts';
import { directoryForEachTest } from './measured-directory.ts';

let library = '';
beforeAll(async () => {
  library = await bundleLibrary();
}, 60_000);
afterAll(() => {
  rmSync(path.dirname(library), { recursive: true, force: true });
});

const place = directoryForEachTest();

/** A module that measures for half a minute and calls `whenAtWork` when jobs are at work; then says how it ended. */
function script(whenAtWork: string, runtime = '30s'): string {
  const file = path.join(path.dirname(library), `script-${String(Math.random()).slice(2)}.mjs`);
  writeFileSync(
    file,
    `
import { parentPort } from 'node:worker_threads';
import { run } from ${JSON.stringify(library)};
const say = (text) => (parentPort === null ? process.stdout.write(text + '\\n') : parentPort.postMessage(text));
const running = run({
  directory: ${JSON.stringify(place.directory)},
  output: ${JSON.stringify(place.journal)},
  rw: 'randread', size: '1m', runtime: ${JSON.stringify(runtime)}, time_based: true, numjobs: 2, group_reporting: 1,
});
for await (const event of running) {
  if (event.type === 'running' && event.phase === 'running') { ${whenAtWork} }
}
const done = await running;
say(done.repeats[0].result.vfload.outcome);
`,
  );
  return file;
}

function start(file: string): ChildProcess {
  const env = { ...process.env, ...addonEnvironment };
  return spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Supervisors, jobs and keepers clean up by themselves, a moment after the controller. */
async function untilEmpty(): Promise<string[]> {
  for (let tries = 0; tries < 100 && place.left().length > 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return place.left();
}

describe('when the embedding process', () => {
  it('calls process.exit in the middle, it ends at once with its own code, and the files go', async () => {
    const child = start(script('process.exit(7);'));
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(7);
    expect(await untilEmpty()).toEqual([]);
  });

  it('throws in the middle, the files go as well', async () => {
    const child = start(script(`setImmediate(() => { throw new Error('on purpose'); });`));
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).not.toBe(0);
    expect(await untilEmpty()).toEqual([]);
  });

  it('has nothing else to do, it stays until the measurement has ended', async () => {
    const child = start(script('', '700ms'));
    const [[output], [code]] = (await Promise.all([
      once(child.stdout ?? child, 'data'),
      once(child, 'exit'),
    ])) as [[Buffer], [number]];
    expect(output.toString()).toBe('measured\n');
    expect(code).toBe(0);
    expect(place.left()).toEqual([]);
  });
});

describe('a worker thread', () => {
  it('measures', async () => {
    const worker = new Worker(script('', '500ms'), { env: { ...process.env, ...addonEnvironment } });
    // The thread's last message and its end may come in one go.
    const [[said], [code]] = (await Promise.all([once(worker, 'message'), once(worker, 'exit')])) as [
      [string],
      [number],
    ];
    expect(said).toBe('measured');
    expect(code).toBe(0);
    expect(place.left()).toEqual([]);
  });

  it('that is terminated in the middle leaves nothing behind', async () => {
    const file = script(`say('at work');`);
    const worker = new Worker(file, { env: { ...process.env, ...addonEnvironment } });
    await once(worker, 'message');
    await worker.terminate();
    expect(await untilEmpty()).toEqual([]);
  });
});
