import { expect, test } from 'vitest';
import { type ReportFormat, renderProgress, renderReport } from '../../lib/report/render.ts';
import type { Journal } from '../../lib/result/journal.ts';
import { journalOf, measuredCell, thrice } from './study-fixture.ts';

const look = { color: false, width: 80 };
const journal = journalOf(measuredCell({ run: 'randread-psync', read: thrice(102_400, 25_600, [41_000]) }));

function shown(from: Journal, format: ReportFormat): string {
  return renderReport([{ journal: from, path: undefined }], format, look);
}

test('the head says preset, size, runtime, direct, repeats and caches, in lines of the width', () => {
  const report = shown(journal, 'table');
  const head = report.split('\n\n')[0] ?? '';
  for (const part of [
    'preset short',
    '64 MiB files',
    '1 s',
    'bs=4 KiB',
    'iodepth=16',
    'direct=0',
    '3 repeats',
    'caches dropped before each run',
    'share: /mnt/share',
  ]) {
    expect(head.replaceAll('\n', ' ')).toContain(part);
  }
  for (const line of report.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
});

test('the head tells how often cells were measured where a target wanted more of some', () => {
  const times = (count: number) => Array.from({ length: count }, () => ({ bw: 1000, iops: 10 }));
  const cellsOf = (...counts: number[]) =>
    journalOf(
      counts.flatMap((count, index) => measuredCell({ run: `run${String(index)}`, read: times(count) })),
    );
  expect(shown(cellsOf(3, 8), 'table')).toContain('\n3 to 8 repeats,');
  expect(shown(cellsOf(8, 8), 'table')).toContain('\n8 repeats,');
  // Of what an interrupt kept from running the sentences below the table tell.
  expect(shown(cellsOf(1, 2), 'table')).toContain('\n3 repeats,');
});

test('the head names the mount of a configuration', () => {
  const mount = {
    source: 'myfs',
    mountPoint: '/mnt/share',
    type: 'virtiofs',
    options: 'rw,relatime',
    superOptions: 'rw',
  };
  const configurations = [{ label: 'none', directory: '/mnt/share/dir', mount }];
  const mounted = { ...journal, header: { ...journal.header, configurations } };
  expect(shown(mounted, 'table')).toContain('none: /mnt/share/dir (virtiofs myfs, rw,relatime)');
});

test.each([
  ['as-is', 'host cache uncontrolled'],
  ['warm', 'host cache warm'],
] as const)('every table of a study with a host cache %s says so', (hostCache, words) => {
  const design = { order: 'split-plot' as const, seed: 4711, hostCache, asPublished: false };
  const studied = { ...journal, header: { ...journal.header, design } };
  for (const format of ['table', 'study'] as const) {
    expect(shown(studied, format).replaceAll('\n', ' '), format).toContain(words);
    expect(shown(journal, format)).not.toContain('host cache');
  }
  expect(shown(studied, 'table').replaceAll('\n', ' ')).toContain('order seed 4711');
});

test('a report ends with its sentences, what is shown meanwhile does not', () => {
  expect(shown(journal, 'table')).toMatch(/Reads were probably answered [^]*\.\n$/);
  expect(renderProgress(journal, look)).not.toContain('Reads were probably');
});

test('JSON of one repeat is a document that fio readers know, of several an array', () => {
  const [first] = journal.repeats;
  const single = { ...journal, repeats: first === undefined ? [] : [first] };
  const document: unknown = JSON.parse(shown(single, 'json'));
  expect(document).toMatchObject({
    'fio version': expect.stringMatching(/^fio-/) as string,
    jobs: [{ jobname: 'job', read: { iops: 25_600 } }],
    vfload: { configuration: 'share', run: 'randread-psync', repeat: 1, outcome: 'measured' },
  });
  expect(document).toMatchObject({
    vfload: { journal: null, planHash: 'abcd', session: 'boot:31' },
  });
  const documents = JSON.parse(shown(journal, 'json')) as unknown[];
  expect(documents).toHaveLength(3);
});

test('the study format is the study table alone', () => {
  expect(shown(journal, 'study')).toMatch(/^NAME {20}WORKLOAD [^]*100\.0mb {9}25\.0k {11}\n\n$/);
});

test('every table of a study tells how it deviates from its suite as that was published', () => {
  const deviations = ['Not as x was published: CPUs 2 instead of 32.'];
  const studied = { ...journal, header: { ...journal.header, study: { suite: 'x', deviations } } };
  for (const format of ['table', 'study'] as const) {
    expect(shown(studied, format).replaceAll('\n', ' '), format).toContain('CPUs 2 instead of 32.');
  }
});
