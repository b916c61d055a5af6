/** fio's JSON of a job file beside vfload's journal of the same file. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import { compareSources, type Comparison } from '../../lib/compare/compare.ts';
import { parseCompareRequest } from '../../lib/compare/request.ts';
import { run } from '../../lib/index.ts';
import { figureNames } from '../../lib/read/entry.ts';
import { readSources } from '../../lib/read/read-source.ts';
import { fakeIo } from '../cli/fake-io.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';

const missing = fioMissing();

type Cpu = Record<'usr_cpu' | 'sys_cpu' | 'ctx', number>;

/** Of fio's JSON, or of a journal, each of whose repeats has one run of one job. */
function secondJobOf(text: string): Cpu {
  const lines = text.startsWith('{\n') ? [text] : text.trim().split('\n');
  const jobs = lines.flatMap((line) => {
    const document = JSON.parse(line) as { jobs?: Cpu[]; result?: { jobs: Cpu[] } };
    return document.jobs ?? document.result?.jobs ?? [];
  });
  const [, second] = jobs;
  if (second === undefined) throw new Error('there is no second job');
  return second;
}

describe.skipIf(missing !== undefined)(`a job file, by both ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();
  let comparison: Comparison | undefined;
  let files: string[] = [];

  beforeAll(async () => {
    const jobFile = path.join(folders.logs, 'job.fio');
    writeFileSync(
      jobFile,
      [
        '[global]\nsize=1m\nbs=4k\n',
        '[readers]\nrw=read\n',
        '[deep]\nstonewall\nrw=randread\nioengine=libaio\niodepth=4\n',
        '[mixed]\nstonewall\nrw=randrw\nnumjobs=2\ngroup_reporting\n',
      ].join('\n'),
    );
    const [printed, journal] = ['fio.json', 'vfload.jsonl'].map((name) => path.join(folders.logs, name));
    files = [printed ?? '', journal ?? ''];
    const args = [jobFile, '--output-format=json', `--output=${printed ?? ''}`];
    execFileSync('fio', args, { cwd: folders.fio, stdio: 'ignore', timeout: 60_000 });
    await run({ jobFiles: [jobFile], directory: folders.vfload, output: journal ?? '' });
    [comparison] = compareSources(await readSources([printed ?? '', journal ?? '']), parseCompareRequest({}));
  });

  test('is the same jobs', () => {
    expect(comparison?.families[0]?.cells.map(({ name }) => name)).toEqual([
      ...['readers', 'deep', 'mixed read', 'mixed write'],
    ]);
    expect(comparison?.notComparable).toEqual([]);
    expect(comparison?.settingWarnings).toEqual([]);
  });

  test('is a tool difference', () => {
    expect(comparison?.tools.reference).toBe('fio 3.33');
    expect(comparison?.tools.other).toMatch(/^vfload \d/);
    for (const cell of comparison?.families[0]?.cells ?? []) expect(cell.verdict).toBe('tool difference');
  });

  test('is one table of every number that both documents have', async () => {
    const [ours = '', theirs = ''] = files;
    const io = fakeIo();
    expect(await main(['compare', '--json', ours, theirs], io)).toBe(0);
    const { comparisons } = JSON.parse(io.stdout.text) as {
      comparisons: { shared_figures: { name: string; figures: { figure: string; reference: number }[] }[] }[];
    };
    const shared = comparisons[0]?.shared_figures;
    expect(shared?.map(({ name }) => name)).toEqual(['readers', 'deep', 'mixed']);
    const document = JSON.parse(readFileSync(ours, 'utf8')) as {
      jobs: { read: { slat_ns: { mean: number }; clat_ns: { percentile: Record<string, number> } } }[];
    };
    const deep = new Map(shared?.[1]?.figures.map(({ figure, reference }) => [figure, reference]));
    expect(deep.get('read.slat_ns.mean')).toBe(document.jobs[1]?.read.slat_ns.mean);
    expect(deep.get('read.clat_ns.percentile.99.900000')).toBe(
      document.jobs[1]?.read.clat_ns.percentile['99.900000'],
    );
    // What is 0 in both is no line: the CPU time of so short a job may be.
    const jobs = [ours, theirs].map((file) => secondJobOf(readFileSync(file, 'utf8')));
    for (const place of ['usr_cpu', 'sys_cpu', 'ctx'] as const) {
      expect(deep.has(place), place).toBe(jobs.some((job) => job[place] !== 0));
    }
    for (const place of ['read.iops', 'read.lat_ns.max', 'read.total_ios', 'iodepth_level.4']) {
      expect(deep.has(place), place).toBe(true);
    }
  });

  test('has every figure of both, and what was done is the same', () => {
    for (const { figures } of comparison?.shared ?? []) {
      expect(figures.map(({ figure }) => figure)).toEqual(figureNames);
    }
    const done = comparison?.shared.map(({ figures }) => figures.find(({ figure }) => figure === 'io_bytes'));
    for (const figure of done?.slice(0, 2) ?? []) {
      expect(figure).toEqual({ figure: 'io_bytes', reference: 2 ** 20, other: 2 ** 20 });
    }
  });
});
