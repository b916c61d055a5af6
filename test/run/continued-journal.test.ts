import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SuiteOptions } from '../../lib/options/api-options.ts';
import { parseSettings } from '../../lib/options/api-inputs.ts';
import { makeSuitePlan } from '../../lib/plan/make-plan.ts';
import type { JournalHeader, JournalRepeat } from '../../lib/result/journal.ts';
import { readJournal } from '../../lib/result/journal-reader.ts';
import type { ProgressEvent } from '../../lib/run/events.ts';
import { executePlan } from '../../lib/run/execute-plan.ts';
import type { SuiteResult } from '../../lib/run/suite-result.ts';
import { direction, statistics } from '../result/statistics-fixture.ts';
import { type Calls, scriptedAddon } from './scripted-addon.ts';

let folder = '';
let journal = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-continued-'));
  journal = path.join(folder, 'journal.jsonl');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Execution {
  done: SuiteResult;
  calls: Calls;
  events: ProgressEvent[];
}

/** Two runs, two repeats each; aborted in the run with this number, if any. */
async function execute(options: Partial<SuiteOptions> = {}, abortInRun = Infinity): Promise<Execution> {
  const abort = new AbortController();
  let runs = 0;
  const { addon, calls } = scriptedAddon({
    run: (jobs) => {
      runs += 1;
      if (runs === abortInRun) abort.abort();
      return jobs.map(() => ({ statistics: statistics({ read: direction([1000]) }) }));
    },
  });
  const asked: SuiteOptions = {
    ...{ directories: '/measured', preset: 'quick', ioengine: 'psync', rw: 'seqread,randread' },
    ...{ numjobs: '1', repeats: 2, output: journal, calibrate: false },
    ...options,
  };
  const events: ProgressEvent[] = [];
  const done = await executePlan({
    addon,
    plan: makeSuitePlan(asked),
    settings: parseSettings(asked),
    signal: abort.signal,
    emit: (event) => events.push(event),
  });
  return { done, calls, events };
}

/** As if the study had begun under other circumstances. */
function changeHeader(change: (header: JournalHeader) => void): void {
  const [first = '', ...others] = readFileSync(journal, 'utf8').split('\n');
  const header = JSON.parse(first) as JournalHeader;
  change(header);
  writeFileSync(journal, [JSON.stringify(header), ...others].join('\n'));
}

it('goes on where it stopped: only what is missing or was interrupted is run', async () => {
  const first = await execute({}, 3);
  expect(first.done.interrupted).toBe(true);
  expect(first.done.repeats).toHaveLength(3);
  const second = await execute();
  expect(second.calls.runs).toHaveLength(2);
  expect(second.done.repeats).toHaveLength(4);
  expect(second.done.repeats.filter(({ result }) => result.vfload.interrupted)).toEqual([]);
  expect(second.done.repeats.slice(0, 2)).toEqual(first.done.repeats.slice(0, 2));
  expect(second.done.repeats.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
});

it('reads back as what was returned', async () => {
  await execute({}, 2);
  const { done } = await execute();
  const read = await readJournal(journal);
  expect(read).toEqual({ header: done.header, repeats: done.repeats, warnings: [] });
});

it('says so, and tells the repeats that were there before the new ones', async () => {
  await execute({}, 3);
  const { events } = await execute();
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
  expect(notices).toEqual([`${journal} is continued: 2 repeats of it are not run again.`]);
  const told = events.flatMap((event) => (event.type === 'repeat' ? [event.repeat.position] : []));
  expect(told).toEqual([0, 1, 2, 3]);
  const fractions = events.flatMap((event) => (event.type === 'running' ? [event.planFraction] : []));
  expect(Math.min(...fractions)).toBe(0.5);
});

it('runs and lays out nothing where all is there', async () => {
  const first = await execute();
  const { done, calls } = await execute();
  expect(calls.runs).toEqual([]);
  expect(calls.layouts).toEqual([]);
  expect(done.repeats).toEqual(first.done.repeats);
});

it('cuts off a line that was cut short, and goes on', async () => {
  await execute();
  truncateSync(journal, readFileSync(journal).length - 40);
  const { done, calls } = await execute();
  expect(calls.runs).toHaveLength(1);
  expect(await readJournal(journal)).toMatchObject({ repeats: done.repeats, warnings: [] });
});

it('takes a file that is cut off at any byte: what is whole stays, and the result is as if nothing had happened', async () => {
  const { done: whole } = await execute();
  const text = readFileSync(journal);
  const ends = [...text.entries()].flatMap(([at, byte]) => (byte === 10 ? [at] : []));
  const cuts = [1, 15, 16, 40, ...ends.flatMap((end) => [end - 300, end - 1, end, end + 1])];
  for (const cut of cuts.filter((at) => at < text.length)) {
    writeFileSync(journal, text.subarray(0, cut));
    const { done, calls } = await execute();
    const linesLeft = ends.filter((end) => end < cut).length;
    expect(calls.runs, `cut at ${String(cut)}`).toHaveLength(4 - Math.max(0, linesLeft - 1));
    const place = ({
      configuration,
      run,
      repeat,
      block,
      position,
      session,
      seed,
    }: JournalRepeat): unknown => ({
      ...{ configuration, run, repeat, block, position, session, seed },
    });
    expect(done.repeats.map(place)).toEqual(whole.repeats.map(place));
    expect(await readJournal(journal)).toMatchObject({ repeats: done.repeats, warnings: [] });
  }
});

it('starts anew in an empty file', async () => {
  writeFileSync(journal, '');
  expect((await execute()).calls.runs).toHaveLength(4);
});

const others: [what: string, options: Partial<SuiteOptions>, change: (header: JournalHeader) => void][] = [
  ['repeats', { repeats: 3 }, () => undefined],
  ['options', { bs: '8k' }, () => undefined],
  ['configurations', { directories: ['/measured', '/other'] }, () => undefined],
  ['vfload', {}, (header) => (header.environment.versions.vfload = '0.0.1')],
  ['build of vfload', {}, (header) => (header.environment.versions.build = 'ffffffffffff')],
  ['build of the kernel', {}, (header) => (header.environment.kernelBuild = '#1 SMP of another day')],
  ['virtual machine', {}, (header) => (header.environment.hypervisor = 'Other VMM')],
  ['version of the virtual machine', {}, (header) => (header.environment.machineVersion = 'pc-q35-2.0')],
  ['CPU', {}, (header) => (header.environment.cpuModel = 'i486')],
  ['kernel', {}, (header) => (header.environment.kernel = '2.6.32')],
  ['cores', {}, (header) => (header.environment.cores += 1)],
  ['memory', {}, (header) => (header.environment.memoryBytes *= 2)],
  [
    'mount options of measured',
    {},
    ({ configurations: [first] }) => {
      if (first !== undefined) {
        first.mount = { source: 's', mountPoint: '/', type: 'ext4', options: 'ro', superOptions: '' };
      }
    },
  ],
];
it.each(others)('refuses a journal with another %s, and names it', async (what, options, change) => {
  await execute();
  changeHeader(change);
  const before = readFileSync(journal);
  await expect(execute(options)).rejects.toMatchObject({
    code: 'ERR_VFLOAD_OUTPUT',
    path: journal,
    message: expect.stringContaining(what) as string,
  });
  expect(readFileSync(journal).equals(before)).toBe(true);
});

it('goes on after a boot or on another instance of the mount, in a session that is told and recorded', async () => {
  const first = await execute({}, 3);
  const here = first.done.repeats[0]?.session ?? '';
  const [header = '', ...lines] = readFileSync(journal, 'utf8').split('\n');
  writeFileSync(journal, [header, ...lines].join('\n').replaceAll(here, 'another-boot:31'));
  const { done, events } = await execute();
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
  expect(notices).toContain('Session 2 of measured begins: the machine was booted since the last repeat.');
  expect(done.repeats.map(({ session }) => session)).toEqual([
    'another-boot:31',
    'another-boot:31',
    here,
    here,
  ]);
});

it('takes memory that the kernel counts a little differently for the same', async () => {
  await execute({}, 3);
  changeHeader((header) => (header.environment.memoryBytes -= 4096));
  expect((await execute()).done.repeats).toHaveLength(4);
});

it('refuses a file that is no journal, and leaves it alone', async () => {
  appendFileSync(journal, 'dear diary\n');
  await expect(execute()).rejects.toMatchObject({ code: 'ERR_VFLOAD_OUTPUT', path: journal });
  expect(readFileSync(journal, 'utf8')).toBe('dear diary\n');
  expect(existsSync(journal)).toBe(true);
});
