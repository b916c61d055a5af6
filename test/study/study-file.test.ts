import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStudyPlan } from '../../lib/plan/make-plan.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { readStudy } from '../../lib/study/study-file.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-study-file-'));
  file = path.join(folder, 'study.yaml');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function planOf(text: string, ...options: Parameters<typeof makeStudyPlan>[1][]): Promise<Plan> {
  writeFileSync(file, text);
  return makeStudyPlan(await readStudy(file), ...options);
}

const two = `
configurations:
  - {label: none, directory: /mnt/none}
  - {label: auto, directory: share}
`;

describe('a study file', () => {
  it('makes the plan of its suite, with its own options after those of the suite', async () => {
    const plan = await planOf(`${two}suite: virtiofs-2020
repeats: 5
options: {size: 1m, bs: 8k}
runs: {ioengine: psync, rw: [randread, seqwrite]}
`);
    expect(plan.configurations).toEqual([
      { label: 'none', directory: '/mnt/none' },
      { label: 'auto', directory: path.join(folder, 'share') },
    ]);
    expect(plan.runs.map(({ name }) => name)).toEqual([
      ...['randread-psync', 'randread-psync-multi', 'seqwrite-psync', 'seqwrite-psync-multi'],
    ]);
    expect(plan.repeats).toBe(5);
    const [job] = plan.runs[0]?.jobs ?? [];
    expect(job).toMatchObject({ size: 1 << 20, bs: { read: 8192 }, runtime: 20_000, iodepth: 16 });
    expect(plan.design).toMatchObject({ order: 'split-plot', hostCache: 'as-is' });
  });

  it('is a split plot with one configuration, too', async () => {
    const plan = await planOf('configurations: [{label: a, directory: /a}]');
    expect(plan.design.order).toBe('split-plot');
    expect(plan.preset).toBe('short');
  });

  it('gives way to the command line', async () => {
    const plan = await planOf(`${two}repeats: 5\noptions: {bs: 8k}`, {
      repeats: 2,
      bs: '16k',
      order: 'fixed',
    });
    expect(plan.repeats).toBe(2);
    expect(plan.runs[0]?.jobs[0]).toMatchObject({ bs: { read: 16384 } });
    expect(plan.design.order).toBe('fixed');
  });

  it('may ask for a cold host cache where every configuration can drop it', async () => {
    const hook = 'hooks: {dropHostCache: "true"}\nhostCache: cold';
    expect((await planOf(`${two}${hook}`)).design.hostCache).toBe('cold');
    await expect(planOf(`${two}hostCache: cold`)).rejects.toMatchObject({
      code: 'ERR_VFLOAD_OPTION_CONFLICT',
    });
  });

  it('takes a suite of one’s own by its path, relative to the file', async () => {
    writeFileSync(
      path.join(folder, 'mine.yaml'),
      'name: mine\ndescription: one run\nused: {repeats: 7, runs: {rw: randread, ioengine: mmap, numjobs: 2}}\n',
    );
    const plan = await planOf(`${two}suite: ./mine.yaml`);
    expect([plan.runs.map(({ name }) => name), plan.repeats]).toEqual([['randread-mmap-jobs2'], 7]);
  });
});

describe('what is wrong is told with its place', () => {
  const cases: [what: string, text: string, place: string, message: RegExp, remedy: RegExp][] = [
    ['no YAML', 'configurations: [', '1:18', /./, /^$/],
    ['a key twice', `${two}suite: a\nsuite: b\n`, '6:1', /unique/i, /^$/],
    ['an unknown key', `${two}repeat: 3\n`, '5:1', /no "repeat" here/, /Did you mean repeats\?/],
    ['no configurations', 'repeats: 3\n', '1:1', /"configurations" is missing/, /^$/],
    ['an empty list', 'configurations: []\n', '1:17', /at least one configuration/, /^$/],
    [
      'an unknown key in a configuration',
      'configurations:\n  - label: a\n    directry: /a\n',
      '3:5',
      /configurations\[0\]: There is no "directry" here/,
      /directory/,
    ],
    [
      'a label missing',
      'configurations:\n  - directory: /a\n',
      '2:5',
      /configurations\[0\].*"label" is missing/,
      /^$/,
    ],
    [
      'a list where a text belongs',
      'configurations:\n  - {label: [a], directory: /a}\n',
      '2:13',
      /Expected a text/,
      /^$/,
    ],
    ['an unknown hook', `${two}hooks: {cleanUp: x}\n`, '5:9', /no "cleanUp"/, /Did you mean cleanup\?/],
    ['an unknown suite', `${two}suite: virtiofs-2002\n`, '5:8', /no suite/, /Did you mean virtiofs-2020\?/],
    ['a bad reference', `${two}reference: always\n`, '5:12', /no configuration "always"/, /none, auto/],
    ['an unknown option', `${two}options:\n  blocksze: 4k\n`, '6:13', /no such option/, /blocksize/],
    ['a bad value', `${two}options: {size: much}\n`, '5:17', /"much"/, /Expected/],
    ['a bad setting', `${two}repeats: many\n`, '5:10', /"many"/, /Expected/],
    ['an option of the suite itself', `${two}options: {filename: x}\n`, '5:21', /cannot be given here/, /./],
    [
      'a label twice',
      'configurations:\n  - {label: a, directory: /a}\n  - {label: a, directory: /b}\n',
      '3:13',
      /label a is given twice/,
      /once/,
    ],
    [
      'a bad label',
      'configurations:\n  - {label: a b, directory: /a}\n',
      '2:13',
      /label "a b" cannot/,
      /letters/,
    ],
    [
      'a directory twice',
      'configurations:\n  - {label: a, directory: /a}\n  - {label: b, directory: /a}\n',
      '3:27',
      /directory \/a is given twice/,
      /once/,
    ],
    [
      'no such run',
      `${two}runs: {only: zzz}\n`,
      '5:14',
      /no run of the suite is called "zzz"/,
      /The runs are/,
    ],
    [
      'a cold cache without a hook',
      `${two}hostCache: cold\n`,
      '5:12',
      /nothing here empties/,
      /Give each configuration of the file the hook/,
    ],
    [
      'a seed of no order',
      `${two}order: fixed\norderSeed: 3\n`,
      '6:12',
      /nothing to shuffle/,
      /Leave order-seed out/,
    ],
    ['a list where hooks belong', `${two}hooks: [a]\n`, '5:8', /hooks: a mapping is expected here/, /^$/],
    [
      'a list where a configuration belongs',
      'configurations: [[a]]\n',
      '1:18',
      /configurations\[0\]: a mapping is expected/,
      /^$/,
    ],
    ['a trim', `${two}runs: {rw: randtrim}\n`, '5:12', /a suite has no trims/, /vfload run --rw randtrim/],
    ['a workload that is none', `${two}runs: {rw: [randread, rando]}\n`, '5:12', /"rando"/, /Expected/],
  ];
  it.each(cases)('%s', async (_what, text, place, message, remedy) => {
    const error: unknown = await planOf(text).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringMatching(message) as string });
    const { message: told, remedy: advice = '' } = error as { message: string; remedy?: string };
    expect(told).toContain(`${file}:${place}: `);
    expect(advice).toMatch(remedy);
  });

  it('a file that is not there', async () => {
    await expect(readStudy(path.join(folder, 'none.yaml'))).rejects.toMatchObject({
      code: 'ERR_VFLOAD_STUDY_FILE',
      message: expect.stringContaining('ENOENT') as string,
    });
  });
});
