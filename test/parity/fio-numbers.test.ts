/** Numbers in fio's normal output: bytes and rates of its null engine, which are known exactly. */
import { describe, expect, test } from 'vitest';
import { binaryBytes, decimalBytes, iopsText } from '../../lib/report/fio/number-text.ts';
import type { FioDocument } from '../../lib/result/fio-document.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';
import { type DescribedJob, fioOutputText, jsonPart } from './fio-output.ts';

const missing = fioMissing();

/** Around each border of units and of rounding. */
const sizes = [
  ...[1, 9, 99, 999, 1000, 1023, 1024, 1025, 9999, 10_000, 10_239, 10_240, 10_241, 10_496, 11_776],
  ...[96_150, 96_350, 96_450, 96_550, 97_750, 99_949, 99_950, 99_951, 99_999, 100_000, 100_499, 100_500],
  ...[101_500, 102_349, 102_400, 102_911, 102_912, 103_936, 999_499, 999_500, 999_999, 1_000_000],
  ...[1_005_000, 1_023_949, 1_048_575, 1_048_576, 9_994_999, 10_005_000, 10_015_000, 10_239_999],
  ...[10_240_000, 10_485_759, 10_485_760, 104_805_171, 104_805_172, 104_857_599, 104_857_600],
];

describe.skipIf(missing !== undefined)(
  `numbers of fio${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    const folders = foldersOfBlock();

    test('are divided and rounded as fio does', () => {
      const jobs = sizes.map((bs): DescribedJob => ({
        ...{ name: `s${bs}`, rw: 'read', bs, ioengine: 'null', iodepth: 1, thread: false, jobs: 1 },
        args: [`--size=${bs}`, '--number_ios=1'],
      }));
      const text = fioOutputText(folders.fio, jobs, ['--output-format=normal,json', '--max-jobs=100']);
      const document = JSON.parse(jsonPart(text)) as FioDocument;
      const printed = [...text.matchAll(/^ {2}read: (.*)$/gm)].map(([, line]) => line);
      const expected = document.jobs.map(({ read }) => {
        const rate = `BW=${binaryBytes(read.bw_bytes)}/s (${decimalBytes(read.bw_bytes)}/s)`;
        return `IOPS=${iopsText(Math.floor(read.iops))}, ${rate}(${binaryBytes(read.io_bytes)}/${read.runtime}msec)`;
      });
      expect(printed).toHaveLength(sizes.length);
      expect(printed).toEqual(expected);
    });
  },
);
