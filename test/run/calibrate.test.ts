import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SuiteOptions } from '../../lib/options/api-options.ts';
import { parseSettings } from '../../lib/options/api-inputs.ts';
import { makeSuitePlan } from '../../lib/plan/make-plan.ts';
import type { ProgressEvent } from '../../lib/run/events.ts';
import { executePlan } from '../../lib/run/execute-plan.ts';
import type { NativeChildEnd, NativeJob } from '../../lib/run/native.ts';
import type { SuiteResult } from '../../lib/run/suite-result.ts';
import { direction, statistics } from '../result/statistics-fixture.ts';
import { type Calls, type Script, scriptedAddon } from './scripted-addon.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-calibrate-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const resources = { voluntarySwitches: 0, involuntarySwitches: 0, minorFaults: 0, majorFaults: 0 };

/** A job of half a second with I/Os of so many ns each. */
function job(nsPerIo: number): Partial<NativeChildEnd> {
  const ios = 5e8 / nsPerIo;
  const read = direction([], { completed: ios, issued: ios, bytes: ios * 4096, runtimeNs: 5e8 });
  return { statistics: statistics({ read, resources: { userUs: 5e5, systemUs: 0, ...resources } }) };
}

function isCalibration({ name }: NativeJob): boolean {
  return name === 'calibration';
}

interface Executed {
  calls: Calls;
  events: ProgressEvent[];
  result: Promise<SuiteResult>;
}

function execute(
  script: Script,
  options: Partial<SuiteOptions> = {},
  onEvent = (_: ProgressEvent) => {},
): Executed {
  const { addon, calls } = scriptedAddon(script);
  const asked: SuiteOptions = {
    ...{ directories: '/measured', preset: 'quick', rw: 'randread', numjobs: '1' },
    ...{ ioengine: 'psync,libaio', output: path.join(folder, 'journal.jsonl') },
    ...options,
  };
  const events: ProgressEvent[] = [];
  const result = executePlan({
    addon,
    plan: makeSuitePlan(asked),
    settings: parseSettings(asked),
    signal: asked.signal,
    emit: (event) => {
      events.push(event);
      onEvent(event);
    },
  });
  return { calls, events, result };
}

/** What each run knows of its generator. */
function generators(done: SuiteResult): Record<string, unknown> {
  return Object.fromEntries(done.repeats.map(({ run, result }) => [run, result.vfload.generator]));
}

const costs: Readonly<Record<string, number>> = { null: 50, psync: 400, libaio: 800 };

it('comes before the first layout and run, elsewhere than in the measured directory, and tells its steps', async () => {
  const { calls, events, result } = execute({
    run: (jobs) => jobs.map((one) => job(isCalibration(one) ? (costs[one.ioengine] ?? 0) : 1000)),
  });
  const done = await result;
  expect(generators(done)).toMatchObject({
    'randread-psync': { loopNsPerIo: 50, floorNsPerIo: 400, nsPerIo: 1000, share: 0.4, bound: true },
    'randread-libaio': { loopNsPerIo: 50, floorNsPerIo: 800, nsPerIo: 1000, share: 0.8, bound: true },
  });
  const told = calls.runs.map(({ jobs: [one] }) => `${one?.ioengine ?? ''} ${String(one?.iodepth)}`);
  expect(told.slice(0, 4)).toEqual(['null 1', 'null 16', 'psync 1', 'libaio 16']);
  expect(new Set(calls.runs.slice(0, 4).map(({ directory }) => path.dirname(directory)))).toHaveLength(1);
  expect(calls.runs.slice(4).map(({ directory }) => directory)).toEqual(['/measured', '/measured']);
  expect(calls.layouts.map(([file]) => file)).toMatchObject([{ sizeBytes: 4096 }, { sizeBytes: 2 ** 26 }]);
  expect(calls.runs[2]?.jobs).toMatchObject([
    { invalidate: false, timeBased: true, rampTimeMs: 50, runtimeMs: 500, size: 4096 },
  ]);
  const steps = events.flatMap((event) => (event.type === 'calibrating' ? [event] : []));
  expect(steps.map(({ ioengine, fraction }) => [ioengine, fraction])).toEqual([
    ...[
      ['null', 0],
      ['null', 0.25],
    ],
    ...[
      ['psync', 0.5],
      ['libaio', 0.75],
    ],
  ]);
  expect(events.map(({ type }) => type).indexOf('plan')).toBe(0);
  expect(readdirSync(folder)).toEqual(['journal.jsonl']);
});

it('leaves out blocks above 1 MiB, and writes none', async () => {
  const { calls, result } = execute(
    { run: (jobs) => jobs.map((one) => job(isCalibration(one) ? 50 : 1000)) },
    { bs: '2m' },
  );
  expect(generators(await result)).toMatchObject({
    'randread-psync': { reason: expect.stringContaining('above 1 MiB') as string },
  });
  expect(calls.layouts.map(([file]) => file)).toMatchObject([{ sizeBytes: 2 ** 26 }]);
});

it('leaves out an engine that the kernel does not have, with the reason, and goes on', async () => {
  const { result } = execute({
    run: (jobs) =>
      jobs.map((one) =>
        one.ioengine === 'libaio' && isCalibration(one)
          ? {
              failure: {
                errno: constants.errno.ENOSYS,
                point: 'engine-setup',
                filename: undefined,
                offset: 0,
                bytes: 0,
              },
            }
          : job(isCalibration(one) ? 400 : 1000),
      ),
  });
  const done = await result;
  expect(done.exitCode).toBe(0);
  expect(generators(done)).toMatchObject({
    'randread-psync': { floorNsPerIo: 400 },
    'randread-libaio': { reason: expect.stringMatching(/ENOSYS \(.+\)$/) as string },
  });
});

it('without room for its block calibrates nothing, with the reason', async () => {
  const full = {
    errno: constants.errno.ENOSPC,
    point: 'write',
    filename: 'vfload-block',
    offset: 0,
    bytes: 4096,
  } as const;
  const { result } = execute({
    layout: (files) => (files.some(({ filename }) => filename === 'vfload-block') ? { failure: full } : {}),
    run: (jobs) => jobs.map(() => job(1000)),
  });
  const done = await result;
  expect(done.repeats.map(({ result: { vfload } }) => vfload.outcome)).toEqual(['measured', 'measured']);
  expect(generators(done)['randread-psync']).toMatchObject({
    reason: expect.stringContaining('ENOSPC') as string,
  });
});

it('in a place that cannot be locked calibrates nothing', async () => {
  const failure = {
    errno: constants.errno.EACCES,
    point: 'lock',
    filename: undefined,
    offset: 0,
    bytes: 0,
  } as const;
  const { result } = execute({
    inspect: (directory) =>
      directory === '/measured' ? { freeBytes: 1e12 } : { failure, holderPid: undefined },
    run: (jobs) => jobs.map(() => job(1000)),
  });
  expect(generators(await result)['randread-psync']).toMatchObject({
    reason: expect.stringContaining('EACCES') as string,
  });
  expect(readdirSync(folder)).toEqual(['journal.jsonl']);
});

it('an abort during it runs nothing, and leaves neither its directory nor a journal', async () => {
  const abort = new AbortController();
  const { calls, result } = execute({}, { signal: abort.signal }, ({ type }) => {
    if (type === 'calibrating') abort.abort();
  });
  await expect(result).rejects.toMatchObject({ code: 'ERR_VFLOAD_ABORTED' });
  expect(calls.runs).toEqual([]);
  expect(calls.released).toContain('/measured');
  expect(calls.released).toHaveLength(2);
  expect(readdirSync(folder)).toEqual([]);
});

it('a suite that is continued calibrates again, unless all of it is there', async () => {
  const script: Script = { run: (jobs) => jobs.map((one) => job(isCalibration(one) ? 400 : 1000)) };
  const abort = new AbortController();
  const first = execute(script, { signal: abort.signal }, ({ type }) => {
    if (type === 'repeat') abort.abort();
  });
  expect((await first.result).repeats).toHaveLength(1);
  const second = execute(script);
  expect(Object.values(generators(await second.result))).toMatchObject([{ share: 0.4 }, { share: 0.4 }]);
  const third = execute(script);
  await third.result;
  expect(third.calls.runs).toEqual([]);
  expect(third.events.map(({ type }) => type)).not.toContain('calibrating');
});

it('is left out where that is asked for', async () => {
  const { calls, result } = execute({ run: (jobs) => jobs.map(() => job(1000)) }, { calibrate: false });
  expect(generators(await result)['randread-psync']).toBeUndefined();
  expect(calls.runs).toHaveLength(2);
});
