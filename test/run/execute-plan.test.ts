import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SuiteOptions } from '../../lib/options/api-options.ts';
import { parseSettings } from '../../lib/options/api-inputs.ts';
import { makeSuitePlan } from '../../lib/plan/make-plan.ts';
import { readJournal } from '../../lib/result/journal-reader.ts';
import type { ProgressEvent } from '../../lib/run/events.ts';
import { executePlan } from '../../lib/run/execute-plan.ts';
import type { NativeChildEnd } from '../../lib/run/native.ts';
import type { SuiteResult } from '../../lib/run/suite-result.ts';
import { type Calls, type Script, fileFacts, scriptedAddon } from './scripted-addon.ts';

const { errno } = constants;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-execute-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Executed {
  calls: Calls;
  events: ProgressEvent[];
  result: Promise<SuiteResult>;
}

function execute(script: Script, options: Partial<SuiteOptions> = {}): Executed {
  const { addon, calls } = scriptedAddon(script);
  const asked: SuiteOptions = {
    directories: '/measured',
    preset: 'quick',
    ioengine: 'psync',
    rw: 'seqread,randread',
    numjobs: '1',
    output: path.join(folder, 'journal.jsonl'),
    calibrate: false,
    // What others write to this machine's disk is not to be waited for.
    settle: 0,
    ...options,
  };
  const events: ProgressEvent[] = [];
  const result = executePlan({
    addon,
    plan: makeSuitePlan(asked),
    settings: parseSettings(asked),
    signal: asked.signal,
    emit: (event) => events.push(event),
  });
  return { calls, events, result };
}

function failure(
  name: keyof typeof errno,
  point: 'map' | 'read' | 'write' | 'engine-setup',
): Partial<NativeChildEnd> {
  const filename = 'vfload-file1';
  return { phase: 'running', failure: { errno: errno[name], point, filename, offset: 0, bytes: 4096 } };
}

const stuck: Partial<NativeChildEnd> = {
  end: 'abandoned',
  phase: 'running',
  stuck: { reason: 'no-completion', wchan: 'request_wait_answer', syscall: 17 },
};

function outcomes(result: SuiteResult): string[] {
  return result.repeats.map(
    ({ configuration, run, repeat, result: { vfload } }) =>
      `${configuration} ${run} ${String(repeat)} ${vfload.outcome}`,
  );
}

describe('a plan', () => {
  it('lays out each directory once, drops caches before each repeat, and runs in the plan’s order', async () => {
    const { calls, result } = execute({}, { repeats: 2 });
    const done = await result;
    expect(calls.layouts).toHaveLength(1);
    expect(calls.dropped).toBe(4);
    expect(done.repeats.map(({ run, repeat }) => `${run} ${String(repeat)}`)).toEqual(
      done.plan.order.map(({ run, repeat }) => `${done.plan.runs[run]?.name ?? ''} ${String(repeat)}`),
    );
    expect(done.exitCode).toBe(0);
    expect(calls.released).toEqual(['/measured']);
  });

  it('writes what it returns to the journal', async () => {
    const done = await execute({}, { repeats: 2 }).result;
    const journal = await readJournal(done.journalPath);
    expect(journal.warnings).toEqual([]);
    expect(journal.header).toEqual(done.header);
    expect(journal.repeats).toEqual(done.repeats);
  });

  it('goes on after a failed run, and exits with 1', async () => {
    const script: Script = {
      run: (jobs) => jobs.map((job) => (job.rw === 'randread' ? failure('EIO', 'read') : {})),
    };
    const done = await execute(script).result;
    expect(outcomes(done).sort()).toEqual([
      'measured randread-psync 1 failed',
      'measured seqread-psync 1 measured',
    ]);
    expect(done.exitCode).toBe(1);
  });

  it('tries an unsupported cell once, and records every repeat of it with the reason', async () => {
    const script: Script = { run: (jobs) => jobs.map(() => failure('ENODEV', 'map')) };
    const { calls, result } = execute(script, { ioengine: 'mmap', rw: 'randread', repeats: 3 });
    const done = await result;
    expect(calls.runs).toHaveLength(1);
    expect(done.repeats.map(({ result: { vfload } }) => vfload.reason?.errnoName)).toEqual([
      'ENODEV',
      'ENODEV',
      'ENODEV',
    ]);
    expect(done.exitCode).toBe(3);
  });

  it('exits with 0 when some of it is unsupported', async () => {
    const script: Script = {
      run: (jobs) =>
        jobs.map((job) => (job.ioengine === 'io_uring' ? failure('ENOSYS', 'engine-setup') : {})),
    };
    const done = await execute(script, { ioengine: 'psync,io_uring' }).result;
    expect(done.exitCode).toBe(0);
  });

  it.each([
    ['works', {}, 'failed', 'usage'],
    ['fails', failure('EINVAL', 'read'), 'unsupported', 'error'],
  ] as const)(
    'after EINVAL tries 4 KiB at offset 0 once; where that %s…',
    async (_what, trial, outcome, kind) => {
      const script: Script = {
        run: (jobs) => jobs.map((job) => (job.bs === 1000 ? failure('EINVAL', 'read') : { ...trial })),
      };
      const { calls, result } = execute(script, { rw: 'randread', bs: 1000, direct: 1, numjobs: '1' });
      const done = await result;
      expect(done.repeats[0]?.result.vfload).toMatchObject({ outcome, reason: { kind } });
      expect(calls.runs[1]?.jobs).toMatchObject([
        { bs: 4096, size: 4096, offset: 0, direct: true, ioengine: 'psync' },
      ]);
    },
  );
});

describe('what a crashed run left', () => {
  it('is reported once the keeper has removed it', async () => {
    const { events, result } = execute({
      inspect: () => ({ removedLeftovers: ['vfload-file1', 'vfload-file2'] }),
    });
    await result;
    expect(events[0]).toMatchObject({
      type: 'notice',
      message: expect.stringContaining('/measured: vfload-file1, vfload-file2') as string,
    });
  });
});

describe('a mount that is stuck', () => {
  const configurations = [
    { label: 'hung', directory: '/hung' },
    { label: 'beside', directory: '/hung/beside' },
    { label: 'well', directory: '/well' },
  ];
  const inspect: NonNullable<Script['inspect']> = (directory) => ({ mountId: directory === '/well' ? 1 : 2 });

  it('starts nothing more on it, through whichever directory, and goes on elsewhere', async () => {
    const script: Script = {
      inspect,
      run: (jobs, directory) => jobs.map(() => (directory === '/hung' ? stuck : {})),
    };
    // Whoever comes first on the hung mount: in blocks that is "hung".
    const { calls, result } = execute(script, { directories: undefined, configurations, order: 'blocks' });
    const done = await result;
    expect(calls.runs.filter(({ directory }) => directory === '/hung')).toHaveLength(1);
    expect(done.repeats).toHaveLength(6);
    const reasons = done.repeats
      .filter(({ configuration }) => configuration !== 'well')
      .map((repeat) => repeat.result.vfload.reason);
    expect(reasons.every((reason) => reason?.kind === 'stuck')).toBe(true);
    expect(reasons.filter((reason) => reason?.operation === 'start').length).toBeGreaterThanOrEqual(2);
    expect(outcomes(done).filter((line) => line.endsWith('measured'))).toHaveLength(
      2 + calls.runs.filter(({ directory }) => directory === '/hung/beside').length,
    );
    expect(done.exitCode).toBe(1);
  });

  it('is noticed in its layout as well', async () => {
    const script: Script = { inspect, layout: () => ({ ...stuck, phase: 'running' }) };
    const { calls, result } = execute(script, { directories: '/hung' });
    const done = await result;
    expect(calls.runs).toEqual([]);
    const reason = expect.objectContaining({
      ...{ operation: 'layout', phase: 'running', wchan: 'request_wait_answer', syscall: 'pread64' },
      message: 'Not started: the layout got stuck on this mount (waits in pread64, request_wait_answer).',
    }) as unknown;
    expect(done.repeats.map((repeat) => repeat.result.vfload.reason)).toEqual([reason, reason]);
  });

  it('is noticed when its caches are dropped as well', async () => {
    const { calls, result } = execute({ inspect, dropCaches: () => stuck }, { directories: '/hung' });
    const done = await result;
    expect(calls.runs).toEqual([]);
    expect(calls.dropped).toBe(1);
    expect(done.repeats[0]?.result.vfload.reason).toMatchObject({ kind: 'stuck', operation: 'drop-caches' });
  });
});

describe('a keeper that is killed', () => {
  it('lets the repeat end; nothing more is started without its lock', async () => {
    const { calls, result, events } = execute(
      {
        keeper: { end: 'signalled', signal: 9 },
        run: (jobs, directory) => {
          calls.endKeeper(directory);
          return jobs.map(() => ({}));
        },
      },
      { repeats: 2 },
    );
    const done = await result;
    expect(calls.runs).toHaveLength(1);
    expect(done.repeats.map((repeat) => repeat.result.vfload.reason?.kind)).toEqual([
      undefined,
      'killed',
      'killed',
      'killed',
    ]);
    expect(done.repeats[1]?.result.vfload.reason?.message).toContain('the lock');
    expect(done.exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ message: expect.stringContaining('may remain') as string });
  });
});

describe('a layout that fails', () => {
  it('fails every cell of its directory with its reason', async () => {
    const { calls, result } = execute({ layout: () => failure('ENOSPC', 'write') });
    const done = await result;
    expect(calls.runs).toEqual([]);
    expect(done.repeats.map((repeat) => repeat.result.vfload.reason)).toMatchObject([
      { operation: 'layout', errnoName: 'ENOSPC' },
      { operation: 'layout', errnoName: 'ENOSPC' },
    ]);
    expect(done.exitCode).toBe(1);
  });
});

describe('before anything is touched', () => {
  const refusals: [title: string, code: string, script: Script, options: Partial<SuiteOptions>][] = [
    [
      'a foreign file that would be written to',
      'ERR_VFLOAD_FOREIGN_FILE',
      { inspect: () => ({ files: [fileFacts({ sizeBytes: 1e9 })] }) },
      { rw: 'randwrite' },
    ],
    [
      'a foreign file that is too small to be read',
      'ERR_VFLOAD_FOREIGN_FILE',
      { inspect: () => ({ files: [fileFacts({ sizeBytes: 10 })] }) },
      {},
    ],
    [
      'something that is no regular file',
      'ERR_VFLOAD_FOREIGN_FILE',
      { inspect: () => ({ files: [fileFacts({ regular: false, sizeBytes: 1e9 })] }) },
      { allowOverwrite: true },
    ],
    ['too little space', 'ERR_VFLOAD_NO_SPACE', { inspect: () => ({ freeBytes: 64 * 1048576 }) }, {}],
    [
      'a directory where nothing can be made',
      'ERR_VFLOAD_DIRECTORY',
      { inspect: () => ({ readOnly: true }) },
      {},
    ],
    [
      'a directory that another vfload works in',
      'ERR_VFLOAD_LOCKED',
      {
        inspect: () => ({
          failure: { errno: errno.EAGAIN, point: 'lock', filename: undefined, offset: 0, bytes: 0 },
          holderPid: 77,
        }),
      },
      {},
    ],
    [
      'a directory that is not there',
      'ERR_VFLOAD_DIRECTORY',
      {
        inspect: () => ({
          failure: { errno: errno.ENOENT, point: 'open', filename: undefined, offset: 0, bytes: 0 },
          holderPid: undefined,
        }),
      },
      {},
    ],
  ];
  it.each(refusals)('refuses %s, and leaves no journal', async (_title, code, script, options) => {
    const { calls, result } = execute(script, options);
    await expect(result).rejects.toMatchObject({ code, remedy: expect.stringMatching(/\S/) as string });
    expect(calls.layouts).toEqual([]);
    expect(calls.released).toEqual(['/measured']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells a directory that is given twice, through a link', async () => {
    const locked = { errno: errno.EAGAIN, point: 'lock', filename: undefined, offset: 0, bytes: 0 } as const;
    const inspect = (directory: string): ReturnType<NonNullable<Script['inspect']>> =>
      directory === '/link' ? { failure: locked, holderPid: process.pid } : {};
    const { result } = execute({ inspect }, { directories: ['/real', '/link'] });
    await expect(result).rejects.toMatchObject({
      code: 'ERR_VFLOAD_USAGE',
      message: '/link is the same directory as /real.',
    });
  });

  it('takes a foreign file that is big enough for reading', async () => {
    const { result } = execute({ inspect: () => ({ files: [fileFacts({ sizeBytes: 1e9 })] }) });
    expect((await result).exitCode).toBe(0);
  });

  it('needs no space for files that are there', async () => {
    const files = [fileFacts({ ours: true, sizeBytes: 1e9, allocatedBytes: 1e9 })];
    const { result } = execute({ inspect: () => ({ freeBytes: 0, files }) });
    expect((await result).exitCode).toBe(0);
  });

  it('adds up what directories on one file system need', async () => {
    const { result } = execute(
      { inspect: () => ({ freeBytes: 100 * 1048576 }) },
      { directories: ['/one', '/two'] },
    );
    await expect(result).rejects.toMatchObject({ code: 'ERR_VFLOAD_NO_SPACE' });
  });

  it('names the process that holds the lock', async () => {
    const inspect: NonNullable<Script['inspect']> = () => ({
      failure: { errno: errno.EAGAIN, point: 'lock', filename: undefined, offset: 0, bytes: 0 },
      holderPid: 77,
    });
    await expect(execute({ inspect }).result).rejects.toThrow('process 77');
  });

  it('releases the directories that were opened before the one that is refused', async () => {
    const inspect = (directory: string): ReturnType<NonNullable<Script['inspect']>> => {
      if (directory === '/one') return {};
      const failed = {
        errno: errno.EACCES,
        point: 'open',
        filename: undefined,
        offset: 0,
        bytes: 0,
      } as const;
      return { failure: failed, holderPid: undefined };
    };
    const { calls, result } = execute({ inspect }, { directories: ['/one', '/two'] });
    await expect(result).rejects.toMatchObject({ code: 'ERR_VFLOAD_DIRECTORY', path: '/two' });
    expect(calls.released.sort()).toEqual(['/one', '/two']);
  });
});

describe('an abort', () => {
  it('before the start is an error, and leaves nothing', async () => {
    const { calls, result } = execute({}, { signal: AbortSignal.abort() });
    await expect(result).rejects.toMatchObject({ code: 'ERR_VFLOAD_ABORTED' });
    expect(calls.released).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('while caches are dropped starts no run', async () => {
    const abort = new AbortController();
    const dropCaches = (): Partial<NativeChildEnd> => {
      abort.abort();
      return {};
    };
    const { calls, result } = execute({ dropCaches }, { signal: abort.signal });
    await expect(result).rejects.toMatchObject({ code: 'ERR_VFLOAD_ABORTED' });
    expect(calls.runs).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('between two repeats keeps what was measured', async () => {
    const abort = new AbortController();
    const { addon, calls } = scriptedAddon({});
    const asked: SuiteOptions = {
      ...{ directories: '/measured', preset: 'quick', ioengine: 'psync', numjobs: '1' },
      calibrate: false,
      output: path.join(folder, 'journal.jsonl'),
    };
    const done = await executePlan({
      addon,
      plan: makeSuitePlan(asked),
      settings: parseSettings(asked),
      signal: abort.signal,
      emit: (event) => {
        if (event.type === 'repeat') abort.abort();
      },
    });
    expect(done.interrupted).toBe(true);
    expect(done.repeats).toHaveLength(1);
    expect(calls.runs).toHaveLength(1);
    expect((await readJournal(done.journalPath)).repeats).toHaveLength(1);
  });
});

describe('where O_DIRECT is asked for', () => {
  const answer = (operation: string, errnoNumber: number) => ({
    operation,
    errno: errnoNumber,
    stuck: false,
  });
  const tmpfs = ['direct-open', 'direct-read-4096', 'direct-read-unaligned'].map((name) => answer(name, 0));

  it('the mount is probed once; results and the journal’s header tell what it makes of it', async () => {
    const { calls, result } = execute({ probe: () => ({ results: tmpfs }) }, { direct: 1, repeats: 2 });
    const done = await result;
    expect(calls.probed).toBe(1);
    expect(done.header.configurations[0]?.probe).toMatchObject({ 'direct-open': 'ok' });
    for (const { result: told } of done.repeats) {
      expect(told.vfload.direct).toMatchObject({ verdict: 'not-enforced', unaligned: 'ok' });
      expect(told.vfload.warnings.map(({ code }) => code)).toContain('direct');
    }
    expect((await readJournal(done.journalPath)).header).toEqual(done.header);
  });

  it('and nowhere else', async () => {
    const { calls, result } = execute({ probe: () => ({ results: tmpfs }) });
    const done = await result;
    expect(calls.probed).toBe(0);
    expect(done.repeats[0]?.result.vfload).not.toHaveProperty('direct');
  });

  it('nothing is tried, and nothing known, on a read-only mount', async () => {
    const script: Script = {
      inspect: () => ({ readOnly: true, files: [fileFacts({ sizeBytes: 1e9 })] }),
      probe: () => ({ results: tmpfs }),
    };
    const { calls, result } = execute(script, { direct: 1 });
    const done = await result;
    expect(calls.probed).toBe(0);
    expect(done.repeats[0]?.result.vfload.direct).toMatchObject({ verdict: 'unknown', open: 'untried' });
  });

  it('a mount on which the probe hangs is stuck', async () => {
    const { calls, result } = execute({ probe: () => ({ results: [], end: stuck }) }, { direct: 1 });
    const done = await result;
    expect(calls.layouts).toEqual([]);
    expect(done.repeats[0]?.result.vfload.reason?.message).toContain('the probe got stuck');
  });
});

it('after EINVAL of a sync tries a sync after 4 KiB, and says what is lacking where that fails too', async () => {
  const filename = 'vfload-file1';
  const refused = { errno: errno.EINVAL, point: 'sync', filename, offset: 0, bytes: 0 } as const;
  const script: Script = { run: (jobs) => jobs.map(() => ({ failure: refused })) };
  const { calls, result } = execute(script, { rw: 'randwrite', fsync: 8 });
  const { outcome, reason } = (await result).repeats[0]?.result.vfload ?? {};
  expect(outcome).toBe('unsupported');
  expect(reason?.remedy).toContain('leave out fsync');
  expect(calls.runs[1]?.jobs).toMatchObject([{ size: 4096, fsync: 1, fdatasync: 0 }]);
});

it('tells how much of each file vfload laid out', async () => {
  const done = await execute({}).result;
  const [file] = done.plan.files;
  expect(done.repeats[0]?.result.vfload.files).toEqual([
    { filename: 'vfload-file1', state: 'fresh', laidOutBytes: file?.sizeBytes },
  ]);
});

it.each([
  ['the id that no later mount gets', 4_294_967_999, ':4294967999'],
  ['the id in mountinfo where the kernel has no better one', undefined, ':31@0:77'],
])('a session is the boot and %s', async (_what, uniqueMountId, ending) => {
  const done = await execute({ inspect: () => ({ mountId: 31, uniqueMountId }) }).result;
  for (const { session } of done.repeats) expect(session.endsWith(ending), session).toBe(true);
});
