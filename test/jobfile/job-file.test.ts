import { describe, expect, test } from 'vitest';
import { planOf, refusalOf } from './job-texts.ts';

/** Directory of the plan and files of its jobs. */
async function placeOf(text: string, directory?: string): Promise<unknown> {
  const { configurations, runs } = await planOf(text, { directory });
  const files = runs.flatMap(({ jobs }) => jobs.map(({ filename }) => filename));
  return [configurations[0]?.directory, ...files];
}

describe('the file of a job', () => {
  test('is called after its section, its clone and its number', async () => {
    const text = '[a]\nsize=1m\nnumjobs=3\nname=other\n';
    expect(await placeOf(text, '/d')).toEqual(['/d', 'a.0.0', 'a.2.0', 'a.1.0']);
  });

  test('is shared by clones where it is named', async () => {
    expect(await placeOf('[a]\nsize=1m\nfilename=f\nnumjobs=2\n', '/d')).toEqual(['/d', 'f', 'f']);
  });

  test("that a job names replaces the one of [global], which replaces nobody's", async () => {
    expect(await placeOf('[global]\nsize=1m\nfilename=f\n[a]\nfilename=g\n[b]\n', '/d')).toEqual([
      '/d',
      'g',
      'f',
    ]);
  });

  test('knows the directory of its section, wherever that is given in it', async () => {
    expect(await placeOf('[a]\nsize=1m\nfilename=f\ndirectory=/d\n')).toEqual(['/d', 'f']);
    expect(await placeOf('[global]\nfilename=f\ndirectory=/d\n[a]\nsize=1m\n')).toEqual(['/d', 'f']);
  });

  test('may be a path: its folder is the directory then', async () => {
    expect(await placeOf('[a]\nsize=1m\nfilename=/d/e/f\n')).toEqual(['/d/e', 'f']);
    expect(await placeOf('[a]\nsize=1m\nfilename=/dev/shm/f\n')).toEqual(['/dev/shm', 'f']);
    expect(await placeOf('[a]\nsize=1m\nfilename=e/f\n', '/d')).toEqual(['/d/e', 'f']);
    expect(await placeOf('[a]\nsize=1m\nfilename=/f\n')).toEqual(['/', 'f']);
  });

  test('is in the same directory however many slashes are written', async () => {
    const text = '[global]\nsize=1m\n[a]\nfilename=/d//e/f\n[b]\nfilename=/d/e/g\n[c]\ndirectory=/d/e/\n';
    expect(await placeOf(text)).toEqual(['/d/e', 'f', 'g', 'c.0.0']);
  });

  test('may be in a directory with a colon in its name', async () => {
    expect(await placeOf('[a]\nsize=1m\ndirectory=/d\\:e\n')).toEqual(['/d:e', 'a.0.0']);
  });
});

describe('refused, with the place', () => {
  test.each([
    ['[a]\nsize=1m\nfilename=/dev/sdb\n', 'a.fio:3:10: option filename: "/dev/sdb" is a device.', 'mounted'],
    ['[a]\nsize=1m\nfilename=/dev/mapper/x\n', 'is a device', 'mounted'],
    [
      '[a]\nsize=1m\nfilename=/x/f\ndirectory=/d\n',
      'a.fio:3:10: option filename: "/x/f" is an absolute path',
      'one',
    ],
    ['[a]\nsize=1m\ndirectory=/c:/d\n', 'a.fio:3:11: option directory: "/c:/d" names several', '\\:'],
    ['[a]\nsize=1m\nfilename=f:..\n', 'a.fio:1:1: [a]: Option filename: ".." is no file name', 'plain names'],
    ['[a]\nsize=1m\nfilename=f::g\n', 'a.fio:1:1: [a]: Option filename: "" is an empty name', 'plain names'],
    ['[a]\nsize=1m\nfilename=/c/f:/d/g\n', 'a.fio:3:10: option filename: the files are in several', 'one'],
    [
      '[global]\nfilename=f\n[a]\nsize=1m\ndirectory=/d\n',
      'a.fio:2:10: option filename: "f" belongs to the current directory',
      'same section',
    ],
    ['[a/b]\nsize=1m\n', 'a.fio:1:1: [a/b]: Option name: "a/b" cannot be part', 'another name'],
  ])('%j', async (text, message, remedy) => {
    const error = await refusalOf(text, { directory: undefined });
    expect(error.message).toContain(message);
    expect(error.remedy).toContain(remedy);
  });

  test('jobs in several directories', async () => {
    const text = '[global]\nsize=1m\n[a]\ndirectory=/c\n[b]\ndirectory=/d\n';
    const error = await refusalOf(text, { directory: undefined });
    expect(error).toMatchObject({
      code: 'ERR_VFLOAD_OPTION_CONFLICT',
      message: 'a.fio:5:1: [b] works in /d, and [a] in /c.',
    });
  });

  test('a second file without the directory of the command line', async () => {
    const error = await refusalOf(['[a]\nsize=1m\n', '[b]\nsize=1m\n'], { directory: '/d' });
    expect(error.message).toBe('b.fio:1:1: [b] works in the current directory, and [a] in /d.');
    expect(error.cause).toContain('first file only');
  });
});
