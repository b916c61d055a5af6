import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import { cellsOfJobFile } from '../../lib/parity/job-file-cells.ts';
import { fakeIo } from '../cli/fake-io.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-certificate-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function jobFile(text: string): string {
  const file = path.join(folder, 'job.fio');
  writeFileSync(file, text);
  return file;
}

describe('a job file', () => {
  test('has a cell for each job, without what a slice decides', async () => {
    const file = jobFile(
      [
        '[global]\nsize=2m\nruntime=20\ntime_based\ndirectory=/mnt/share\n',
        '[deep]\nrw=randread\nioengine=libaio\niodepth=4\nbs=8k\ndirect=1\n',
        '[two]\nstonewall\nrw=write\nnumjobs=2\nsize=1m\n',
      ].join(''),
    );
    expect(await cellsOfJobFile(file, undefined)).toEqual({
      directory: '/mnt/share',
      cells: [
        {
          ...{ name: 'deep', sizeBytes: 2 ** 21 },
          options: { rw: 'randread', ioengine: 'libaio', iodepth: '4', bs: '8k', direct: '1', size: '2m' },
        },
        {
          ...{ name: 'two', sizeBytes: 2 ** 20 },
          options: { rw: 'write', ioengine: 'psync', numjobs: '2', bs: '4k', size: '1m' },
        },
      ],
    });
  });

  test('that names no directory is given one', async () => {
    const file = jobFile('[a]\nrw=read\nsize=1m\n[b]\nrw=write\nsize=1m\n');
    const { directory, cells } = await cellsOfJobFile(file, '/mnt/other');
    expect(directory).toBe('/mnt/other');
    expect(cells.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test.each([
    ['several files', 'nrfiles=4', 'nrfiles'],
    ['verification', 'verify=crc32c', 'verify'],
    ['logs', 'write_bw_log=x', 'write_bw_log'],
  ])('with %s is refused, and what of it', async (_, line, option) => {
    const refused = cellsOfJobFile(jobFile(`[odd]\nrw=write\nsize=1m\n${line}\n`), folder);
    await expect(refused).rejects.toMatchObject({ code: 'ERR_VFLOAD_OPTION_CONFLICT' });
    await expect(refused).rejects.toThrow(`[odd] has ${option}`);
  });

  test('says what is done: options that say it too are refused', async () => {
    const io = fakeIo();
    expect(await main(['parity', '--rw', 'read', jobFile('[a]\nrw=read\nsize=1m\n')], io)).toBe(2);
    expect(io.stderr.text).toContain('--rw and');
    const other = fakeIo();
    expect(await main(['parity', '--directory', '/a', folder], other)).toBe(2);
    expect(other.stderr.text).toContain('given twice');
  });
});
