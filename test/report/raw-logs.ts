/** Raw logs of a wrapper's form, as the study's are: a head, a terse line and remarks for each call of fio. */
import { type TerseSide, terseLine } from '../read/terse-line.ts';
import type { PublishedCell } from './published-rows.ts';

/** The log of one configuration; every run is repeated as often as it has figures, or three times in vain. */
export function rawLog(configuration: string, cells: readonly PublishedCell[]): string {
  const head = [
    'TESTDIR=/mnt/share/fio/',
    `JOB_FILES=${cells.map(({ run }) => `fio-jobs/${run}.job`).join(' ')}`,
    `TEST_NAME=${configuration}`,
    'SYSTEMINFO=Linux vm 6.1.0 #1 SMP x86_64 GNU/Linux',
    'RUNTIME=20 LOOPS=3 IODEPTH=16 SIZE=4G DIRECT=0 BLOCKSIZE=4K',
    '',
  ];
  return `${head.join('\n')}\n${cells.flatMap(calls).join('')}`;
}

function calls(cell: PublishedCell): string[] {
  const { read, write } = cell;
  const count = Math.max(read?.length ?? 0, write?.length ?? 0);
  if (count === 0) return Array.from({ length: 3 }, () => call(cell, { error: 19 }));
  return Array.from({ length: count }, (_unused, repeat) =>
    call(cell, { read: sideOf(read?.[repeat]), write: sideOf(write?.[repeat]) }),
  );
}

function sideOf(figures: readonly [kibPerSecond: number, iops: number] | undefined): TerseSide | undefined {
  if (figures === undefined) return undefined;
  const [bw, iops] = figures;
  return { kib: bw * 20, bw, iops, runtimeMs: 20_001 };
}

interface Ending {
  error?: number;
  read?: TerseSide | undefined;
  write?: TerseSide | undefined;
}

/** One call of fio: what the wrapper and fio print. */
function call({ run, rw }: PublishedCell, { error = 0, read, write }: Ending): string {
  const jobs = run.endsWith('-multi') ? 4 : 1;
  const engine = /-(\w+?)(?:-multi)?$/.exec(run)?.[1] ?? '';
  const described = `${run}: (g=0): rw=${rw}, bs=(R) 4096B-4096B, (W) 4096B-4096B, (T) 4096B-4096B, ioengine=${engine}, iodepth=16\n`;
  const remark = `fio: pid=4711, err=${error}/file:engine.c:118, func=mmap, error=No such device\n`;
  const line = terseLine({
    ...{ name: run, error },
    ...(read === undefined ? {} : { read }),
    ...(write === undefined ? {} : { write }),
  });
  return [
    `Running: fio --directory=/mnt/share/fio/ --runtime=20 --iodepth=16 --append-terse fio-jobs/${run}.job\n`,
    described.repeat(jobs),
    `fio-3.21\nStarting ${jobs} process${jobs === 1 ? '' : 'es'}\n`,
    error === 0 ? '' : remark.repeat(jobs),
    `${line}\n\n\nRun status group 0 (all jobs):\n`,
  ].join('');
}
