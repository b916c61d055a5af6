import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../lib/fio-face/command-line.ts';
import { fioJobs } from '../../lib/fio-face/fio-jobs.ts';
import { readWithIncludes } from '../../lib/jobfile/include.ts';
import { makeFioPlan } from '../../lib/plan/fio-plan.ts';
import type { PlannedRun } from '../../lib/plan/plan.ts';

const surroundings = { variables: {}, pageSizeBytes: 4096, cpuCount: 4, memoryMiB: 1024 };

/** The plan of a command line and the texts of its job files. */
async function planOf(words: string, ...texts: string[]): Promise<readonly PlannedRun[]> {
  const line = readCommandLine(words === '' ? [] : words.split(' '));
  const files = texts.map(async (text, index) => {
    const file = `${index}.fio`;
    return { file, lines: await readWithIncludes(file, () => Promise.resolve({ file, text })) };
  });
  const { jobs, globalOptions } = fioJobs(line, await Promise.all(files), surroundings);
  return makeFioPlan(jobs, globalOptions, '3.33').runs;
}

/** What the jobs of each run have for an option. */
async function valuesOf(
  name: 'iodepth' | 'filename' | 'given',
  ...given: [string, ...string[]]
): Promise<unknown> {
  const runs = await planOf(...given);
  return runs.map(({ jobs }) => jobs.map((job) => job[name]));
}

/** The length of the reads of each run's jobs. */
async function blockSizesOf(...given: [string, ...string[]]): Promise<unknown> {
  const runs = await planOf(...given);
  return runs.map(({ jobs }) => jobs.map((job) => job.bs.read));
}

describe('precedence', () => {
  test('a section wins over [global], and that over the command line, wherever the file stands', async () => {
    const text = '[a]\nsize=4k\n[global]\nbs=2k\n[b]\nsize=4k\n[c]\nsize=4k\nbs=4k\n';
    expect(await blockSizesOf('--bs=1k', text)).toEqual([[1024, 2048, 4096]]);
  });

  test('the command line is for the first file only, and its jobs come before those of files', async () => {
    const text = '[a]\nsize=4k\n';
    const [first, second] = await planOf('--iodepth=3 --name=x --size=4k --iodepth=5', text, text);
    expect(first?.jobs.map(({ name, iodepth }) => [name, iodepth])).toEqual([
      ['x', 5],
      ['a', 3],
    ]);
    expect(second?.jobs.map(({ iodepth, stonewall }) => [iodepth, stonewall])).toEqual([[1, true]]);
    expect(second?.firstJobNumber).toBe(3);
  });

  test('--name=global changes the defaults of what follows', async () => {
    const words = '--size=4k --name=x --name=global --bs=2k --name=y --name=z --bs=1k';
    expect(await blockSizesOf(words)).toEqual([[4096, 2048, 1024]]);
  });

  test('time_based without a runtime changes nothing', async () => {
    const [run] = await planOf('--name=x --size=4k --time_based');
    expect(run?.jobs[0]?.time_based).toBe(false);
  });
});

describe('options of an engine', () => {
  const globals = '[global]\nsize=4k\nioengine=libaio\nuserspace_reap\n';

  test('above jobs of another engine do not concern these', async () => {
    const [run] = await planOf('', `${globals}[a]\n[b]\nioengine=psync\n`);
    expect(run?.jobs.map(({ ioengine }) => ioengine)).toEqual(['libaio', 'psync']);
  });

  test('in a section of another engine are a mistake, with its place', async () => {
    await expect(planOf('', '[a]\nsize=4k\nuserspace_reap\n')).rejects.toThrow(
      '0.fio:3:1: option userspace_reap: ioengine=psync has no such option.',
    );
  });
});

describe('files', () => {
  const names = (words: string, ...texts: string[]): Promise<unknown> =>
    valuesOf('filename', words, ...texts);

  test('without filename are named after section, clone and file, in fio’s order of clones', async () => {
    expect(await names('--directory=. --name=x --size=4k --numjobs=3')).toEqual([
      ['./x.0.0', './x.2.0', './x.1.0'],
    ]);
  });

  test('several directories are dealt out to the clones', async () => {
    expect(await names('--directory=.:.. --name=x --size=4k --numjobs=2')).toEqual([['./x.0.0', '../x.1.0']]);
  });

  test('may be anywhere, and are joined to the directory that was known where they were named', async () => {
    const text =
      '[global]\nfilename=f\n[a]\ndirectory=.\nsize=4k\n[b]\nsize=4k\nfilename=g:h\\:i\ndirectory=.\n';
    expect(await names('', text)).toEqual([['f', './g:./h\\:i']]);
    expect(await names('--filename=/dev/null --name=x --size=4k')).toEqual([['/dev/null']]);
  });

  test('of a section with a colon in its name have it escaped', async () => {
    expect(await names('--name=a:b --size=4k')).toEqual([['a\\:b.0.0']]);
  });
});

describe('job options of results', () => {
  test('are those of the section, without flags that have no value', async () => {
    const [run] = await planOf(
      '--iodepth=2',
      '[global]\nsize=4k\n[a]\nblocksize=2k\nthread\nstonewall=1\nbs=1k\n',
    );
    expect(run?.jobs[0]?.givenInOrder).toEqual([
      ['bs', '2k'],
      ['stonewall', '1'],
      ['bs', '1k'],
    ]);
  });

  test('have the name of a job of the command line', async () => {
    const [run] = await planOf('--size=4k --name=x --rw=write');
    expect(run?.jobs[0]?.givenInOrder).toEqual([
      ['name', 'x'],
      ['rw', 'write'],
    ]);
  });
});
