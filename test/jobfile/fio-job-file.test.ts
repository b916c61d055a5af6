import { describe, expect, test } from 'vitest';
import { fioJobFile } from '../../lib/jobfile/fio-job-file.ts';
import { makeRunPlan } from '../../lib/plan/make-plan.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { planOf } from './job-texts.ts';

function written({ configurations, runs }: Plan): string | undefined {
  return fioJobFile(configurations[0]?.directory ?? '', runs);
}

test('a single run is one section below the directory', () => {
  const plan = makeRunPlan({
    directory: '/d',
    rw: 'randread',
    size: '64m',
    numjobs: 4,
    runtime: '500ms',
    time_based: true,
  });
  expect(written(plan)).toBe(
    [
      '[global]',
      'directory=/d',
      '',
      '[randread-psync-multi]',
      ...['ioengine=psync', 'rw=randread', 'bs=4k', 'size=64m', 'runtime=500ms', 'time_based=1', 'numjobs=4'],
      '',
    ].join('\n'),
  );
});

test('what jobs have in common is above them, runs are told by stonewalls', async () => {
  const plan = await planOf(
    '[global]\nsize=1m\nbs=8k\n[a]\nrw=write\n[b]\nstonewall\nfilename=f\n[c]\nname=d\n',
  );
  expect(written(plan)).toBe(
    [
      '[global]',
      'directory=/measured',
      ...['ioengine=psync', 'bs=8k', 'size=1m'],
      '',
      ...['[a]', 'rw=write', ''],
      ...['[b]', 'stonewall', 'filename=f', 'rw=read', ''],
      ...['[c]', 'name=d', 'rw=read', ''],
    ].join('\n'),
  );
});

test('times that count milliseconds have no suffix', async () => {
  expect(written(await planOf('[a]\nsize=1m\nbwavgtime=2s\n'))).toContain('bwavgtime=2000\n');
});

test('a colon in the directory is no list', () => {
  expect(written(makeRunPlan({ directory: '/a:b', size: '1m' }))).toContain('directory=/a\\:b\n');
});

describe('there is none for', () => {
  test.each([{ directory: '/a#b' }, { name: 'a#b' }, { name: 'global-warming' }])('%o', (options) => {
    expect(written(makeRunPlan({ directory: '/d', size: '1m', ...options }))).toBeUndefined();
  });
});
