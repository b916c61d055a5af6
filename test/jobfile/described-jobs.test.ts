import { describe, expect, test } from 'vitest';
import { planOf, refusalOf } from './job-texts.ts';

/** One option of all jobs, in their order. */
async function valuesOf(option: 'iodepth' | 'name', text: string, given: object = {}): Promise<unknown[]> {
  const { runs } = await planOf(text, given);
  return runs.flatMap(({ jobs }) => jobs.map((job) => job[option]));
}

/** The length of all jobs' reads. */
async function blockSizesOf(text: string, given: object = {}): Promise<unknown[]> {
  const { runs } = await planOf(text, given);
  return runs.flatMap(({ jobs }) => jobs.map((job) => job.bs.read));
}

describe('what wins', () => {
  const text = '[global]\nsize=1m\nbs=8k\n[own]\nbs=16k\n[inherited]\n';

  test("a job's section over [global], [global] over the command line, that over the default", async () => {
    expect(await blockSizesOf(text, { bs: '2k', iodepth: 4 })).toEqual([16384, 8192]);
    expect(await valuesOf('iodepth', text, { bs: '2k', iodepth: 4 })).toEqual([4, 4]);
    expect(await blockSizesOf('[a]\nsize=1m\n', { bs: '2k' })).toEqual([2048]);
    expect(await blockSizesOf('[a]\nsize=1m\n')).toEqual([4096]);
  });

  test('the command line over a preset', async () => {
    const [run] = (await planOf('[a]\n', { quick: true, size: '2m' })).runs;
    expect(run?.jobs[0]).toMatchObject({ size: 2097152, runtime: 500, iodepth: 16 });
  });

  test('a later [global] for the jobs below it, over an earlier one', async () => {
    const later = '[global]\nsize=1m\nbs=8k\niodepth=2\n[a]\n[global]\nbs=1k\n[b]\n';
    expect(await blockSizesOf(later)).toEqual([8192, 1024]);
    expect(await valuesOf('iodepth', later)).toEqual([2, 2]);
  });

  test('any section whose name begins with global is one', async () => {
    expect(await blockSizesOf('[globalsettings]\nsize=1m\nbs=8k\n[a]\n')).toEqual([8192]);
  });

  test('the last of several, also between an option and its inverse over sections', async () => {
    const { runs } = await planOf('[global]\nsize=1m\ndirect=1\n[a]\nbuffered=1\n[b]\n');
    expect(runs[0]?.jobs.map(({ direct }) => direct)).toEqual([false, true]);
  });

  test('a name in [global] over nothing, a name in a section over its title', async () => {
    expect(await valuesOf('name', '[global]\nsize=1m\nname=x\n[a]\n[b]\nname=c\n')).toEqual(['a', 'c']);
  });
});

describe('several files', () => {
  test('the command line is for the first one only', async () => {
    const { runs } = await planOf(['[a]\nsize=1m\n', '[b]\nsize=1m\ndirectory=/measured\n'], { bs: '8k' });
    expect(runs.map(({ jobs: [job] }) => [job?.name, job?.bs.read])).toEqual([
      ['a', 8192],
      ['b', 4096],
    ]);
  });

  test('a preset is for all', async () => {
    const { runs } = await planOf(['[a]\n', '[b]\ndirectory=/measured\n'], { quick: true });
    expect(runs.map(({ jobs: [job] }) => job?.size)).toEqual([2 ** 26, 2 ** 26]);
  });

  test("a [global] ends with its file, and a file's first job waits for all before it", async () => {
    const files = ['[global]\nsize=1m\nbs=8k\n[a]\n[b]\n', '[c]\nsize=1m\ndirectory=/measured\n'];
    const { runs } = await planOf(files);
    expect(runs.map(({ jobs }) => jobs.map(({ name, bs }) => [name, bs.read]))).toEqual([
      [
        ['a', 8192],
        ['b', 8192],
      ],
      [['c', 4096]],
    ]);
  });
});

describe('chosen sections', () => {
  const text = '[global]\nbs=8k\n[a]\nsize=1m\n[b]\nsize=2m\n[a]\nsize=3m\n';

  test('are taken with the defaults above them, each time their name appears', async () => {
    const { runs } = await planOf(text, { sections: ['a'] });
    expect(runs[0]?.jobs.map(({ size, bs }) => [size, bs.read])).toEqual([
      [1048576, 8192],
      [3145728, 8192],
    ]);
  });

  test('that are not there are refused, with the ones that are', async () => {
    const far = await refusalOf(text, { sections: 'zzz' });
    expect(far.message).toBe('Option section: no job is called "zzz".');
    expect(far.remedy).toBe('The jobs are a, b.');
    expect((await refusalOf('[reader]\n', { sections: ['readers'] })).remedy).toBe('Did you mean reader?');
    expect((await refusalOf(text, { sections: ['global'] })).message).toContain('"global"');
  });
});

test.each(['', '\n; nothing\n', '[global]\nsize=1m\n'])('%j has no job', async (text) => {
  const error = await refusalOf(text);
  expect(error).toMatchObject({
    code: 'ERR_VFLOAD_JOB_FILE',
    remedy: expect.stringContaining('[') as string,
  });
  expect(error.message).toBe('a.fio: there is no job.');
});
