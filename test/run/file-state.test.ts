import { expect, it } from 'vitest';
import { stateAfter } from '../../lib/run/file-state.ts';
import { direction, statistics } from '../result/statistics-fixture.ts';

const size = 8 * 4096;
const unwritten = { state: 'unwritten', sizeBytes: size } as const;
const job = {
  rw: 'randwrite',
  offset: 0,
  norandommap: false,
  timeBased: false,
  generate: undefined,
} as const;

/** A job that ended after so many bytes. */
function wrote(bytes: number): NonNullable<Parameters<typeof stateAfter>[2]> {
  const write = direction([], { bytes });
  return { end: 'ended', failure: undefined, statistics: statistics({ write }) };
}

it.each(['write', 'randwrite'] as const)('a whole pass of %s makes an unwritten file written', (rw) => {
  expect(stateAfter(unwritten, { ...job, rw }, wrote(size))).toBe('written');
});

const failure = { errno: 5, point: 'write', filename: 'f', offset: 0, bytes: 4096 } as const;
it.each([
  ['less than the whole', {}, wrote(size - 4096)],
  ['a part from an offset on', { offset: 4096 }, wrote(size)],
  ['random blocks, some of them twice', { norandommap: true }, wrote(size)],
  ['for a time', { timeBased: true }, wrote(10 * size)],
  ['reads and writes', { rw: 'randrw' as const }, wrote(size)],
  ['all but failed', {}, { ...wrote(size), failure }],
  ['all but was killed', {}, { ...wrote(size), end: 'signalled' as const }],
  ['nothing', {}, wrote(0)],
  ['never', {}, undefined],
] as const)('an unwritten file stays so after a job that wrote %s', (_title, given, end) => {
  expect(stateAfter(unwritten, { ...job, ...given }, end)).toBe('unwritten');
});

it('a fresh file is no longer fresh after any write, and stays so after none', () => {
  const fresh = { state: 'fresh', sizeBytes: size } as const;
  expect(stateAfter(fresh, job, wrote(4096))).toBe('written');
  expect(stateAfter(fresh, { ...job, rw: 'randread' }, wrote(0))).toBe('fresh');
});
