import { describe, expect, test } from 'vitest';
import { readSource, readSources } from '../../lib/read/read-source.ts';
import { sourceName } from '../../lib/read/source-name.ts';
import { someReads, terseLine } from './terse-line.ts';
import { folderForFiles, only, reading, told } from './written-file.ts';

const write = folderForFiles();
const read = reading(write);

const head =
  'a: (g=0): rw=randrw, bs=(R) 4096B-4096B, (W) 4096B-4096B, (T) 4096B-4096B, ioengine=libaio, iodepth=4\nfio-3.33\nStarting 1 process\n';

const block = `
a: (groupid=0, jobs=1): err= 0: pid=25079: Mon Nov 30 16:30:04 2026
  read: IOPS=24.3k, BW=94.9MiB/s (99.5MB/s)(94.9MiB/1001msec)
    slat (nsec): min=1432, max=14562k, avg=94874.66, stdev=390142.44
    clat (usec): min=2, max=18786, avg=167.98, stdev=564.37
     lat (usec): min=11, max=22517, avg=262.85, stdev=739.71
    clat percentiles (usec):
     |  1.00th=[   13],  5.00th=[   15], 50.00th=[  125], 60.00th=[  147],
     | 99.00th=[ 1139], 99.50th=[ 1369], 99.90th=[11600], 99.95th=[13829],
     | 99.99th=[18744]
   bw (  KiB/s): min=29912, max=29912, per=41.99%, avg=29912.00, stdev= 0.00, samples=1
  write: IOPS=8926, BW=34.9MiB/s (36.6MB/s)(34.9MiB/1001msec); 0 zone resets
    clat (nsec): min=920, max=22499k, avg=169660.05, stdev=527406.40
  fsync/fdatasync/sync_file_range:
    sync (usec): min=161, max=345, avg=192.48, stdev=20.09
    sync percentiles (usec):
     | 50.00th=[  182], 99.00th=[  273]
  cpu          : usr=2.10%, sys=23.60%, ctx=9055, majf=0, minf=14
  IO depths    : 1=0.1%, 2=0.1%, 4=100.0%, 8=0.0%, 16=0.0%, 32=0.0%, >=64=0.0%
     issued rwts: total=24310,8935,0,12 short=0,0,0,0 dropped=0,0,0,0

Run status group 0 (all jobs):
   READ: bw=69.6MiB/s (72.9MB/s), io=69.6MiB (73.0MB), run=1001-1001msec
`;

describe("fio's text", () => {
  test('has the figures as they were printed, and IOPS out of what was counted', async () => {
    const { entries, format, warnings } = await read(head + block);
    expect([format, warnings]).toEqual(['normal', []]);
    expect(entries.map(({ figures }) => figures)).toEqual([
      {
        io_bytes: Math.round(94.9 * 2 ** 20),
        total_ios: 24_310,
        runtime_ms: 1001,
        bw_bytes: Math.round(94.9 * 2 ** 20),
        iops: (1000 * 24_310) / 1001,
        clat_min_ns: 2000,
        clat_mean_ns: 167_980,
        clat_stddev_ns: 564_370,
        clat_max_ns: 18_786_000,
        clat_p50_ns: 125_000,
        clat_p99_ns: 1_139_000,
        usr_cpu: 2.1,
        sys_cpu: 23.6,
      },
      {
        io_bytes: Math.round(34.9 * 2 ** 20),
        total_ios: 8935,
        runtime_ms: 1001,
        bw_bytes: Math.round(34.9 * 2 ** 20),
        iops: (1000 * 8935) / 1001,
        clat_min_ns: 920,
        clat_mean_ns: 169_660.05,
        clat_stddev_ns: 527_406.4,
        clat_max_ns: 22_499_000,
        usr_cpu: 2.1,
        sys_cpu: 23.6,
      },
    ]);
    expect(entries[0]?.settings).toEqual({
      rw: 'randrw',
      bs: 4096,
      ioengine: 'libaio',
      iodepth: 4,
      numjobs: 1,
    });
  });

  test('of fio 2 is read, too', async () => {
    const source = await read(`a: (g=0): rw=randread, bs=4K-4K/4K-4K/4K-4K, ioengine=sync, iodepth=1
fio-2.2.10
Starting 1 process

a: (groupid=0, jobs=1): err= 0: pid=4711: Tue Oct  6 11:17:44 2015
  read : io=7116.0KB, bw=282573B/s, iops=68, runt= 25788msec
    clat (usec): min=51, max=99876, avg=14491.34, stdev=1031.27
    clat percentiles (usec):
     | 50.00th=[ 8096], 99.00th=[43776]
  cpu          : usr=0.05%, sys=0.31%, ctx=1779, majf=0, minf=7
     issued    : total=r=1779/w=0/d=0, short=r=0/w=0/d=0
`);
    expect(only(source)).toMatchObject({
      tool: { name: 'fio', version: '2.2.10' },
      settings: { rw: 'randread', bs: 4096, ioengine: 'sync', iodepth: 1 },
      figures: {
        io_bytes: 7116 * 1024,
        bw_bytes: 282_573,
        total_ios: 1779,
        runtime_ms: 25_788,
        clat_p99_ns: 43_776_000,
      },
    });
    expect(only(source).figures.iops).toBeCloseTo(68.99, 1);
  });

  test('says what went wrong', async () => {
    const failed = block.replace(
      'err= 0',
      'err=28 (file:io_u.c:1787, func=io_u error, error=No space left on device)',
    );
    const { entries } = await read(head + failed);
    expect(entries.map(({ outcome, error }) => [outcome, error])).toEqual([
      ['failed', 'ENOSPC'],
      ['failed', 'ENOSPC'],
    ]);
  });
});

test('one call in several forms counts once: the most exact one, with what only others tell', async () => {
  const line = terseLine({ name: 'a', read: someReads, write: someReads });
  const { entries, format } = await read(head + line + block);
  expect(format).toBe('terse');
  expect(
    entries.map(({ direction, repeat, figures }) => [direction, repeat, figures.iops, figures.total_ios]),
  ).toEqual([
    ['read', 1, 128, 24_310],
    ['write', 1, 128, 8935],
  ]);
});

test('a log of a wrapper has a configuration, options, and a repeat for each call', async () => {
  const call = `Running: fio --directory=/mnt/x --runtime=10 --iodepth=16 --blocksize=4K --append-terse jobs/a.job\n${head}${terseLine({ name: 'a', read: someReads })}\n`;
  const source = await read(
    `TEST_NAME=9p-none\nMOUNTPOINT=/mnt/x share 9p rw\nRUNTIME=20 LOOPS=3 IODEPTH=1 SIZE=4G DIRECT=0 BLOCKSIZE=8K\n\n${call}${call}`,
  );
  expect(source.entries.map(({ configuration, repeat }) => [configuration, repeat])).toEqual([
    ['9p-none', 1],
    ['9p-none', 2],
  ]);
  // The head is of fio itself, and knows best.
  expect(source.entries[0]?.settings).toMatchObject({
    ...{ runtime_ms: 10_000, iodepth: 4, size: 4 * 2 ** 30, direct: false, bs: 4096, rw: 'randrw' },
  });
  expect(told(source)).toEqual([]);
});

test('tests of several configurations may follow one another in a log', async () => {
  const line = terseLine({ read: someReads });
  const { entries } = await read(`TEST_NAME=one\n${line}\nTEST_NAME=two\n${line}\n`);
  expect(entries.map(({ configuration, repeat }) => [configuration, repeat])).toEqual([
    ['one', 1],
    ['two', 1],
  ]);
});

test('the name of a file is the configuration where nothing else is', async () => {
  expect(['a/9p-none.txt', 'b.fio.json', '.json', 'x'].map(sourceName)).toEqual([
    '9p-none',
    'b.fio',
    '.json',
    'x',
  ]);
  const file = write('mine.txt', terseLine({ read: someReads }));
  expect(only(await readSource(file)).configuration).toBe('mine');
});

test('files of the same name are told apart by their paths', async () => {
  const files = ['same.txt', 'same.log', 'other.txt'].map((name) =>
    write(name, terseLine({ read: someReads })),
  );
  const sources = await readSources(files);
  expect(sources.map((source) => only(source).configuration)).toEqual([files[0], files[1], 'other']);
});

describe('encodings:', () => {
  const line = terseLine({ read: someReads });

  test.each([
    ['lines that end with a return, too', Buffer.from(`x\r\n${line}\r\n`)],
    ['a mark at the beginning', Buffer.from(`\uFEFF${line}\n`)],
    ['16 bits a character', Buffer.from(`\uFEFF${line}\n`, 'utf16le')],
  ])('%s', async (_name, bytes) => {
    expect(only(await read(bytes)).figures.iops).toBe(128);
  });

  test('what is compressed is refused with what to do', async () => {
    await expect(read(Buffer.from([0x1f, 0x8b, 8, 0, 0]))).rejects.toMatchObject({
      ...{ code: 'ERR_VFLOAD_RESULT_FILE', cause: 'it is compressed (gzip)', remedy: 'unpack it first' },
    });
  });
});

describe('refused is', () => {
  test.each([
    ['an empty file', '', 'is empty'],
    ['some text', 'hello\n', 'neither a journal'],
    [
      'a document that is cut off',
      '{\n  "fio version" : "fio-3.33",\n',
      'line 1: a document that is cut off',
    ],
    ['a terse line that is cut off', '3;fio-3.21;a;0;0;1;2\n', 'line 1: a terse line of 7 fields'],
  ])('%s, with the likely cause', async (_name, text, cause) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'ERR_VFLOAD_RESULT_FILE',
      cause: expect.stringContaining(cause) as string,
      remedy: expect.stringContaining('fio --output=FILE') as string,
    });
  });

  test.each([
    ["the study's", 'NAME                    WORKLOAD                Bandwidth       IOPS            \n'],
    [
      'comma-separated',
      'source,configuration,job,group,repeat,direction,outcome,error\nx,x,x,0,1,read,measured,\n',
    ],
    ['Markdown', '| run | MiB/s |\n| --- | ---: |\n| a | 12 |\n'],
    [
      'that vfload printed',
      'vfload 0.1.0, preset short\n\nrun     MiB/s   IOPS   ±\nrandread  98.6  24.6k 1%\n',
    ],
  ])('a table that was made of results: %s', async (kind, text) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'ERR_VFLOAD_RESULT_FILE',
      message: expect.stringContaining(kind) as string,
      remedy: expect.stringContaining('that it was made of') as string,
    });
  });

  test('a file that is not there', async () => {
    await expect(readSource('/nonexistent/a.json')).rejects.toMatchObject({
      code: 'ERR_VFLOAD_RESULT_FILE',
      path: '/nonexistent/a.json',
    });
  });
});
