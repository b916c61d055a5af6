/** File systems that stop answering: jobs are given up, the controller lives, later cells are not started. */
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mountPassthrough, passthroughMissing, type PassthroughMount } from '../mounts/passthrough.ts';
import { mountSmallTmpfs, smallMountMissing, type SmallMount } from '../mounts/small-tmpfs.ts';
import { descendant } from './process-tree.ts';
import { cliMissing, leftBehind, RunningVfload } from './running-vfload.ts';

const unbuilt = cliMissing();
const noFuse = unbuilt ?? passthroughMissing();
const noTmpfs = unbuilt ?? smallMountMissing();
const cells = [
  '--quick',
  '--size=8m',
  '--ioengine=psync',
  '--numjobs=1',
  '--direct=1',
  '--runtime=20',
  '--no-calibrate',
];

describe.skipIf(noFuse !== undefined)(`a FUSE daemon that fails ${noFuse ?? ''}`, () => {
  let mount: PassthroughMount;
  let vfload: RunningVfload;

  beforeEach(async () => {
    mount = await mountPassthrough('never');
  });

  afterEach(async () => {
    vfload.remove();
    await mount.unmount();
  });

  test('stopped: the job is stuck, is given up, and the next cell fails without starting', async () => {
    vfload = new RunningVfload([mount.mountPoint, ...cells, '--rw=seqread,randread', '--stuck-after=2']);
    await descendant(vfload.pid, 'vfload-job');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    process.kill(mount.pid, 'SIGSTOP');
    const ended = await vfload.ended;
    expect(ended.exitCode).toBe(1);
    const [stuck] = await vfload.repeats('randread-psync');
    expect(stuck?.result.vfload.outcome).toBe('failed');
    expect(stuck?.result.vfload.reason).toMatchObject({ kind: 'stuck' });
    expect(stuck?.result.vfload.reason?.pid).toBeGreaterThan(0);
    expect(stuck?.result.vfload.reason?.wchan).toMatch(/\w/);
    expect(stuck?.result.vfload.reason?.syscall).toMatch(/pread/);
    expect(stuck?.result.vfload.reason?.remedy).toMatch(/\w/);
    const [next] = await vfload.repeats('seqread-psync');
    expect(next?.result.vfload.reason).toMatchObject({ kind: 'stuck' });
    expect(next?.result.jobs[0]?.read.total_ios ?? 0).toBe(0);
  });

  test('killed: the cell fails with ENOTCONN', async () => {
    vfload = new RunningVfload([mount.mountPoint, ...cells, '--rw=seqread,randread']);
    await descendant(vfload.pid, 'vfload-job');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    process.kill(mount.pid, 'SIGKILL');
    const ended = await vfload.ended;
    expect(ended.exitCode).toBe(1);
    const [dead] = await vfload.repeats('randread-psync');
    expect(dead?.result.vfload.outcome).toBe('failed');
    expect(['ENOTCONN', 'ECONNABORTED']).toContain(dead?.result.vfload.reason?.errnoName);
    const [next] = await vfload.repeats('seqread-psync');
    expect(next?.result.vfload.outcome).toBe('failed');
  });

  test('cache=never has no shared mmap: unsupported with ENODEV, everything else is measured', async () => {
    vfload = new RunningVfload([mount.mountPoint, '--quick', '--size=4m', '--no-calibrate']);
    const ended = await vfload.ended;
    expect(ended.exitCode).toBe(0);
    const { repeats } = await vfload.journal();
    expect(repeats.length).toBe(40);
    for (const { run, result } of repeats) {
      if (run.includes('mmap')) {
        expect(result.vfload.outcome, run).toBe('unsupported');
        expect(result.vfload.reason?.errnoName, run).toBe('ENODEV');
      } else {
        expect(result.vfload.outcome, run).toBe('measured');
      }
    }
    expect(leftBehind(mount.mountPoint)).toEqual([]);
  });
});

describe.skipIf(noTmpfs !== undefined)(`a small file system ${noTmpfs ?? ''}`, () => {
  let mount: SmallMount;
  let vfload: RunningVfload;

  beforeEach(() => {
    mount = mountSmallTmpfs(16);
  });

  afterEach(() => {
    vfload.remove();
    mount.unmount();
  });

  test('too small for the files: refused before anything is written, with the numbers', async () => {
    vfload = new RunningVfload([
      mount.mountPoint,
      '--quick',
      '--size=64m',
      '--ioengine=psync',
      '--rw=randread',
    ]);
    const ended = await vfload.ended;
    expect([1, 2]).toContain(ended.exitCode);
    expect(ended.stderr).toMatch(/free|space|ENOSPC/i);
    expect(leftBehind(mount.mountPoint)).toEqual([]);
  });

  test('that fills up under a writing job: that cell fails with ENOSPC, the reading one is measured', async () => {
    // vfload's own files are allocated beforehand; a sparse file of the user's is not.
    const sparse = path.join(mount.mountPoint, 'vfload-file1');
    writeFileSync(sparse, '');
    truncateSync(sparse, 64 * 1024 * 1024);
    vfload = new RunningVfload([
      mount.mountPoint,
      ...[
        '--quick',
        '--no-calibrate',
        '--size=64m',
        '--ioengine=psync',
        '--rw=seqwrite,randread',
        '--numjobs=1',
        '--allow-overwrite',
      ],
    ]);
    const ended = await vfload.ended;
    expect(ended.exitCode).toBe(1);
    const [full] = await vfload.repeats('seqwrite-psync');
    expect(full?.result.vfload.outcome).toBe('failed');
    expect(full?.result.vfload.reason).toMatchObject({ errnoName: 'ENOSPC', operation: 'write' });
    expect(full?.result.jobs[0]?.write.io_bytes).toBeGreaterThan(0);
    const [read] = await vfload.repeats('randread-psync');
    expect(read?.result.vfload.outcome).toBe('measured');
    expect(leftBehind(mount.mountPoint)).toEqual(['vfload-file1']);
  });
});
