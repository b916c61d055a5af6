/**
 * fio's outputs made by vfload out of fio's own JSON+, character by character as fio printed them in the same run. What
 * the JSON lacks (process ids, errors' texts) is taken from the normal output.
 */
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../lib/options/api-inputs.ts';
import { normalHead } from '../../lib/report/fio/normal/head.ts';
import { type FioForm, runOutput } from '../../lib/report/fio/output.ts';
import type { FioDocument } from '../../lib/result/fio-document.ts';
import { mountSmallTmpfs, smallMountMissing } from '../mounts/small-tmpfs.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';
import { type DescribedJob, fioOutputText, jsonPart, readOutput, rendered } from './fio-output.ts';

const missing = fioMissing();
const noMount = smallMountMissing();

function described(name: string, given: Partial<DescribedJob>): DescribedJob {
  return {
    ...{ name, rw: 'randread', bs: 4096, ioengine: 'psync', iodepth: 1, thread: false, jobs: 1 },
    ...{ args: ['--size=256k'] },
    ...given,
  };
}

const small = '--size=256k';
/** Long enough for samples of bandwidth and IOPS. */
const long = ['--size=1m', '--runtime=1200ms', '--time_based'];

const runs: [string, DescribedJob[]][] = [
  ['reads of psync', [described('reads', {})]],
  ['mixed in large blocks', [described('mixed', { rw: 'rw', bs: 65_536, args: ['--size=1m'] })]],
  ['psync, which has no depth', [described('deep', { iodepth: 16 })]],
  ['writes with syncs', [described('syncs', { rw: 'write', args: [small, '--fsync=4'] })]],
  [
    'one sync at the end of few writes',
    [described('few', { rw: 'write', args: ['--size=16k', '--fsync=4'] })],
  ],
  ['jobs of libaio', [described('aio', { rw: 'randrw', ioengine: 'libaio', iodepth: 8, jobs: 3 })]],
  [
    'a group of libaio',
    [described('aio', { ioengine: 'libaio', iodepth: 16, jobs: 4, grouped: true, args: [small] })],
  ],
  ['threads of mmap', [described('maps', { rw: 'randwrite', ioengine: 'mmap', thread: true, jobs: 2 })]],
  ['io_uring', [described('ring', { rw: 'randrw', ioengine: 'io_uring', iodepth: 32 })]],
  ['past the cache', [described('direct', { args: [small, '--direct=1'], ioengine: 'libaio', iodepth: 4 })]],
  [
    'different jobs side by side',
    [
      described('first', { bs: 512, args: ['--size=8k'] }),
      described('second', { rw: 'write', thread: true }),
      described('third', { rw: 'randrw', ioengine: 'mmap', jobs: 2 }),
    ],
  ],
  [
    'groups, some of them described',
    [
      described('first', { description: 'what comes first' }),
      described('second', { rw: 'write', jobs: 2, grouped: true, newGroup: true, description: 'two in one' }),
      described('third', { newGroup: true }),
      described('fourth', { rw: 'randrw' }),
    ],
  ],
  [
    'percentiles of all latencies',
    [
      described('all', {
        ...{ rw: 'randrw', ioengine: 'libaio', iodepth: 4 },
        args: [small, '--slat_percentiles=1', '--lat_percentiles=1', '--percentile_list=50:99.5'],
      }),
    ],
  ],
  [
    'percentiles of lat and not of clat',
    [described('lat', { args: [small, '--lat_percentiles=1', '--clat_percentiles=0'] })],
  ],
  ['no percentiles', [described('none', { ioengine: 'libaio', args: [small, '--clat_percentiles=0'] })]],
  ...[2, 6, 8].map((figures): [string, DescribedJob[]] => [
    `${figures} significant figures`,
    [described('figures', { rw: 'randrw', args: [small, `--significant_figures=${figures}`] })],
  ]),
  ['samples', [described('long', { rw: 'randrw', jobs: 2, args: long })]],
  ['samples of a group', [described('long', { rw: 'randrw', jobs: 2, grouped: true, args: long })]],
  [
    'samples above 1 GiB/s',
    [described('fast', { rw: 'rw', ioengine: 'null', bs: 2 ** 20, args: ['--size=1g', ...long.slice(1)] })],
  ],
  ['trims', [described('trims', { rw: 'randtrim', ioengine: 'falloc' })]],
  [
    'trims before writes, in flight',
    [described('both', { rw: 'trimwrite', ioengine: 'null', iodepth: 4, jobs: 2 })],
  ],
  ['a trim that no file has', [described('none', { rw: 'trim' }), described('good', {})]],
  ['no latencies of an I/O above a µs', [described('null', { ioengine: 'null', args: ['--size=4m'] })]],
  [
    'nothing but a failure, and a job beside it',
    [described('crooked', { bs: 1000, args: ['--size=10000', '--direct=1'] }), described('good', {})],
  ],
  ['no I/O at all', [described('nowhere', { args: ['--size=4k', '--filename=/proc/nowhere/file'] })]],
  ['nothing but a failure', [described('crooked', { bs: 1000, args: ['--size=10000', '--direct=1'] })]],
];

/** What differs on purpose: fio divides by no I/Os. */
function withoutDivisionByZero(text: string): string {
  return text.replaceAll(/;-?nan%/g, ';0.00%');
}

/** fio reads the clock again for each block: a second may have begun since it wrote the JSON. */
function withTimeOf(document: FioDocument, text: string): string {
  return text.replaceAll(/(: pid=\d+: ).*$/gm, `$1${document.time}`);
}

function expectSame(directory: string, jobs: DescribedJob[], terseVersion: number): void {
  const args = ['--output-format=normal,terse,json+', `--terse-version=${terseVersion}`];
  const printed = withoutDivisionByZero(fioOutputText(directory, jobs, args));
  const { document, facts } = readOutput(printed, jobs);
  const theirs = withTimeOf(document, printed);
  const form: FioForm = { outputFormat: ['normal', 'terse', 'json+'], terseVersion };
  const hasHead = form.outputFormat.includes('normal');
  const ours = (moved: FioDocument): string =>
    (hasHead ? normalHead(moved['fio version'], facts.head) : '') + runOutput(moved, facts, form);
  // JSON is rounded once only.
  expect(jsonPart(ours(document))).toBe(jsonPart(theirs));
  expect(rendered(theirs, document, ours)).toBe(theirs);
}

describe.skipIf(missing !== undefined)(
  `outputs of fio${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    const folders = foldersOfBlock();

    describe.each([2, 3, 4, 5])('with terse version %i', (terseVersion) => {
      test.each(runs)('%s', (_name, jobs) => {
        expectSame(folders.fio, jobs, terseVersion);
      });

      test.skipIf(noMount !== undefined)(
        `a job that fails in the midst of its work${noMount === undefined ? '' : ` (skipped: ${noMount})`}`,
        () => {
          const mount = mountSmallTmpfs(1);
          try {
            const writes = { rw: 'write', args: ['--size=4m', '--fallocate=none'] };
            expectSame(mount.mountPoint, [described('full', writes)], terseVersion);
            expectSame(
              mount.mountPoint,
              [described('full', { ...writes, jobs: 2, grouped: true })],
              terseVersion,
            );
          } finally {
            mount.unmount();
          }
        },
      );
    });

    /** Which forms an output has. */
    function formsIn(text: string): string[] {
      const signs = {
        normal: /^Run status group/m,
        terse: /^[2-5];/m,
        json: /^\{$/m,
        'json+': /^ +"bins" :/m,
      };
      const found = Object.entries(signs).filter(([, sign]) => sign.test(text));
      return found.map(([form]) => form).filter((form) => form !== 'json' || !/"bins" :/.test(text));
    }

    test.each([
      ['--output-format=terse,normal'],
      ['--output-format=minimal,json'],
      ['--output-format=csv'],
      ['--output-format=json,json+'],
      ['--minimal'],
      ['--append-terse'],
      ['--output-format=json', '--append-terse'],
    ])('are in the same forms with %s %s', (...flags) => {
      const text = fioOutputText(folders.fio, [described('forms', {})], flags);
      const given = flags.map((flag) => flag.slice(2).split('='));
      const property = (name = ''): string =>
        name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
      const settings = parseSettings(
        Object.fromEntries(given.map(([name, value]) => [property(name), value ?? '1'])),
      );
      const forms = settings.outputFormat ?? [];
      const shown = forms.filter((form) => form !== 'json' || !forms.includes('json+'));
      expect([...shown].sort()).toEqual(formsIn(text).sort());
    });
  },
);
