import { expect, test } from 'vitest';
import { closingSentences } from '../../lib/report/closing.ts';
import { badCell, busError, journalOf, measuredCell, noMappings, thrice } from './study-fixture.ts';

const slow = measuredCell({ run: 'randread-psync', read: thrice(102_400, 25_600, [41_000]) });
const fast = measuredCell({ run: 'seqread-psync', rw: 'read', read: thrice(1_024_000, 256_000, [3000]) });

test('the best and the worst cell are named with their bandwidth', () => {
  expect(closingSentences(journalOf([...slow, ...fast]))[0]).toBe(
    'Best is seqread-psync with 1000 MiB/s, worst randread-psync with 100 MiB/s.',
  );
});

test('reads and writes of a mixed cell count together', () => {
  const mixed = measuredCell({
    run: 'randrw-psync',
    rw: 'randrw',
    read: thrice(76_800, 1),
    write: thrice(51_200, 1),
  });
  expect(closingSentences(journalOf([...slow, ...mixed]))[0]).toContain(
    'Best is randrw-psync with 125 MiB/s',
  );
});

test('a single cell is neither best nor worst', () => {
  expect(closingSentences(journalOf(slow))[0]).toBe('Measured was randread-psync with 100 MiB/s.');
});

test('what is missing is named with its remedy, unsupported before failed, many in short', () => {
  const unsupported = { outcome: 'unsupported', reason: noMappings } as const;
  const runs = ['seqread-mmap', 'randread-mmap', 'seqwrite-mmap', 'randwrite-mmap', 'randrw-mmap'];
  const journal = journalOf([
    badCell('randread-libaio', { outcome: 'failed', reason: busError }),
    ...slow,
    ...runs.map((run) => badCell(run, unsupported)),
  ]);
  expect(closingSentences(journal)[1]).toBe(
    'Not measured: unsupported (ENODEV) seqread-mmap, randread-mmap, seqwrite-mmap and 2 more, ' +
      'remedy: start virtiofsd with --allow-mmap; failed (SIGBUS) randread-libaio, remedy: leave the files alone.',
  );
});

test('where nothing is missing that is said', () => {
  expect(closingSentences(journalOf(slow))[1]).toBe('Every cell was measured.');
});

test('repeats that the journal lacks are told, though they were measured', () => {
  const sentences = closingSentences({ ...journalOf([...slow, ...fast]), lostRepeats: 2 });
  expect(sentences).toContain('Only 4 of 6 repeats are in the journal: the others could not be written.');
  expect(closingSentences(journalOf(slow)).join(' ')).not.toContain('in the journal');
});

test('what an interrupt kept from running is named: cells, and repeats of a cell', () => {
  const [first, second] = slow;
  if (first === undefined || second === undefined) throw new Error('a cell without repeats');
  second.result.vfload.interrupted = true;
  const { header } = journalOf(fast);
  const runs = ['randread-psync', 'seqread-psync', 'seqwrite-psync', 'randwrite-psync', 'randrw-psync'];
  const cut = { header: { ...header, runs }, repeats: [first, second], warnings: [] };
  expect(closingSentences(cut)[1]).toBe(
    'Not measured: in part only randread-psync (2 of 3 repeats, the last one cut short); ' +
      'not run seqread-psync, seqwrite-psync, randwrite-psync and 1 more.',
  );
  second.result.vfload.interrupted = false;
});

test('each configuration has cells of its own that can be missing', () => {
  const journal = journalOf([
    ...measuredCell({ configuration: 'none', run: 'randread-psync', read: thrice(1, 1) }),
    ...measuredCell({ configuration: 'auto', run: 'seqread-psync', read: thrice(1, 1) }),
  ]);
  expect(closingSentences(journal)[1]).toBe(
    'Not measured: not run randread-psync on auto, seqread-psync on none.',
  );
});

test('the layer is guessed from random reads of a synchronous engine first', () => {
  expect(closingSentences(journalOf([...fast, ...slow]))[2]).toBe(
    "Reads were probably answered by the host's cache (41.2µs an I/O in randread-psync).",
  );
});

test('each configuration has a guess of its own, told by layer', () => {
  const reading = (configuration: string, latencyNs: number) =>
    measuredCell({ configuration, run: 'randread-psync', read: thrice(1, 1, [latencyNs]) });
  const journal = journalOf([
    ...reading('auto', 2000),
    ...reading('none', 300_000),
    ...reading('always', 1000),
  ]);
  expect(closingSentences(journal)[2]).toBe(
    'Reads were probably answered by guest memory on auto (2.01µs), always (1.00µs); by the device on none (301µs).',
  );
});

test('sequential reads alone say nothing about layers: they are read ahead', () => {
  expect(closingSentences(journalOf(fast))[2]).toBe(
    'Nothing was read at random, and sequential reads are read ahead: they do not tell which layer answered.',
  );
});

test('random reads between writes do', () => {
  const mixed = {
    run: 'randrw-psync',
    rw: 'randrw' as const,
    read: thrice(1, 1, [2000]),
    write: thrice(1, 1),
  };
  expect(closingSentences(journalOf(measuredCell(mixed)))[2]).toMatch(/^Reads were probably answered by /);
});

test('a report without a reading cell says nothing about layers', () => {
  const writes = measuredCell({ run: 'randwrite-psync', write: thrice(1, 1) });
  expect(closingSentences(journalOf(writes))[2]).toMatch(/^Nothing was read/);
});

test('an empty journal has its three sentences', () => {
  expect(closingSentences(journalOf([]))).toEqual([
    'Nothing was measured.',
    'No cell has been run.',
    expect.stringMatching(/^Nothing was read/),
  ]);
});
