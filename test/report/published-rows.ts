/**
 * An excerpt of the 2020 study: for a dozen of its 270 rows bandwidth (KiB/s) and IOPS of the three repeats,
 * as fio's terse lines had them, and the table that was published. All rows were checked when the rounding
 * rule was established.
 */
import type { Workload } from '../../lib/options/workload.ts';

type Repeats = readonly (readonly [kibPerSecond: number, iops: number])[];

export interface PublishedCell {
  configuration: string;
  run: string;
  rw: Workload;
  read?: Repeats;
  write?: Repeats;
}

/** In the order of the published table. */
export const configurationOrder: readonly string[] = [
  '9p-none',
  '9p-mmap',
  '9p-loose',
  'vtfs-none',
  'vtfs-none-dax',
  'vtfs-auto',
  'vtfs-auto-dax',
  'vtfs-always',
  'vtfs-always-dax',
];

// prettier-ignore
export const publishedCells: readonly PublishedCell[] = [
  { configuration: '9p-none', run: 'seqread-psync', rw: 'read', read: [[105308, 26327], [101851, 25462], [95968, 23992]] },
  { configuration: 'vtfs-none-dax', run: 'seqread-psync-multi', rw: 'read', read: [[2330492, 582623], [2333734, 583433], [2343513, 585878]] },
  { configuration: 'vtfs-none', run: 'seqread-mmap', rw: 'read' },
  { configuration: 'vtfs-auto-dax', run: 'seqread-mmap-multi', rw: 'read', read: [[3274241, 818560], [3188978, 797244], [3080649, 770162]] },
  { configuration: 'vtfs-auto', run: 'seqread-libaio-multi', rw: 'read', read: [[1373942, 343485], [1601032, 400258], [1633295, 408323]] },
  { configuration: 'vtfs-always', run: 'seqwrite-psync', rw: 'write', write: [[78910, 19727], [73761, 18440], [80626, 20156]] },
  { configuration: '9p-none', run: 'seqwrite-mmap', rw: 'write' },
  { configuration: '9p-loose', run: 'randrw-psync', rw: 'randrw', read: [[61848, 15462], [61229, 15307], [58857, 14714]], write: [[20713, 5178], [20514, 5128], [19706, 4926]] },
  { configuration: 'vtfs-none-dax', run: 'randrw-psync', rw: 'randrw', read: [[387343, 96835], [419548, 104887], [431764, 107941]], write: [[129450, 32362], [140214, 35053], [144296, 36074]] },
  { configuration: 'vtfs-auto', run: 'randrw-psync', rw: 'randrw', read: [[39046, 9761], [39037, 9759], [39231, 9807]], write: [[13045, 3261], [13043, 3260], [13103, 3275]] },
  { configuration: 'vtfs-always', run: 'randrw-psync', rw: 'randrw', read: [[41716, 10429], [41881, 10470], [41605, 10401]], write: [[13938, 3484], [13997, 3499], [13898, 3474]] },
  { configuration: 'vtfs-auto-dax', run: 'randrw-psync-multi', rw: 'randrw', read: [[266343, 66585], [246859, 61714], [258760, 64690]], write: [[89223, 22305], [82717, 20679], [86721, 21680]] },
  { configuration: 'vtfs-none', run: 'randrw-mmap', rw: 'randrw' },
];

/** Blanks at the ends of lines included. */
export const publishedTable: string = [
  'NAME                    WORKLOAD                Bandwidth       IOPS            ',
  '9p-none                 seqread-psync           98.6mb          24.6k           ',
  '',
  'vtfs-none-dax           seqread-psync-multi     2281.1mb        570.2k          ',
  '',
  'vtfs-none               seqread-mmap            0kb             0               ',
  '',
  'vtfs-auto-dax           seqread-mmap-multi      3106.7mb        776.6k          ',
  '',
  'vtfs-auto               seqread-libaio-multi    1500.0mb        375.0k          ',
  '',
  'vtfs-always             seqwrite-psync          75.9mb          18.9k           ',
  '',
  '9p-none                 seqwrite-mmap           0kb             0               ',
  '',
  '9p-loose                randrw-psync            59.2mb/19.8mb   14.8k/5077      ',
  'vtfs-none-dax           randrw-psync            403.2mb/134.7mb 100.8k/33.6k    ',
  'vtfs-auto               randrw-psync            38.1mb/12.7mb   9775/3265       ',
  'vtfs-always             randrw-psync            40.7mb/13.6mb   10.1k/3485      ',
  '',
  'vtfs-auto-dax           randrw-psync-multi      251.2mb/84.1mb  62.8k/21.0k     ',
  '',
  'vtfs-none               randrw-mmap             0kb/0kb         0/0             ',
  '',
  '',
].join('\n');
