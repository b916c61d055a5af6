import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeStudyPlan } from '../../lib/plan/make-plan.ts';
import { deviations } from '../../lib/study/deviations.ts';
import { studyJsonSchema, suiteJsonSchema } from '../../lib/study/json-schemas.ts';
import type { Study } from '../../lib/study/study-file.ts';
import { type Suite, readSuite } from '../../lib/study/suite-file.ts';
import { environment } from '../result/outcome-fixture.ts';

const folder = path.resolve(import.meta.dirname, '../../suites');
const names = readdirSync(folder).map((file) => path.basename(file, '.yaml'));

function validatorOf(text: string): ReturnType<Ajv.Ajv['compile']> {
  const schema = JSON.parse(text) as { $schema: string };
  return (schema.$schema.includes('2020') ? new Ajv2020.Ajv2020() : new Ajv.Ajv()).compile(schema);
}

test('the published schemas are those that files are checked with (vitest -u writes them)', async () => {
  await expect(studyJsonSchema()).toMatchFileSnapshot('../../schema/study.schema.json');
  await expect(suiteJsonSchema()).toMatchFileSnapshot('../../schema/suite.schema.json');
});

test('the schema of studies takes what a study may say, and refuses another key', () => {
  const validate = validatorOf(studyJsonSchema());
  const study = {
    ...{ suite: 'virtiofs', repeats: 3, options: { size: '1g', cpus_allowed: [0, 1] }, hostCache: 'cold' },
    configurations: [
      { label: 'a', directory: '/a', hooks: { prepare: 'mount /a' }, versions: { qemu: 9.2 } },
    ],
  };
  expect(validate(study), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...study, repeat: 3 })).toBe(false);
  expect(validate({ suite: 'virtiofs' })).toBe(false);
});

function studyWith(suite: Suite, labels = ['virtiofs-none']): Study {
  return {
    ...{ file: '/s.yaml', name: undefined, suite, reference: undefined, runs: suite.runs },
    ...{ options: suite.options, settings: suite.settings },
    configurations: labels.map((label) => ({
      ...{ label, directory: `/${label}`, hooks: {}, versions: {}, virtiofsd: undefined },
    })),
  };
}

test.each(names)('the suite %s is what the schema takes, and makes a plan', async (name) => {
  const validate = validatorOf(suiteJsonSchema());
  const text = readFileSync(path.join(folder, `${name}.yaml`), 'utf8');
  expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  const suite = await readSuite(name, folder, 'here');
  expect(suite.name).toBe(name);
  expect(makeStudyPlan(studyWith(suite)).runs.length).toBeGreaterThan(0);
});

const plan2020 = async (
  options: Parameters<typeof makeStudyPlan>[1] = {},
  labels?: string[],
): Promise<{ suite: Suite; plan: ReturnType<typeof makeStudyPlan> }> => {
  const suite = await readSuite('virtiofs-2020', folder, 'here');
  return { suite, plan: makeStudyPlan(studyWith(suite, labels), options) };
};

const published = {
  ...environment,
  ...{ kernel: '5.10.0-rc1+', cores: 32, memoryBytes: 62.5 * 2 ** 30, daxWindowBytes: 2 ** 34 },
};
const mount = { source: 's', mountPoint: '/m', type: 'virtiofs', options: 'rw', superOptions: 'rw' };

test('virtiofs-2020 has the 30 runs of the study, at its sizes, times and repeats', async () => {
  const { plan } = await plan2020();
  expect(plan.runs).toHaveLength(30);
  expect(plan.repeats).toBe(3);
  for (const job of plan.runs.flatMap(({ jobs }) => jobs)) {
    expect(job).toMatchObject({
      size: 4 * 2 ** 30,
      runtime: 20_000,
      time_based: false,
      direct: false,
      iodepth: 16,
    });
  }
});

test('run as it was published, where it was published, only the tool deviates', async () => {
  const { suite, plan } = await plan2020({ order: 'fixed', asPublished: true }, [
    'virtiofs-none-dax',
    '9p-none',
  ]);
  const configurations = [
    { label: 'virtiofs-none-dax', directory: '/m', mount },
    { label: '9p-none', directory: '/n', mount: { ...mount, type: '9p', superOptions: 'rw,msize=16777216' } },
  ];
  const virtiofsdOf = (): string => '-o no_posix_lock -o xattr --thread-pool-size=0';
  expect(deviations(suite, plan, { environment: published, configurations, virtiofsdOf })).toEqual([
    'Not as virtiofs-2020 was published: tool vfload instead of fio 3.21.',
  ]);
});

test('every deviation is told: of the plan, the machine and the mounts', async () => {
  const options = { size: '1g', runtime: 3, direct: '1', repeats: 2, ioengine: 'psync,io_uring' } as const;
  const { suite, plan } = await plan2020(options, ['virtiofs-none-dax', '9p-none', 'local']);
  const configurations = [
    { label: 'virtiofs-none-dax', directory: '/m', mount },
    {
      label: '9p-none',
      directory: '/n',
      mount: { ...mount, type: '9p', superOptions: 'rw,msize=512000,trans=virtio' },
    },
    { label: 'local', directory: '/l', mount: { ...mount, type: 'ext4' } },
  ];
  const found = { ...environment, kernel: '6.18.0', cores: 2, memoryBytes: 4 * 2 ** 30 };
  const told = deviations(suite, plan, { environment: found, configurations, virtiofsdOf: () => undefined });
  expect(told.map((text) => text.replace('Not as virtiofs-2020 was published: ', ''))).toEqual([
    'tool vfload instead of fio 3.21.',
    '20 of its 30 runs left out.',
    '10 runs that it did not have (seqread-io_uring, …).',
    'runtime 3s instead of 20s.',
    'size 1g instead of 4g.',
    'direct 1 instead of 0.',
    'repeats 2 instead of 3.',
    'order split-plot instead of fixed.',
    'offsets drawn anew for each repeat instead of the same in all.',
    'files fully written before the first block instead of laid out as fio does.',
    'CPUs 2 instead of 32.',
    'memory 4.0 GiB instead of 64.0 GiB.',
    'kernel 6.18.0 instead of 5.10.0-rc1+.',
    'DAX window none that can be seen instead of 16.0 GiB.',
    'options of virtiofsd of virtiofs-none-dax not told (virtiofsd in the study) instead of -o no_posix_lock -o xattr --thread-pool-size=0.',
    'msize of 9p-none 512000 instead of 16777216.',
    'file system of local ext4 instead of virtiofs or 9p.',
  ]);
});
