import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VfloadError } from '../../lib/errors.ts';
import { reportFiles } from '../../lib/report/sources/report-files.ts';
import { reportFormats } from '../../lib/report/render.ts';
import { someReads, terseLine } from './terse-line.ts';
import { folderForFiles } from './written-file.ts';

const write = folderForFiles();

/** Results, or one clear refusal; anything else is thrown, and a hang is the test's timeout. */
async function expectVerdict(contents: string | Uint8Array): Promise<void> {
  const file = write('any', contents);
  try {
    for (const form of reportFormats) {
      const { text } = await reportFiles([file], form, { color: false, width: 80 });
      expect(text.endsWith('\n')).toBe(true);
      // What a terminal would act upon does not come through; a page is for browsers, and has scripts of others in it.
      if (form !== 'html') expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    }
  } catch (error) {
    if (!(error instanceof VfloadError)) throw error;
    expect(error.code).toBe('ERR_VFLOAD_RESULT_FILE');
    expect(`${error.message} ${String(error.cause)}`).not.toMatch(/[\u0000-\u001f]/);
  }
}

test('any bytes are results or are refused', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), expectVerdict), { numRuns: 300 });
});

const terse = terseLine({ read: someReads, write: someReads });
const json = `{
  "fio version" : "fio-3.33",
  "global options" : { "bs" : "4k", "rw" : "randrw" },
  "jobs" : [
    { "jobname" : "a", "groupid" : 0, "error" : 0, "job options" : { "size" : "1m", "direct" : "1" },
      "read" : { "io_bytes" : 4096, "bw" : 4, "iops" : 1.5, "runtime" : 1000, "total_ios" : 1,
        "clat_ns" : { "min" : 1, "max" : 2, "mean" : 1.5, "stddev" : 0.1, "N" : 1, "percentile" : { "50.000000" : 1 }, "bins" : { "1" : 1 } } } }
  ]
}
`;
const normal = `a: (g=0): rw=randrw, bs=(R) 4096B-4096B, (W) 4096B-4096B, (T) 4096B-4096B, ioengine=libaio, iodepth=4
...
fio-3.33
Starting 2 processes

a: (groupid=0, jobs=2): err= 0: pid=25079: Mon Nov 30 16:30:04 2026
  read: IOPS=8929, BW=34.9MiB/s (36.6MB/s)(34.9MiB/1001msec)
    clat (usec): min=2, max=18786, avg=167.98, stdev=564.37
    clat percentiles (usec):
     |  1.00th=[   13],  5.00th=[   15], 50.00th=[   19], 99.00th=[   62]
  cpu          : usr=2.10%, sys=23.60%, ctx=9055, majf=0, minf=14
     issued rwts: total=8938,8935,0,0 short=0,0,0,0 dropped=0,0,0,0

Run status group 0 (all jobs):
`;
const wrapper =
  'TEST_NAME=x\nRUNTIME=20 LOOPS=3 IODEPTH=16 SIZE=4G DIRECT=0 BLOCKSIZE=4K\nRunning: fio --bs=4k a.job\n';

test('whole results with anything in between are read or refused', async () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      ...[terse, json, normal, wrapper, '\n', '\r', '{', '}', '[', '"', ';', ',', '\\', '\u001b[2J'],
    ),
    fc.string({ maxLength: 20, unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 12 }), (parts) => expectVerdict(parts.join(''))),
    { numRuns: 300 },
  );
});

test('results with a piece taken out, doubled or replaced are read or refused', async () => {
  const whole = fc.constantFrom(terse, json, normal + terse, `${wrapper}${normal}`, json + json);
  const change = fc.record({
    whole,
    from: fc.nat(3000),
    length: fc.nat(200),
    instead: fc.string({ maxLength: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(change, ({ whole: text, from, length, instead }) => {
      const start = from % text.length;
      return expectVerdict(text.slice(0, start) + instead + text.slice(start + length));
    }),
    { numRuns: 500 },
  );
});

test('lines that are made to be slow are read as fast as others', async () => {
  const many = 200_000;
  const texts = [
    'A='.repeat(many),
    ' '.repeat(many),
    '['.repeat(many),
    '{'.repeat(many),
    '"\\'.repeat(many),
    `x: (g=0): rw=${'a, bs=(R) '.repeat(many / 10)}`,
    `a: (groupid=0, ${': (groupid='.repeat(many / 10)}`,
    '3;fio-'.repeat(many / 6),
    `{"jobs":[${'['.repeat(1000)}`,
    `{"jobs":[${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}]}`,
    `${'1, '.repeat(many)}\n`,
  ];
  for (const text of texts) await expectVerdict(text);
});
