/** Whoever is killed: the right cell fails, the rest runs, nothing is left behind. */
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import os from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { descendant, descendants, eventually, processes } from './process-tree.ts';
import { cliMissing, leftBehind, RunningVfload } from './running-vfload.ts';

const missing = cliMissing();
const quickCells = [
  '--quick',
  '--size=8m',
  '--ioengine=psync',
  '--rw=seqread,randread',
  '--numjobs=1',
  '--repeats=1',
  '--no-calibrate',
];

describe.skipIf(missing !== undefined)(`a kill in the middle ${missing ?? ''}`, () => {
  let directory: string;
  let vfload: RunningVfload;

  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'vfload-killed-'));
  });

  afterEach(() => {
    vfload.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  test('SIGKILL of a job: that cell fails with what it measured, the next one is measured', async () => {
    vfload = new RunningVfload([directory, ...quickCells, '--runtime=3']);
    const job = await descendant(vfload.pid, 'vfload-job');
    await eventually(() => (vfload.stderr.includes('randread') ? true : undefined), 2000).catch(
      () => undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    process.kill(job.pid, 'SIGKILL');
    const ended = await vfload.ended;
    expect(ended.exitCode).toBe(1);
    const [killed] = await vfload.repeats('randread-psync');
    expect(killed?.result.vfload.outcome).toBe('failed');
    expect(killed?.result.vfload.reason).toMatchObject({
      kind: 'killed',
      signal: 'SIGKILL',
      phase: 'running',
    });
    expect(killed?.result.jobs[0]?.read.total_ios).toBeGreaterThan(0);
    expect(killed?.result.jobs[0]?.read.bw_bytes).toBeGreaterThan(0);
    const [next] = await vfload.repeats('seqread-psync');
    expect(next?.result.vfload.outcome).toBe('measured');
    expect(leftBehind(directory)).toEqual([]);
  });

  test('SIGKILL of the supervisor: its jobs die with it, the cell fails, the next one is measured', async () => {
    vfload = new RunningVfload([directory, ...quickCells, '--runtime=3']);
    const job = await descendant(vfload.pid, 'vfload-job');
    await new Promise((resolve) => setTimeout(resolve, 500));
    process.kill(job.parent, 'SIGKILL');
    const ended = await vfload.ended;
    expect(ended.exitCode).toBe(1);
    const [killed] = await vfload.repeats('randread-psync');
    expect(killed?.result.vfload.outcome).toBe('failed');
    expect(killed?.result.vfload.reason).toMatchObject({ kind: 'killed', signal: 'SIGKILL' });
    const [next] = await vfload.repeats('seqread-psync');
    expect(next?.result.vfload.outcome).toBe('measured');
    expect(processes().some((one) => one.pid === job.pid && one.state !== 'Z')).toBe(false);
    expect(leftBehind(directory)).toEqual([]);
  });

  test('SIGKILL of the controller: jobs end, files go, what was measured stays in the journal', async () => {
    vfload = new RunningVfload([directory, ...quickCells, '--runtime=2']);
    await eventually(() => (readdirSync(vfload.folder).length > 0 ? true : undefined));
    await descendant(vfload.pid, 'vfload-job');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const below = descendants(vfload.pid).map((one) => one.pid);
    expect(below.length).toBeGreaterThan(1);
    process.kill(vfload.pid, 'SIGKILL');
    await eventually(() =>
      processes().some((one) => below.includes(one.pid) && one.state !== 'Z') ? undefined : true,
    );
    expect(leftBehind(directory)).toEqual([]);
    expect((await vfload.journal()).repeats.map((repeat) => repeat.run)).toEqual(['randread-psync']);
  });

  test('a file truncated under an mmap job: SIGBUS with the offset and the present size', async () => {
    vfload = new RunningVfload([
      directory,
      ...['--quick', '--size=64m', '--ioengine=mmap,psync', '--rw=randread', '--numjobs=1', '--runtime=3'],
      '--no-calibrate',
    ]);
    await descendant(vfload.pid, 'vfload-job');
    await new Promise((resolve) => setTimeout(resolve, 500));
    truncateSync(path.join(directory, 'vfload-file1'), 1024 * 1024);
    const ended = await vfload.ended;
    expect(ended.exitCode).toBe(1);
    const [hit] = await vfload.repeats('randread-mmap');
    expect(hit?.result.vfload.reason).toMatchObject({
      kind: 'killed',
      signal: 'SIGBUS',
      fileSizeBytes: 1024 * 1024,
    });
    expect(hit?.result.vfload.reason?.offset).toBeGreaterThanOrEqual(1024 * 1024);
    const [next] = await vfload.repeats('randread-psync');
    expect(next?.result.vfload.outcome).toBe('measured');
    expect(leftBehind(directory)).toEqual([]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s: what was measured is written, nothing is left', async (signal, exitCode) => {
    vfload = new RunningVfload([directory, ...quickCells, '--runtime=30']);
    await descendant(vfload.pid, 'vfload-job');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const below = descendants(vfload.pid).map((one) => one.pid);
    process.kill(vfload.pid, signal);
    const ended = await vfload.ended;
    expect(ended.exitCode).toBe(exitCode);
    const [cut] = await vfload.repeats('randread-psync');
    expect(cut?.result.vfload.interrupted).toBe(true);
    expect(ended.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Not measured: in part only randread-psync (cut short); not run seqread-psync.',
    );
    expect(cut?.result.jobs[0]?.read.total_ios).toBeGreaterThan(0);
    expect(processes().filter((one) => below.includes(one.pid))).toEqual([]);
    expect(leftBehind(directory)).toEqual([]);
  });

  test('SIGINT during layout: the partial file is removed', async () => {
    vfload = new RunningVfload([
      ...[directory, '--quick', '--size=8g', '--rw=randread', '--ioengine=psync', '--no-calibrate'],
    ]);
    await eventually(() => (leftBehind(directory).includes('vfload-file1') ? true : undefined));
    process.kill(vfload.pid, 'SIGINT');
    const ended = await vfload.ended;
    expect(ended.exitCode).toBe(130);
    expect(leftBehind(directory)).toEqual([]);
  });

  test.each(['SIGINT', 'SIGKILL'] as const)(
    '%s during the calibration: its directory is removed',
    async (signal) => {
      vfload = new RunningVfload([directory, '--quick', '--size=8m']);
      await descendant(vfload.pid, 'vfload-job');
      // Beside the journal, or in one of the system's temporary directories.
      const own = (): string[] =>
        [vfload.folder, os.tmpdir(), '/var/tmp', '/dev/shm'].flatMap((folder) =>
          readdirSync(folder).filter((name) => name.startsWith('vfload-calibration-')),
        );
      expect(own().length).toBeGreaterThan(0);
      process.kill(vfload.pid, signal);
      expect((await vfload.ended).exitCode).toBe(signal === 'SIGINT' ? 130 : null);
      await eventually(() => (own().length === 0 ? true : undefined));
      await eventually(() => (leftBehind(directory).length === 0 ? true : undefined));
    },
  );
});
