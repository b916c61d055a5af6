import fc from 'fast-check';
import { expect, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import { fioJobFile } from '../../lib/jobfile/fio-job-file.ts';
import { inputText } from '../../lib/options/raw-option.ts';
import type { RunOptions } from '../../lib/options/api-options.ts';
import { makeRunPlan } from '../../lib/plan/make-plan.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { fakeApi, fakeIo } from '../cli/fake-io.ts';
import { planOf } from './job-texts.ts';

type Description = Record<string, string | number | boolean>;

const name = fc
  .stringMatching(/^[a-z][a-zA-Z0-9 ._+-]{0,20}[a-z0-9]$/)
  .filter((text) => !text.startsWith('global'));
const limits = fc.oneof(
  fc.record({ runtime: fc.constantFrom(2, '500ms', '1m') }),
  fc.record({ runtime: fc.constantFrom(1, '20s'), time_based: fc.constantFrom(true, '1') }),
  fc.constant({}),
);
const others = fc.record(
  {
    rw: fc.constantFrom(
      'read',
      'write',
      'randread:8',
      'randwrite',
      'rw:4k',
      'randrw',
      'seqread',
      'write:-8k',
    ),
    rw_sequencer: fc.constantFrom('sequential', 'identical'),
    ba: fc.constantFrom('8k', '4k,512', 512),
    percentage_random: fc.constantFrom(50, '20,80', ',10'),
    random_distribution: fc.constantFrom(
      'zipf',
      'zipf:1.2:0.3',
      'pareto:0.3',
      'normal:20',
      'zoned:60/10:40',
      'zoned_abs:100/64k',
    ),
    random_generator: fc.constantFrom('lfsr', 'tausworthe64'),
    allrandrepeat: fc.boolean(),
    file_service_type: fc.constantFrom('random:2', 'gauss:20', 'sequential'),
    loops: fc.integer({ min: 0, max: 5 }),
    io_size: fc.constantFrom('512k', '50%', 0),
    number_ios: fc.integer({ min: 0, max: 1000 }),
    ioengine: fc.constantFrom('psync', 'libaio', 'mmap', 'null'),
    bs: fc.constantFrom('4k', '8KiB', 4096, '64k', '0x10000', '4k,8k', ',16k', '4k,8k,16k'),
    bsrange: fc.constantFrom('4k-16k', '4k-8k,8k-64k', ',4k-8k'),
    bssplit: fc.constantFrom('4k', '4k/20:8k/30:16k/50', ',4k/10:8k'),
    bs_is_seq_rand: fc.boolean(),
    iodepth: fc.integer({ min: 1, max: 64 }),
    numjobs: fc.integer({ min: 1, max: 5 }),
    offset: fc.constantFrom('0', '4k', '1m'),
    rwmixwrite: fc.integer({ min: 0, max: 100 }),
    buffered: fc.boolean(),
    fdatasync: fc.integer({ min: 0, max: 100 }),
    invalidate: fc.boolean(),
    norandommap: fc.boolean(),
    randseed: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
    cpus_allowed: fc.constantFrom('0', '0-3,5', '2,1'),
    bwavgtime: fc.constantFrom('250', '1s'),
    filename: fc.constantFrom('shared', 'a file'),
    description: fc.stringMatching(/^[A-Za-z][A-Za-z0-9=,.()' -]{0,30}[a-z]$/),
    fadvise_hint: fc.constantFrom('0', 'random'),
  },
  { requiredKeys: [] },
);

/** Of the kinds of values that `others` has not, few at a time, since each is read four times. */
const kinds = fc.oneof(
  fc.constant({}),
  fc.record({
    rate: fc.constantFrom('1m', '1m,2m', ',64k'),
    rate_process: fc.constantFrom('linear', 'poisson'),
  }),
  fc.record({ rate_iops: fc.constantFrom('100', '100,200'), thinktime: fc.constantFrom(50, '2ms') }),
  fc.record({ buffer_pattern: fc.constantFrom('0xdeadbeef', '"abc"', "'ab'0x12") }),
  fc.record({ startdelay: fc.constantFrom('1', '1-2', '500ms'), exit_what: fc.constantFrom('all', 'group') }),
  fc.record({
    continue_on_error: fc.constantFrom('read', 'all'),
    ignore_error: fc.constantFrom('EIO', ',EIO:5'),
  }),
  fc.record({ nice: fc.integer({ min: -5, max: 5 }), cpumask: fc.constantFrom('3', 1) }),
  fc.record({ write_lat_log: fc.constantFrom('', 'a/b'), log_avg_msec: fc.constantFrom('100', 0) }),
);

const jobs: fc.Arbitrary<Description> = fc
  .tuple(name, fc.constantFrom('1m', 2 ** 26, '1g'), limits, others, kinds)
  .map(([name, size, limit, other, kind]) => ({ name, size, ...limit, ...other, ...kind }));

/** What is run, whatever texts it was given by. */
function normalized({ runs }: Plan): unknown {
  return runs.map(({ jobs, ...run }) => ({
    ...run,
    jobs: jobs.map(({ given: _given, ...values }) => values),
  }));
}

async function byCommandLine(description: Description): Promise<Plan> {
  const args = Object.entries(description).map(([option, value]) => `--${option}=${inputText(value)}`);
  const api = fakeApi();
  expect(await main(['run', '--directory=/measured', ...args], fakeIo(), () => Promise.resolve(api))).toBe(0);
  return makeRunPlan(api.asked.run[0] as RunOptions);
}

function asJobFile({ name, ...description }: Description): string {
  const lines = Object.entries(description).map(([option, value]) => `${option} = ${inputText(value)} ; x`);
  return [`[${String(name)}]`, ...lines, ''].join('\n');
}

test('a job is the same by the API, the command line, a job file, and the job file that vfload writes', async () => {
  await fc.assert(
    fc.asyncProperty(jobs, async (description) => {
      const plan = makeRunPlan({ directory: '/measured', ...description });
      const expected = normalized(plan);
      expect(normalized(await byCommandLine(description))).toEqual(expected);
      expect(normalized(await planOf(asJobFile(description)))).toEqual(expected);
      const written = fioJobFile('/measured', plan.runs) ?? '';
      expect(normalized(await planOf(written, { directory: undefined }))).toEqual(expected);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('jobs of several runs are the same in the job file that vfload writes', async () => {
  const files = fc.array(fc.tuple(jobs, fc.constantFrom('', 'stonewall\n', 'new_group\n')), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(files, async (sections) => {
      const text = sections.map(([job, begins]) => `${asJobFile(job)}${begins}`).join('');
      const plan = await planOf(text);
      const written = fioJobFile('/measured', plan.runs) ?? '';
      const again = await planOf(written, { directory: undefined });
      // Where the first job of the file has a stonewall there is nothing to wait for.
      const waits = ({ runs: [first, ...others] }: Plan): unknown =>
        normalized({ ...plan, runs: [...(first === undefined ? [] : [withoutStonewall(first)]), ...others] });
      expect(waits(again)).toEqual(waits(plan));
    }),
    { numRuns: 100 },
  );
});

function withoutStonewall(run: Plan['runs'][number]): Plan['runs'][number] {
  return { ...run, jobs: run.jobs.map((job) => ({ ...job, stonewall: false })) };
}
