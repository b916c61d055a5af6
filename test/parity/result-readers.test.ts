/** One run of fio in all forms: the readers of each agree on every number that two of them have. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Entry, FigureName } from '../../lib/read/entry.ts';
import { readSource } from '../../lib/read/read-source.ts';
import { addBucketRuns } from '../../lib/stats/bucket-runs.ts';
import { bucketCount } from '../../lib/stats/buckets.ts';
import { percentiles } from '../../lib/stats/percentiles.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';
import { type DescribedJob, fioOutputText, jsonPart } from './fio-output.ts';

const missing = fioMissing();

function described(name: string, given: Partial<DescribedJob>): DescribedJob {
  return {
    ...{ name, rw: 'randread', bs: 4096, ioengine: 'psync', iodepth: 1, thread: false, jobs: 1 },
    ...{ args: ['--size=512k'] },
    ...given,
  };
}

const runs: [string, DescribedJob[]][] = [
  ['reads of psync', [described('reads', {})]],
  ['mixed jobs of libaio', [described('aio', { rw: 'randrw', ioengine: 'libaio', iodepth: 8, jobs: 3 })]],
  [
    'a group',
    [described('grouped', { rw: 'write', bs: 65_536, jobs: 4, grouped: true, args: ['--size=2m'] })],
  ],
  [
    'different jobs in groups, with samples',
    [
      described('first', { bs: 512, args: ['--size=64k'] }),
      described('second', {
        rw: 'rw',
        newGroup: true,
        args: ['--size=1m', '--runtime=1200ms', '--time_based'],
      }),
    ],
  ],
  [
    'reads and writes as one',
    [described('one', { rw: 'randrw', args: ['--size=512k', '--unified_rw_reporting=1'] })],
  ],
  [
    'a job that fails',
    [described('crooked', { bs: 1000, args: ['--size=10000', '--direct=1'] }), described('good', {})],
  ],
];

/** How near a form comes to JSON: cut off to whole units, or rounded when printed. */
type Nearness = (exact: number, told: number) => boolean;

const same: Nearness = (exact, told) => exact === told;
const inWhole =
  (unit: number): Nearness =>
  (exact, told) =>
    told === Math.floor(exact / unit) * unit;
const within =
  (share: number, least: number): Nearness =>
  (exact, told) =>
    Math.abs(told - exact) <= Math.max(share * exact, least);

const terseNearness: Partial<Record<FigureName, Nearness>> = {
  io_bytes: inWhole(1024),
  bw_bytes: inWhole(1024),
  iops: inWhole(1),
  runtime_ms: same,
  clat_min_ns: inWhole(1000),
  clat_max_ns: inWhole(1000),
  // Six decimals, of ns here and of µs there.
  clat_mean_ns: within(0, 0.001),
  clat_stddev_ns: within(0, 0.001),
  clat_p50_ns: inWhole(1000),
  clat_p99_ns: inWhole(1000),
  usr_cpu: same,
  sys_cpu: same,
};

/** Four characters of a number, two decimals of a latency in its unit, whole units of percentiles and ends, rounded or cut off. */
const normalNearness: Partial<Record<FigureName, Nearness>> = {
  io_bytes: within(0.006, 0),
  total_ios: same,
  bw_bytes: within(0.006, 0),
  iops: within(1e-6, 1e-6),
  runtime_ms: same,
  clat_min_ns: within(0.51, 1),
  clat_max_ns: within(0.011, 1),
  clat_mean_ns: within(0.01, 5000),
  clat_stddev_ns: within(0.01, 5000),
  clat_p50_ns: within(0.51, 1000),
  clat_p99_ns: within(0.51, 1000),
  usr_cpu: within(0, 0.00501),
  sys_cpu: within(0, 0.00501),
};

/** Which entry it is. */
function keyOf({ job, group, member, repeat, direction }: Entry): string {
  return `${job} ${group} ${member} ${repeat} ${direction ?? ''}`;
}

function expectNear(exact: Entry[], told: Entry[], nearness: Partial<Record<FigureName, Nearness>>): void {
  const did = (entries: Entry[]): Entry[] => entries.filter(({ figures }) => Object.keys(figures).length > 0);
  expect(did(told).map(keyOf)).toEqual(did(exact).map(keyOf));
  for (const [index, { figures, outcome }] of did(told).entries()) {
    const reference = did(exact)[index];
    expect(outcome).toBe(reference?.outcome);
    for (const [name, value] of Object.entries(figures) as [FigureName, number][]) {
      const expected = reference?.figures[name] ?? Number.NaN;
      const isNear = nearness[name]?.(expected, value) ?? false;
      expect({ name, isNear, expected, value }).toMatchObject({ isNear: true });
    }
    // Nothing is missing that the form has.
    expect(Object.keys(nearness).filter((name) => !(name in figures))).toEqual(
      Object.keys(nearness).filter((name) => reference?.figures[name as FigureName] === undefined),
    );
  }
}

describe.skipIf(missing !== undefined)(
  `readers of fio's outputs${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    const folders = foldersOfBlock();

    /** The forms of one run, each in a file of its own, and all of them in one. */
    function forms(jobs: readonly DescribedJob[], terseVersion: number): Record<string, string> {
      const args = ['--output-format=normal,terse,json+', `--terse-version=${terseVersion}`];
      const text = fioOutputText(folders.fio, jobs, args);
      const json = jsonPart(text);
      const terse = text.split('\n').filter((line) => /^[2-5];/.test(line));
      const normal = text
        .replace(json, '')
        .split('\n')
        .filter((line) => !/^[2-5];/.test(line));
      const [head = ''] = text.split(/(?<=^Starting .*\n)/m);
      const plain = JSON.stringify(JSON.parse(json), (key, value: unknown) =>
        key === 'bins' ? undefined : value,
      );
      const parts = {
        all: text,
        'json+': json,
        json: plain,
        // The head says that clones are no repeats.
        terse: `${head}${terse.join('\n')}\n`,
        normal: normal.join('\n'),
      };
      return Object.fromEntries(
        Object.entries(parts).map(([form, contents]) => {
          const folder = path.join(folders.logs, form);
          mkdirSync(folder, { recursive: true });
          const file = path.join(folder, 'run.txt');
          writeFileSync(file, contents);
          return [form, file];
        }),
      );
    }

    describe.each([2, 3, 4, 5])('with terse version %i', (terseVersion) => {
      test.each(runs)('%s', async (_name, jobs) => {
        const files = forms(jobs, terseVersion);
        const read = async (form: string) => await readSource(files[form] ?? '');
        const [exact, plain, terse, normal, all] = [
          await read('json+'),
          await read('json'),
          await read('terse'),
          await read('normal'),
          await read('all'),
        ];
        expect([exact, plain, terse, normal, all].map(({ format }) => format)).toEqual([
          ...['fio-json+', 'fio-json', 'terse', 'normal', 'fio-json+'],
        ]);
        expect([exact, plain, terse, normal, all].flatMap(({ warnings }) => warnings)).toEqual([]);
        expect(plain.entries.map(({ figures }) => figures)).toEqual(
          exact.entries.map(({ figures }) => figures),
        );
        expect(all.entries.map(({ figures }) => figures)).toEqual(
          exact.entries.map(({ figures }) => figures),
        );
        expectNear(exact.entries, terse.entries, terseNearness);
        expectNear(exact.entries, normal.entries, normalNearness);
      });
    });

    test('percentiles out of the buckets are those that fio tells', async () => {
      const files = forms([described('reads', { ioengine: 'libaio', iodepth: 4 })], 3);
      const { entries } = await readSource(files['json+'] ?? '');
      const total = new Float64Array(bucketCount);
      for (const { clatBuckets = '' } of entries) addBucketRuns(total, clatBuckets);
      const [p50, p99] = percentiles(total, [50, 99]).map(({ valueNs }) => valueNs);
      expect(entries[0]?.figures).toMatchObject({ clat_p50_ns: p50, clat_p99_ns: p99 });
      expect(total.reduce((sum, count) => sum + count, 0)).toBe(entries[0]?.figures.total_ios);
    });

    test('logs of every completion tell what JSON does', async () => {
      const prefix = path.join(folders.logs, 'logged');
      const args = ['--size=512k', `--write_lat_log=${prefix}`, `--write_bw_log=${prefix}`];
      const files = forms([described('logged', { rw: 'randrw', ioengine: 'libaio', iodepth: 4, args })], 3);
      const exact = (await readSource(files['json+'] ?? '')).entries;
      const clat = (await readSource(`${prefix}_clat.1.log`)).entries;
      const bandwidth = (await readSource(`${prefix}_bw.1.log`)).entries;
      expect(exact).toHaveLength(2);
      for (const [index, { figures, clatBuckets, direction }] of exact.entries()) {
        const { io_bytes, total_ios, clat_mean_ns, clat_stddev_ns } = figures;
        expect(clat[index]).toMatchObject({ direction, clatBuckets, job: 'logged' });
        expect(clat[index]?.figures).toMatchObject({
          ...{ io_bytes, total_ios, clat_min_ns: figures.clat_min_ns, clat_max_ns: figures.clat_max_ns },
          ...{ clat_p50_ns: figures.clat_p50_ns, clat_p99_ns: figures.clat_p99_ns },
          clat_mean_ns: expect.closeTo(clat_mean_ns ?? 0, 5) as number,
          clat_stddev_ns: expect.closeTo(clat_stddev_ns ?? 0, 5) as number,
        });
        expect(bandwidth[index]?.figures).toEqual({ io_bytes, total_ios });
      }
    });

    test('settings are those that fio was asked for, in its options and in its head', async () => {
      const job = described('aio', { rw: 'randrw', ioengine: 'libaio', iodepth: 8, bs: 8192, jobs: 2 });
      const files = forms([job], 3);
      const asked = { rw: 'randrw', ioengine: 'libaio', iodepth: 8, bs: 8192, numjobs: 2 };
      for (const form of ['json', 'terse', 'normal', 'all']) {
        const { entries } = await readSource(files[form] ?? '');
        expect(entries[0]?.settings).toMatchObject(asked);
        expect(entries[0]?.tool).toEqual({ name: 'fio', version: '3.33' });
      }
    });
  },
);
