/** vfload's document beside the installed fio's: the same keys in the same order, of the same types. */
import { describe, expect, test } from 'vitest';
import { fioDocument } from '../../lib/result/fio-json.ts';
import { diskUtil } from '../../lib/result/disk-util.ts';
import { sumsOf } from '../../lib/stats/sums.ts';
import { job, jobEnd, options, outcome } from '../result/outcome-fixture.ts';
import { direction, statistics } from '../result/statistics-fixture.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';
import { shapeOf } from './document-shape.ts';
import { fioJson } from './fio-json.ts';

/** vfload keeps doubles as they are; whole ones look like integers. Their places are fio's own (5.3). */
const doubles = new Set(
  'iops mean stddev bw_agg bw_mean bw_dev iops_mean iops_stddev usr_cpu sys_cpu latency_percentile util'.split(
    ' ',
  ),
);
const tablesOfDoubles = /^(iodepth_|latency_(ns|us|ms)$)/;

function shapeOfOurs(document: object): unknown {
  const walk = (value: unknown, key: string, table: boolean): unknown => {
    if (Array.isArray(value)) return value.map((inner) => walk(inner, key, table));
    if (typeof value === 'object' && value !== null) {
      const inside = tablesOfDoubles.test(key);
      return Object.entries(value).map(([name, inner]) => [name, walk(inner, name, inside)]);
    }
    if (typeof value !== 'number') return typeof value;
    if (table || doubles.has(key)) return 'double';
    expect(Number.isInteger(value), key).toBe(true);
    return 'number';
  };
  return walk(document, '', false);
}

/** The shape without what differs between two good documents: the options of the job. */
function withoutOptions(shape: unknown): unknown {
  if (!Array.isArray(shape)) return shape;
  return shape.map((entry: unknown) => {
    const isOptions = Array.isArray(entry) && entry[0] === 'job options';
    return isOptions ? ['job options'] : withoutOptions(entry);
  });
}

const asked = ['--size=256k', '--bs=4k', '--ioengine=libaio', '--iodepth=4'];
const busy = direction([900, 1500, 40_000], { slat: sumsOf([300, 400, 500]) });

function ours(given: { rw: 'randread' | 'randrw'; groups: boolean; jobs: number; syncs: boolean }): object {
  const one = job({
    options: options({ rw: given.rw, group_reporting: given.groups }),
    end: jobEnd({
      statistics: statistics({
        read: busy,
        ...(given.rw === 'randrw' ? { write: busy } : {}),
        ...(given.syncs ? { syncLat: sumsOf([500]), syncBuckets: direction([500]).clatBuckets } : {}),
        depthLevel: BigUint64Array.of(1n, 0n, 2n, 0n, 0n, 0n, 0n),
        submitBatch: BigUint64Array.of(0n, 3n, 0n, 0n, 0n, 0n, 0n),
        completeBatch: BigUint64Array.of(0n, 3n, 0n, 0n, 0n, 0n, 0n),
      }),
    }),
  });
  return fioDocument(outcome({ fioCompat: '3.33', jobs: Array.from({ length: given.jobs }, () => one) }));
}

const missing = fioMissing();

describe.skipIf(missing !== undefined)(
  `documents of fio${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    const folders = foldersOfBlock();

    /** Without disks: whether there is one below the folder is not what is compared. */
    function shapeOfFio(args: string[]): unknown {
      return withoutOptions(shapeOf(fioJson(folders.fio, 'job', ['--disk_util=0', ...asked, ...args])));
    }

    test('a reader', () => {
      const expected = shapeOfFio(['--rw=randread']);
      const document = ours({ rw: 'randread', groups: false, jobs: 1, syncs: false });
      expect(withoutOptions(shapeOfOurs(document))).toEqual(expected);
    });

    test('a mixed job with syncs', () => {
      const expected = shapeOfFio(['--rw=randrw', '--fsync=8']);
      const document = ours({ rw: 'randrw', groups: false, jobs: 1, syncs: true });
      expect(withoutOptions(shapeOfOurs(document))).toEqual(expected);
    });

    test('two jobs', () => {
      const expected = shapeOfFio(['--rw=randread', '--numjobs=2']);
      const document = ours({ rw: 'randread', groups: false, jobs: 2, syncs: false });
      expect(withoutOptions(shapeOfOurs(document))).toEqual(expected);
    });

    test('two jobs reported as a group', () => {
      const expected = shapeOfFio(['--rw=randread', '--numjobs=2', '--group_reporting']);
      const document = ours({ rw: 'randread', groups: true, jobs: 2, syncs: false });
      expect(withoutOptions(shapeOfOurs(document))).toEqual(expected);
    });

    test('a disk, where the directory is on one', ({ skip }) => {
      const text = fioJson(folders.fio, 'job', [...asked, '--rw=randread', '--direct=1']);
      const document = JSON.parse(text) as { disk_util?: object[] };
      const [disk] = document.disk_util ?? [];
      if (disk === undefined) return skip('the temporary directory is on no block device');
      const counters = {
        name: 'vda',
        readAtMs: 0,
        readIos: 0,
        readMerges: 0,
        readSectors: 0,
        readTicksMs: 0,
        writeIos: 0,
        writeMerges: 0,
        writeSectors: 0,
        writeTicksMs: 0,
        busyMs: 0,
        inQueueMs: 0,
      };
      const entry = diskUtil(counters, { ...counters, readAtMs: 1 }, '3.33');
      const own = Object.keys(disk).filter((key) => !key.startsWith('aggr_') && key !== 'slaves');
      expect(Object.keys(entry)).toEqual(own);
    });
  },
);
