import { describe, expect, test } from 'vitest';
import { parseAxes, selectRuns } from '../../lib/suite/select.ts';
import { defaultAxes, executionOrder, runName, suiteRuns } from '../../lib/suite/virtiofs.ts';

const names = suiteRuns(defaultAxes).map(({ name }) => name);

describe('the suite', () => {
  test("has the study's 30 runs and io_uring's ten", () => {
    expect(names).toHaveLength(40);
    expect(names.filter((name) => name.includes('io_uring'))).toHaveLength(10);
    expect(new Set(names).size).toBe(40);
  });

  test("lists them in the order of the study's table", () => {
    const study = names.filter((name) => !name.includes('io_uring'));
    expect(study.slice(0, 7)).toEqual([
      ...['seqread-psync', 'seqread-psync-multi', 'seqread-mmap', 'seqread-mmap-multi'],
      ...['seqread-libaio', 'seqread-libaio-multi', 'randread-psync'],
    ]);
    const workloads = study
      .filter((name) => name.endsWith('-psync'))
      .map((name) => name.replace('-psync', ''));
    expect(workloads).toEqual(['seqread', 'randread', 'seqwrite', 'randwrite', 'randrw']);
  });

  test('executes them alphabetically', () => {
    const order = executionOrder(names).map((index) => names[index]);
    expect(order).toEqual([...names].sort());
    expect(order.slice(0, 3)).toEqual(['randread-io_uring', 'randread-io_uring-multi', 'randread-libaio']);
    expect(order.at(-1)).toBe('seqwrite-psync-multi');
  });
});

test.each([
  ['read', 1, 'seqread-psync'],
  ['write', 4, 'seqwrite-psync-multi'],
  ['randrw', 2, 'randrw-psync-jobs2'],
  ['rw', 1, 'seqrw-psync'],
] as const)('rw=%s with %i jobs is called %s', (rw, jobs, name) => {
  expect(runName(rw, 'psync', jobs)).toBe(name);
});

describe('choosing runs', () => {
  const option = (name: string, value: string) => ({ name, value, origin: `Option ${name}` });

  test('by lists, whatever their order', () => {
    const axes = parseAxes({
      rw: option('rw', 'randread, seqread'),
      ioengine: option('ioengine', 'io_uring,psync'),
      numjobs: option('numjobs', '2,1,2'),
    });
    expect(suiteRuns(axes).map(({ name }) => name)).toEqual([
      ...['seqread-psync', 'seqread-psync-jobs2', 'seqread-io_uring', 'seqread-io_uring-jobs2'],
      ...['randread-psync', 'randread-psync-jobs2', 'randread-io_uring', 'randread-io_uring-jobs2'],
    ]);
  });

  test('refuses a value that the option does not have', () => {
    expect(() => parseAxes({ rw: option('rw', 'read,randred') })).toThrow('"randred" is not known');
    expect(() => parseAxes({ numjobs: option('numjobs', '1,') })).toThrow('"" is not a whole number');
  });

  const runs = suiteRuns(defaultAxes);
  const chosen = (only: string): string[] => selectRuns(runs, only).map(({ name }) => name);

  test('by name: a name is one run, not all that begin with it', () => {
    expect(chosen('randread-psync')).toEqual(['randread-psync']);
  });

  test('by pattern, in the order of the table', () => {
    expect(chosen('randread-mmap*,seqread-mmap')).toEqual([
      'seqread-mmap',
      'randread-mmap',
      'randread-mmap-multi',
    ]);
    expect(chosen('*')).toHaveLength(40);
    expect(chosen('*-multi')).toHaveLength(20);
  });

  test('refuses a name that no run has, and says what was meant', () => {
    expect(() => chosen('seqread-psync,randrad-psync')).toThrow(
      expect.objectContaining({ remedy: 'Did you mean randread-psync?' }),
    );
    expect(() => chosen('rand.ead-psync')).toThrow('no run of the suite');
  });
});
