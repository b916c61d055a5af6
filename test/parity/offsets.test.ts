/** vfload and fio choose the same offsets and directions for the same seed: their iologs are the same. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import { fio, fioJobFile, fioMissing, foldersOfBlock, iologOperations } from './fio.ts';

const missing = fioMissing();
const seed = 987_654_321;

/** Options as both tools take them. */
const cases: Record<string, Record<string, string>> = {
  read: { rw: 'read', size: '1m' },
  write: { rw: 'write', size: '1m' },
  randread: { rw: 'randread', size: '4m' },
  randwrite: { rw: 'randwrite', size: '4m' },
  rw: { rw: 'rw', size: '2m' },
  randrw: { rw: 'randrw', size: '4m' },
  'randrw 75/25': { rw: 'randrw', rwmixread: '75', size: '4m' },
  'randread norandommap': { rw: 'randread', size: '4m', norandommap: '1' },
  'randwrite norandommap': { rw: 'randwrite', size: '2m', norandommap: '1' },
  'randread of an odd size': { rw: 'randread', size: '1234567' },
  'read of an odd size': { rw: 'read', size: '1234567' },
  'randread from an offset': { rw: 'randread', size: '2m', offset: '1m' },
  'randread from an odd offset': { rw: 'randread', size: '1m', offset: '5000' },
  'randread of 64k blocks': { rw: 'randread', size: '16m', bs: '64k' },
  'randread of 1000-byte blocks': { rw: 'randread', size: '1m', bs: '1000' },
  'randread by libaio': { rw: 'randread', size: '4m', ioengine: 'libaio', iodepth: '16' },
  'randrw by io_uring with file and buffers registered': {
    ...{ rw: 'randrw', size: '4m', ioengine: 'io_uring', iodepth: '16' },
    ...{ registerfiles: '1', fixedbufs: '1' },
  },
  'randread in batches of completions': {
    ...{ rw: 'randread', size: '4m', ioengine: 'libaio', iodepth: '16' },
    ...{ iodepth_batch_complete_min: '3', iodepth_batch_complete_max: '8' },
  },
  'randwrite with fsync': { rw: 'randwrite', size: '1m', fsync: '16' },
  'randrw with fdatasync': { rw: 'randrw', size: '1m', fdatasync: '8' },
};

describe.skipIf(missing !== undefined)(`same I/O as fio ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  test.each(Object.entries(cases))('%s', async (name, options) => {
    const stem = name.replaceAll(/[^a-z0-9]/g, '-');
    const common = { ...options, randseed: String(seed), randrepeat: '0' };
    const logs = {
      fio: path.join(folders.root, `${stem}.fio`),
      vfload: path.join(folders.root, `${stem}.vfload`),
    };
    fio(
      { name: stem, directory: folders.fio, filename: stem, ...common, write_iolog: logs.fio },
      folders.root,
    );
    await run({
      name: stem,
      directory: folders.vfload,
      filename: stem,
      ...common,
      write_iolog: logs.vfload,
      fioCompat: '3.33',
      output: path.join(folders.root, `${stem}.jsonl`),
    });
    const expected = iologOperations(logs.fio).get(stem);
    expect(expected?.length).toBeGreaterThan(200);
    expect(iologOperations(logs.vfload).get(stem)).toEqual(expected);
  });

  test('each of four jobs, the last one included', async () => {
    const common = { rw: 'randread', size: '1m', randseed: String(seed), randrepeat: '0' };
    // fio numbers clones 0, N-1, …, 1 (fio-semantics 1.5). Its clones share one iolog and overwrite each
    // other's lines in it, so that here they are jobs of their own, in that order.
    const sections = ['four.0.0', 'four.3.0', 'four.2.0', 'four.1.0'].map(
      (file) => `[${file}]\nfilename=${file}\nwrite_iolog=${path.join(folders.logs, `${file}.fio`)}\n`,
    );
    const globals = Object.entries({ ...common, directory: folders.fio }).map(
      ([name, value]) => `${name}=${value}\n`,
    );
    fioJobFile(`[global]\n${globals.join('')}${sections.join('')}`, folders.logs);
    const log = path.join(folders.logs, 'four');
    await run({
      name: 'four',
      directory: folders.vfload,
      ...common,
      numjobs: 4,
      write_iolog: log,
      fioCompat: '3.33',
      output: path.join(folders.logs, 'four.jsonl'),
    });
    const sequences = new Set<string>();
    for (const job of [1, 2, 3, 4]) {
      for (const [file, operations] of iologOperations(`${log}.${String(job)}`)) {
        expect(operations).toEqual(iologOperations(path.join(folders.logs, `${file}.fio`)).get(file));
        sequences.add(operations.join());
      }
    }
    expect(sequences.size).toBe(4);
  });
});
