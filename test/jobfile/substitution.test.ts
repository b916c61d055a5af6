import { expect, test } from 'vitest';
import { jobLines } from '../../lib/jobfile/lines.ts';
import { substituted } from '../../lib/jobfile/substitution.ts';
import type { Surroundings } from '../../lib/jobfile/surroundings.ts';
import { surroundings } from './job-texts.ts';

function valueOf(text: string, around: Surroundings = surroundings): string {
  const [line] = jobLines('a.fio', text);
  if (line?.kind !== 'option') throw new Error('no option');
  const { name, value } = substituted(line, around);
  return `${name}=${value ?? '(none)'}`;
}

test.each([
  ['size=${SIZE}', 'size=8m'],
  ['filename=a${SIZE}b${SIZE}', 'filename=a8mb8m'],
  ['filename=a${EMPTY}b', 'filename=ab'],
  ['filename=a${NOT_SET}b', 'filename=ab'],
  ['filename=a${SIZE', 'filename=a${SIZE'],
  ['filename=a$SIZE', 'filename=a$SIZE'],
  ['${LINE}', 'bs=8k'],
  ['${SIZE}=1', '8m=1'],
])('%s: variables of the environment', (text, expected) => {
  expect(valueOf(text)).toBe(expected);
});

test.each([
  ['bs=$pagesize', 'bs=4096'],
  ['numjobs=$ncpus', 'numjobs=6'],
  ['numjobs=$ncpus/2', 'numjobs=3'],
  ['nrfiles=$ncpus*2+1', 'nrfiles=13'],
  ['numjobs=($ncpus+1)/2', 'numjobs=3'],
  ['size=$mb_memory*1024*1024', 'size=2097152000'],
])('%s: the machine, with calculation', (text, expected) => {
  expect(valueOf(text)).toBe(expected);
});

test.each([
  ['bs=4*1024', 'bs=4*1024'],
  ['cpus_allowed=0-3', 'cpus_allowed=0-3'],
  ['filename=on-$ncpus-cpus', 'filename=on-6-cpus'],
  ['filename=/tmp/$ncpus', 'filename=/tmp/6'],
  ['size=$ncpusm', 'size=6m'],
])('%s: nothing is calculated', (text, expected) => {
  expect(valueOf(text)).toBe(expected);
});

test('what cannot be calculated is refused with its place', () => {
  expect(() => valueOf('numjobs=$ncpus/0')).toThrow('a.fio:1:9: option numjobs: "6/0" divides by zero.');
});

test('what a variable holds is not looked through again', () => {
  expect(valueOf('filename=${A}', { ...surroundings, variables: { A: '${A}${A}' } })).toBe(
    'filename=${A}${A}',
  );
});

test('a line that variables make endless is refused', () => {
  const variables = { A: 'x'.repeat(30_000) };
  expect(() => valueOf(`filename=${'${A}'.repeat(3)}`, { ...surroundings, variables })).toThrow(
    'a.fio:1:1: the line is too long',
  );
});
