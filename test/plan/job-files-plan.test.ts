import { describe, expect, test } from 'vitest';
import { toNativeRun } from '../../lib/run/native-job.ts';
import { planOf, refusalOf } from '../jobfile/job-texts.ts';

const three = '[global]\nsize=1m\n[a]\nnumjobs=2\n[b]\nstonewall\n[c]\n[d]\nstonewall\nnumjobs=2\n';

describe('runs', () => {
  test('are what is between stonewalls, in the order of the file', async () => {
    const { runs, order } = await planOf('[global]\nsize=1m\n[z]\n[y]\nstonewall\n[x]\n', { repeats: 2 });
    expect(runs.map(({ name, jobs }) => [name, jobs.length])).toEqual([
      ['z', 1],
      ['y+x', 2],
    ]);
    expect(order.map(({ run, repeat }) => [run, repeat])).toEqual([
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  test('begin at each job where [global] has the stonewall', async () => {
    const { runs } = await planOf('[global]\nsize=1m\nstonewall\nnumjobs=2\n[a]\n[b]\nstonewall=0\n[c]\n');
    expect(runs.map(({ name }) => name)).toEqual(['a+b', 'c']);
    expect(runs.map(({ jobs }) => jobs.length)).toEqual([4, 2]);
  });

  test('count their jobs on, clones included, as the seeds of fio do', async () => {
    const { runs } = await planOf(three);
    expect(runs.map(({ firstJobNumber }) => firstJobNumber)).toEqual([1, 3, 5]);
    const numbers = runs.map((run) => toNativeRun(run, 'current').jobs.map(({ jobNumber }) => jobNumber));
    expect(numbers).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  test('have names of their own', async () => {
    const same = await planOf('[global]\nsize=1m\nstonewall\n[a]\n[a]\n[a]\n');
    expect(same.runs.map(({ name }) => name)).toEqual(['a', 'a-2', 'a-3']);
    const long = '[global]\nsize=1m\n[first-of-many]\n[second-of-many]\n[third-of-many]\n';
    expect((await planOf(long)).runs.map(({ name }) => name)).toEqual(['first-of-many+2']);
    const clones = '[global]\nsize=1m\nnumjobs=3\n[a]\n[a]\n';
    expect((await planOf(clones)).runs.map(({ name }) => name)).toEqual(['a']);
  });

  test('another order of jobs is another plan', async () => {
    const { hash } = await planOf('[a]\nsize=1m\n[b]\nsize=1m\n');
    expect((await planOf('[b]\nsize=1m\n[a]\nsize=1m\n')).hash).not.toBe(hash);
    expect((await planOf('; the same\n[a]\nsize=1024k\ndescription=x\n[b]\nsize=1m\n')).hash).toBe(hash);
  });
});

describe('clones', () => {
  test('begin neither a run nor a group', async () => {
    const { runs } = await planOf('[a]\nsize=1m\n[b]\nsize=1m\nstonewall\nnew_group\nnumjobs=3\n');
    expect(runs).toHaveLength(2);
    expect(runs[1]?.jobs.map((job) => [job.stonewall, job.new_group])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
    expect(runs[1]?.jobs[1]?.given).not.toHaveProperty('stonewall');
  });
});

describe('refused', () => {
  test.each([
    ['[a]\nrw=read\n', 'a.fio:1:1: [a]: Option size is missing.', 'Give size'],
    [
      '[g]\nsize=1m\n\n [a]\nsize=1m\ntime_based\n',
      'a.fio:4:2: [a]: time_based needs a runtime.',
      'Give runtime',
    ],
    [
      '[a]\nsize=1m\nnumjobs=1000\n[b]\nsize=1m\nnumjobs=100\n',
      'a.fio:1:1: 1100 jobs would run at once',
      'stonewall',
    ],
    [`[global]\nsize=1m\nnumjobs=1024\nstonewall\n${'[a]\n'.repeat(17)}`, 'more than 16384 jobs', 'numjobs'],
    [
      '[global]\nsize=1m\nwrite_iolog=log\n[a]\n[b]\nstonewall\n',
      'Option write_iolog: the runs a and b both log to log.',
      'in the sections',
    ],
  ])('%j', async (text, message, remedy) => {
    const error = await refusalOf(text);
    expect(error.message).toContain(message);
    expect(error.remedy).toContain(remedy);
  });

  test('what is wrong on the command line, without a place in the file', async () => {
    expect((await refusalOf('[a]\nsize=1m\n', { bs: '4q' })).message).toBe(
      'Option bs: "4q" has the unknown suffix "q".',
    );
    expect((await refusalOf('[a]\nsize=1m\n', { name: 'x' })).message).toContain('Option name');
  });
});

describe('a budget', () => {
  const text = '[global]\nsize=1m\ntime_based\nruntime=2\n[a]\n[b]\nstonewall\n';

  test('cuts repeats, and no runtime of the file', async () => {
    const { repeats, runs } = await planOf(text, { repeats: undefined, preset: 'study', budget: '10s' });
    expect(repeats).toBe(2);
    expect(runs[0]?.jobs[0]?.runtime).toBe(2000);
  });

  test('has room for all that were asked for', async () => {
    expect((await planOf(text, { repeats: 3, budget: '1m' })).repeats).toBe(3);
  });

  test('that is too small is refused', async () => {
    const error = await refusalOf(text, { repeats: 3, budget: '10s' });
    expect(error.message).toBe('A budget of 10s is too small for the runs of these job files.');
    expect(error.remedy).toContain('at least 14s');
    expect((await refusalOf('[a]\nsize=1m\n', { budget: '10s' })).message).toContain('needs a runtime');
  });
});
