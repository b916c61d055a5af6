import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJobNumbers } from '../../lib/read/documents.ts';
import type { SourceFormat } from '../../lib/read/entry.ts';
import { badCell, journalOf, measuredCell, noMappings } from '../report/study-fixture.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vfload-documents-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function numbersOf(text: string, format: SourceFormat) {
  const file = path.join(folder, 'file');
  await writeFile(file, text);
  const found = await readJobNumbers({ name: 'file', path: file, format, entries: [], warnings: [] });
  return found.map(({ job, numbers }) => ({ job, numbers: Object.fromEntries(numbers) }));
}

const job = (jobname: string, iops: number) => ({
  jobname,
  groupid: 3,
  'job options': { iodepth: 7 },
  read: { iops, clat_ns: { mean: 5, bins: { '10': 4 } } },
});
const document = (...jobs: object[]) => JSON.stringify({ 'fio version': 'fio-3.33', jobs }, undefined, 2);

describe("fio's JSON", () => {
  test('has every number of a job by its place, without what is no result', async () => {
    expect(await numbersOf(document(job('a', 10)), 'fio-json')).toEqual([
      { job: 'a', numbers: { 'read.iops': 10, 'read.clat_ns.mean': 5 } },
    ]);
  });

  test('may be several documents, with noise around them', async () => {
    const text = `fio: a remark\n${document(job('a', 1), job('b', 2))}\n${document(job('a', 3))}\nthe end\n`;
    const found = await numbersOf(text, 'fio-json+');
    expect(found.map((each) => [each.job, each.numbers['read.iops']])).toEqual([
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ]);
  });

  test('has none of a job that it reports several times', async () => {
    const found = await numbersOf(document(job('a', 1), job('a', 1), job('b', 2)), 'fio-json');
    expect(found.map((each) => each.job)).toEqual(['b']);
  });
});

test('a journal has those of its measured repeats', async () => {
  const repeats = [
    ...measuredCell({ run: 'r', read: [{ bw: 40, iops: 10 }] }),
    badCell('s', { outcome: 'unsupported', reason: noMappings }),
  ];
  const { header } = journalOf(repeats);
  const text = [header, ...repeats].map((line) => `${JSON.stringify(line)}\n`).join('');
  const found = await numbersOf(text, 'journal');
  expect(found).toHaveLength(1);
  expect(found[0]?.numbers).toMatchObject({ 'read.iops': 10, 'read.bw': 40 });
});

test('other forms have none', async () => {
  expect(await numbersOf('3;fio-3.33;a;0;0', 'terse')).toEqual([]);
});
