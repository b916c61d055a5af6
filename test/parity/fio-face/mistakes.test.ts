/** Wrong inputs: vfload in fio's place ends with fio's exit code, and complains where fio does. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, tools } from './called-fio.ts';

const missing = pairMissing();

/** Job files that both tools find in the directory above theirs. */
const files: Readonly<Record<string, string>> = {
  'misspelt.fio': '[a]\nsize=64k\nblocksze=4k\n',
  'bad-value.fio': '[a]\nsize=64k\nrw=randomread\n',
  'no-section.fio': 'size=64k\n[a]\n',
  'only-global.fio': '[global]\nsize=64k\n',
  'no-value.fio': '[a]\nsize=\n',
  'bool.fio': '[a]\nsize=64k\ndirect=true\n',
  'range.fio': '[a]\nsize=64k\nrwmixread=120\n',
  'writes.fio': '[a]\nsize=64k\nrw=write\n',
  'second-bad.fio': '[a]\nsize=64k\n[b]\nsize=64k\nrw=foo\n[c]\nsize=4k\n',
  'second-writes.fio': '[global]\nsize=64k\n[a]\nnumjobs=3\n[w]\nrw=randrw\n',
  'fails.fio': '[a]\nsize=64k\nbs=1000\ndirect=1\nnumjobs=3\n',
  'mixed.fio':
    '[a]\nsize=64k\nbs=1000\ndirect=1\n[b]\nsize=64k\n[c]\nstonewall\nsize=64k\nbs=1000\ndirect=1\n',
  'good.fio': '[a]\nsize=64k\n',
};

/** Said before anything runs: on stdout are at most the heads of the jobs that were read before. */
const beforeRunning = [
  '--bogus',
  '--bogus ../good.fio',
  '../misspelt.fio',
  '../bad-value.fio',
  '../no-section.fio',
  '../no-value.fio',
  '../bool.fio',
  '../range.fio',
  '../not-there.fio',
  '../good.fio ../not-there.fio',
  '../second-bad.fio',
  '--readonly ../second-writes.fio',
  '--name=a --size=64k --numjobs=2 --name=b --size=64k --direct=2',
  '--name=a --size=64k --name=b --size=64k --bogus',
  '--name=a --size=64k --name=b --size=64k ../second-bad.fio',
  '--minimal --name=a --size=64k --name=b --size=64k --bogus',
  '--parse-only ../second-bad.fio',
  '--name=x --size=64k --bs',
  '--name=x --size=64k --bs=none',
  '--name=x --size=64k --direct=2',
  '--name=x --size=64k --ioengine=fast',
  '--name=x --size=64k --iodepth=0',
  '--name=x --size=64k --rwmixread=101',
  '--name=x --size=64k --runtime=soon',
  '--name=x --size=64k --blocks=4k',
  '--name=x --size=64k --thread 0',
  '--name=x --size=64k --directory=not-there',
  '--name=x --size=64k --cpus_allowed=4000',
  '--name= --size=64k',
  '--readonly --name=x --size=64k --rw=write',
  '--readonly ../writes.fio',
  '--output=not-there/file ../good.fio',
  '--output-format=yaml ../good.fio',
  '--terse-version=1 ../good.fio',
  '--eta-interval=1ms ../good.fio',
  '--minimal=1 ../good.fio',
  '--name=x --size=64k --hipri',
  '--idle-prof=foo ../good.fio',
];

/** Said with the head of normal output above, or the usage. */
const laterOn = [
  '',
  '--name=global --size=64k',
  '../only-global.fio',
  '--section=b ../good.fio',
  '--name=x',
  '--name=x --size=4k --bs=8k',
  '--name=x --size=64k --rw=write --readonly',
  '--name=x --size=64k --time_based --warnings-fatal',
];

describe.skipIf(missing !== undefined)(`wrong inputs ${missing ?? ''}`, () => {
  const pair = pairOfBlock();
  beforeAll(() => {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(pair.root, name), text);
  });
  const wordsOf = (line: string): string[] => (line === '' ? [] : line.split(' '));
  /** fio lists the words that an option takes. */
  const withoutLists = (text: string): string =>
    text.replaceAll(/^\s+.*\n|^fio: .*(dlopen|lstat).*\n|^\n/gm, '');

  test.each(beforeRunning)('nothing is run with %s', (line) => {
    const [theirs, ours] = tools.map((tool) => pair.run(tool, wordsOf(line)));
    expect(ours?.status).toBe(theirs?.status);
    expect(ours?.status).toBe(1);
    expect(ours?.stderr).toMatch(/^fio: \S/);
    expect(theirs?.stderr).not.toBe('');
    expect(ours?.stdout).toBe(withoutLists(theirs?.stdout ?? ''));
    expect(ours?.stdout).toMatch(/^(\w+: \(g=\d+\): .*\n|\.\.\.\n)*$/);
  });

  test.each(laterOn)('nothing is measured with %s', (line) => {
    const [theirs, ours] = tools.map((tool) => pair.run(tool, wordsOf(line)));
    expect(ours?.status).toBe(theirs?.status);
    expect(ours?.status).toBe(1);
    for (const end of [theirs, ours]) expect(end?.stderr).not.toBe('');
    const heads = (text = ''): string[] => text.split('\n').filter((line) => line.includes('(g='));
    expect(heads(ours?.stdout)).toEqual(heads(theirs?.stdout));
  });

  test('of an I/O that fails stderr tells the file, the error, the offset and the length', () => {
    const [theirs, ours] = tools.map((tool) =>
      pair.run(tool, ['../fails.fio']).stderr.split('\n').toSorted(),
    );
    expect(ours).toEqual(theirs);
  });

  test('each job that fails has a line on stdout, in the words of the C library', () => {
    const [theirs, ours] = tools.map((tool) => {
      const lines = pair.run(tool, ['../fails.fio']).stdout.split('\n');
      return lines.flatMap(
        (line) => /^fio: pid=\d+, (err=22)\/file:.*, (error=.*)$/.exec(line)?.slice(1) ?? [],
      );
    });
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(6);
  });

  test('JSON has the same keys for a job that could not be started', () => {
    const [theirs, ours] = tools.map((tool) => {
      const compat = tool === 'fio' ? [] : ['--fio-compat=3.33'];
      const { stdout } = pair.run(tool, [
        ...compat,
        '--output-format=json',
        '--name=x',
        '--filename=/proc/x',
        '--size=4k',
      ]);
      return Object.keys((JSON.parse(stdout) as { jobs: object[] }).jobs[0] ?? {});
    });
    expect(ours).toEqual(theirs);
  });

  test.each([
    ['../fails.fio', 3],
    ['../mixed.fio', 2],
    ['../good.fio', 0],
    ['../fails.fio ../good.fio ../mixed.fio', 5],
  ])('the exit code counts the jobs that failed: %s', (line, failed) => {
    for (const tool of tools) expect(pair.run(tool, wordsOf(line)).status, tool).toBe(failed);
  });

  test('with JSON alone nothing else is on stdout', () => {
    const { stdout, status } = pair.run('vfload', ['--output-format=json', '--iodepth=4', '../fails.fio']);
    const document = JSON.parse(stdout) as { jobs: { error: number }[] };
    expect(document.jobs.map(({ error }) => error)).toEqual([22, 22, 22]);
    expect(status).toBe(3);
  });
});
