import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import { fakeApi, fakeIo } from './fake-io.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-cli-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function jobFile(text: string): string {
  const file = path.join(folder, 'job.fio');
  writeFileSync(file, text);
  return file;
}

async function call(...args: string[]) {
  const io = fakeIo();
  const api = fakeApi();
  const exitCode = await main(['run', ...args], io, () => Promise.resolve(api));
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text, asked: api.asked.run };
}

const text =
  '[global]\nsize=64m\nrw=randread\n[first]\nnumjobs=2\n[second]\nstonewall\nrw=write\nruntime=20\n';

describe('job files', () => {
  test('reach the API with their sections and the options beside them', async () => {
    const file = jobFile(text);
    const { exitCode, asked, stderr } = await call(
      ...['--bs=8k', file, '--section', 'first', '--directory=/mnt/a', '--section=second', '--repeats', '3'],
    );
    expect(stderr).toContain('2 runs, 3 repeats, on a (/mnt/a)');
    expect(exitCode).toBe(0);
    expect(asked).toMatchObject([
      {
        ...{ jobFiles: [file], sections: ['first', 'second'] },
        ...{ bs: '8k', directory: '/mnt/a', repeats: '3' },
      },
    ]);
  });

  test('that are wrong end with 2 and one message with the place', async () => {
    const file = jobFile('[job]\nsize=1m\nblocksze=4k\n');
    const { exitCode, stdout, stderr } = await call(file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toBe(
      `vfload: ${file}:3:1: option "blocksze": there is no such option.\n  remedy: Did you mean blocksize?\n`,
    );
  });

  test('have names of their own', async () => {
    const { exitCode, stderr } = await call(jobFile(text), '--name=mine');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Option name: this option cannot be given here.');
  });
});

describe('--explain', () => {
  test('tells runs, jobs, files, bytes and time, and asks for nothing', async () => {
    const { exitCode, stdout, stderr, asked } = await call(
      '--explain',
      jobFile(text),
      `--directory=${folder}`,
    );
    expect({ exitCode, stderr, asked }).toEqual({ exitCode: 0, stderr: '', asked: [] });
    expect(stdout).toContain('Nothing is run.');
    expect(stdout).toContain(`Directory: ${folder} (label ${path.basename(folder)})`);
    expect(stdout).toContain('2 runs, one after the other; 1 repeat');
    expect(stdout).toContain('3 files, 192 MiB of disk space');
    expect(stdout).toContain('first.1.0: 64 MiB, full of data, only read');
    expect(stdout).toContain('second.0.0: 64 MiB, space alone, written to');
    expect(stdout).toContain('Run 1, first: 2 jobs at once, 128 MiB');
    expect(stdout).toContain('Run 2, second: 1 job at once, at most 20s on 64 MiB');
  });

  test('tells of a directory that is not there, behind the plan', async () => {
    const place = path.join(folder, 'nope');
    const { exitCode, stdout, stderr, asked } = await call('--explain', '--quick', `--directory=${place}`);
    expect({ exitCode, asked }).toEqual({ exitCode: 2, asked: [] });
    expect(stdout).toContain(`Directory: ${place}`);
    expect(stderr).toBe(`vfload: There is no such directory to run in: ${place}.\n`);
    expect((await call('--explain', '--quick', `--directory=${jobFile(text)}`)).exitCode).toBe(2);
  });

  test('ends with a job file that is the same', async () => {
    const explained = await call('--explain', jobFile(text), '--directory=/mnt/a');
    const written = explained.stdout.slice(explained.stdout.indexOf('[global]'));
    const again = await call('--explain', jobFile(written));
    expect(again.stdout).toBe(explained.stdout);
  });

  test('takes options without a job file', async () => {
    const { exitCode, stdout } = await call('--explain', '--quick', '--rw=randrw', `--directory=${folder}`);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Run 1, randrw-psync: 1 job at once, 500ms on 64 MiB');
    expect(stdout).toContain('[randrw-psync]\n');
  });

  test('says so where fio has no job file for it', async () => {
    const { stdout } = await call('--explain', '--size=1m', '--directory=/mnt/a#b');
    expect(stdout).toContain('fio has no job file for this');
  });
});
