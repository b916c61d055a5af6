import { describe, expect, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import { VfloadError } from '../../lib/errors.ts';
import { badCell, busError, measuredCell, noMappings } from '../report/study-fixture.ts';
import { fakeApi, fakeIo } from './fake-io.ts';

const measured = measuredCell({ run: 'randread-psync', read: [{ bw: 100000, iops: 25000 }] });
const unsupported = badCell('randread-mmap', { outcome: 'unsupported', reason: noMappings });
const failed = badCell('randread-mmap', { outcome: 'failed', reason: busError });

async function call(script: Parameters<typeof fakeApi>[0], ...args: string[]) {
  const io = fakeIo();
  const exitCode = await main(args, io, () => Promise.resolve(fakeApi(script)));
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text, io };
}

describe('the exit code', () => {
  test.each([
    ['0 where everything was measured', measured, 0],
    ['0 where something is unsupported', [...measured, unsupported], 0],
    ['1 where something failed', [...measured, failed], 1],
    ['3 where nothing is supported', [unsupported], 3],
  ])('is %s', async (_, repeats, expected) => {
    expect((await call({ repeats }, '--quick', '/mnt/share')).exitCode).toBe(expected);
  });

  test.each([
    ['ERR_VFLOAD_DIRECTORY', 2],
    ['ERR_VFLOAD_LOCKED', 2],
    ['ERR_VFLOAD_NO_SPACE', 2],
    ['ERR_VFLOAD_NO_MEMORY', 2],
    ['ERR_VFLOAD_LAYOUT', 1],
    ['ERR_VFLOAD_NATIVE', 1],
  ] as const)('of %s is %i', async (code, expected) => {
    const error = new VfloadError(code, 'It went wrong.', { cause: 'a cause', remedy: 'a remedy' });
    const { exitCode, stdout, stderr } = await call({ error }, '--quick', '/mnt/share');
    expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: '' });
    expect(stderr).toContain('vfload: It went wrong.\n  cause:  a cause\n  remedy: a remedy\n');
  });

  test('of a mistake in vfload is 1, with its stack', async () => {
    const { exitCode, stderr } = await call({ error: new TypeError('oops') }, '/mnt/share');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/vfload: TypeError: oops\n +at /);
  });
});

describe('output', () => {
  test('is the report on stdout, everything else on stderr, the path of the journal last', async () => {
    const { stdout, stderr } = await call({ repeats: measured }, '--quick', '/mnt/share');
    expect(stdout).toContain('randread-psync');
    expect(stdout).not.toContain('journal:');
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('journal: /home/me/vfload-share-1.jsonl');
    expect(stderr).toContain('preset quick: 40 runs, 1 repeat, on share (/mnt/share)');
    expect(stderr).toContain('[1/40] randread-psync on share, repeat 1: ');
  });

  test('in JSON is nothing but JSON', async () => {
    const { stdout } = await call({ repeats: measured }, '--json', '/mnt/share');
    expect(JSON.parse(stdout)).toMatchObject({ jobs: [{ read: { bw: 100000 } }] });
  });

  test("in the study's form tells failures on stderr", async () => {
    const { stdout, stderr } = await call({ repeats: [failed] }, '--format', 'study', '/mnt/share');
    expect(stdout).toContain('0kb');
    expect(stderr).toMatch(/vfload: share randread-mmap failed: SIGBUS/);
  });

  test('a word that is no directory, but nearly a command, is pointed out', async () => {
    const error = new VfloadError('ERR_VFLOAD_DIRECTORY', 'prob cannot be used.', { remedy: 'create it' });
    expect((await call({ error }, 'prob', '/mnt/share')).stderr).toContain(
      'create it. Did you mean vfload probe?',
    );
    expect((await call({ error }, '/mnt/share')).stderr).not.toContain('Did you mean');
  });
});

describe('Ctrl-C', () => {
  async function interrupted(signals: ('SIGINT' | 'SIGTERM')[], error?: Error) {
    const io = fakeIo();
    const script = { repeats: measured, untilAborted: true, ...(error === undefined ? {} : { error }) };
    const ended = main(['--quick', '/mnt/share'], io, () => Promise.resolve(fakeApi(script)));
    while (!io.stderr.text.includes('[1/40]')) await new Promise(setImmediate);
    for (const signal of signals) io.send(signal);
    return { io, exitCode: await ended };
  }

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s reports what was measured and exits with %i', async (signal, expected) => {
    const { io, exitCode } = await interrupted([signal]);
    expect(exitCode).toBe(expected);
    expect(io.stdout.text).toContain('randread-psync');
    expect(io.stderr.text).toContain('interrupted after 1 of 40 repeats');
    expect(io.exits).toEqual([]);
  });

  test('a second one ends the process at once', async () => {
    const { io } = await interrupted(['SIGINT', 'SIGTERM']);
    expect(io.exits).toEqual([143]);
  });

  test('before anything was measured is no error', async () => {
    const { io, exitCode } = await interrupted(['SIGINT'], new VfloadError('ERR_VFLOAD_ABORTED', 'Aborted.'));
    expect(exitCode).toBe(130);
    expect(io.stderr.text).not.toContain('Aborted.');
  });

  test('is given back at the end', async () => {
    const { io } = await interrupted(['SIGINT']);
    expect(io.listeners()).toBe(0);
    expect((await call({ error: new Error('x') }, '/mnt/share')).io.listeners()).toBe(0);
  });
});

test('probe prints operations, and what they mean', async () => {
  const { exitCode, stdout } = await call({}, 'probe', '/mnt/share');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/OPERATION +OK +ERRNO +NOTE\n/);
  expect(stdout).toMatch(/read +yes\n/);
  expect(stdout).toMatch(/map-shared +no +ENODEV +mmap is unsupported\.\n/);
  const { operations } = JSON.parse((await call({}, 'probe', '--json', '/mnt/share')).stdout) as {
    operations: object[];
  };
  expect(operations).toHaveLength(2);
  const withFormat = await call({}, 'probe', '--format', 'json', '/mnt/share');
  expect(JSON.parse(withFormat.stdout)).toHaveProperty('operations');
  const asStudy = await call({}, 'probe', '--format=study', '/mnt/share');
  expect(asStudy).toMatchObject({ exitCode: 2, stdout: '' });
  expect(asStudy.stderr).toContain('"study" is no form of a probe.\n  remedy: Expected table or json.');
});
