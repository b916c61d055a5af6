import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import type { JournalRepeat } from '../../lib/result/journal.ts';
import { type Figures, journalOf, measuredCell } from '../report/study-fixture.ts';
import { fakeIo } from './fake-io.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vfload-compare-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function journalFile(name: string, repeats: JournalRepeat[]): Promise<string> {
  const file = path.join(folder, name);
  const { header } = journalOf(repeats);
  // A repeat a block.
  const lines = repeats.map((repeat) => ({
    ...repeat,
    block: repeat.repeat,
    result: { ...repeat.result, vfload: { ...repeat.result.vfload, short: false } },
  }));
  await writeFile(file, [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
}

function figures(...iops: number[]): Figures[] {
  return iops.map((value) => ({ bw: value * 4, iops: value }));
}

const cell = (...iops: number[]) => measuredCell({ run: 'randread-psync', read: figures(...iops) });

async function compare(...args: string[]) {
  const io = fakeIo();
  const exitCode = await main(['compare', ...args], io, () =>
    Promise.reject(new Error('the API was loaded')),
  );
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
}

describe('two journals', () => {
  let old: string;
  let slow: string;
  let alone: string;
  beforeAll(async () => {
    old = await journalFile('old.jsonl', cell(1000, 1010, 990, 1005));
    slow = await journalFile('slow.jsonl', cell(800, 805, 795, 801));
    alone = await journalFile('alone.jsonl', cell(1000));
  });

  test('are a table of ratios with verdicts', async () => {
    const { exitCode, stdout, stderr } = await compare(old, slow);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^run +reference +other +ratio +95% interval +n +detects +verdict$/m);
    expect(stdout).toMatch(/^job +1.00k +800 +0\.799 +0\.7\d\d to 0\.8\d\d +4 +\d\.\d% +slower$/m);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'One session: what is measured is not separable from it.',
    );
  });

  test('are Markdown or JSON as well, by several metrics', async () => {
    const markdown = await compare('--format', 'md', '--metric', 'iops,bw', old, slow);
    expect(markdown.stdout).toMatch(/^\| job \| 1.00k \| 800 \| 0\.799 \|.*\| slower \|$/m);
    expect(markdown.stdout.match(/^### /gm)).toHaveLength(2);
    for (const flags of [['--json'], ['--format', 'json']]) {
      const { stdout } = await compare(...flags, old, slow);
      expect(JSON.parse(stdout)).toMatchObject({
        comparisons: [
          {
            reference: old,
            other: slow,
            families: [
              { metric: 'iops', size: 1, cells: [{ job: 'job', verdict: 'slower', counts: [4, 4] }, {}] },
            ],
          },
        ],
      });
    }
  });

  test('fail where a cell is slower by more than was said, and not where it is not', async () => {
    const beyond = await compare('--fail-if', 'slower:5%', old, slow);
    expect(beyond).toMatchObject({ exitCode: 1 });
    expect(beyond.stderr).toMatch(/^vfload: job: IOPS of .*slow\.jsonl is slower by more than 5 %/);
    expect(await compare('--fail-if', 'slower:50%', old, slow)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await compare('--fail-if', 'slower:5%', slow, old)).toMatchObject({ exitCode: 0 });
  });

  test('fail where a cell is undecided, if asked for', async () => {
    const noisy = await journalFile('noisy.jsonl', cell(1000, 1300, 700, 900));
    expect(await compare(old, noisy)).toMatchObject({ exitCode: 0 });
    expect(await compare('--fail-if=undecided', old, noisy)).toMatchObject({ exitCode: 1 });
    expect(await compare('--fail-if=undecided', old, slow)).toMatchObject({ exitCode: 0 });
  });

  test('with one repeat have ratios, and no answer for --fail-if', async () => {
    const found = await compare(old, alone);
    expect(found).toMatchObject({ exitCode: 0 });
    expect(found.stdout).toMatch(/one repeat$/m);
    const asked = await compare('--fail-if', 'slower:5%', old, alone);
    expect(asked).toMatchObject({ exitCode: 2 });
    expect(asked.stderr).toContain('--fail-if cannot be answered: job: one repeat a side decides nothing');
  });

  test('of other jobs have nothing to compare', async () => {
    const written = await journalFile(
      'written.jsonl',
      measuredCell({ run: 'randwrite-psync', write: figures(1, 2, 3) }),
    );
    const { exitCode, stdout, stderr } = await compare(old, written);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('Not comparable: 2.');
    expect(stderr).toContain('Nothing was measured alike');
  });
});

test("a study's configurations are compared within its blocks", async () => {
  const repeats = ['none', 'auto'].flatMap((configuration, index) =>
    measuredCell({
      run: 'randread-psync',
      configuration,
      // Blocks differ by more than the configurations do.
      read: figures(
        ...[1000, 300, 2000, 700].map((value, block) => value * (1 + index * (0.1 + block / 500))),
      ),
    }),
  );
  const study = await journalFile('study.jsonl', repeats);
  const { exitCode, stdout } = await compare(study);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^IOPS of auto, beside none as the reference$/m);
  expect(stdout).toMatch(/faster$/m);
});

describe('is refused, with what would do:', () => {
  test('one configuration alone', async () => {
    const file = await journalFile('one.jsonl', cell(1, 2));
    const { exitCode, stdout, stderr } = await compare(file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Give a second file, or a study of several configurations.');
  });

  test.each([
    [['--metric', 'bandwith'], '--metric'],
    [['--adjust', 'bonferoni'], '--adjust'],
    [['--equivalence', 'x'], '--equivalence'],
    [['--fail-if', 'slower'], '--fail-if'],
    [['--format', 'csv'], '--format'],
  ])('%j', async (args, name) => {
    const { exitCode, stdout, stderr } = await compare(...args, 'missing-a', 'missing-b');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`Option ${name}:`);
  });

  test('a file that is none', async () => {
    expect(await compare(path.join(folder, 'missing'), 'b')).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('no file', async () => {
    expect(await compare()).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

test('of a file given twice, nothing is compared', async () => {
  const file = path.join(folder, 'twice.txt');
  await writeFile(file, '');
  const { exitCode, stdout, stderr } = await compare(file, file);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(`${file} and ${file} are the same file`);
});
