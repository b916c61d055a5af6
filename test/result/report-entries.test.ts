import { expect, test } from 'vitest';
import { reportGroups } from '../../lib/result/report-entries.ts';
import { job, options } from './outcome-fixture.ts';

/** `b:g` has group_reporting, `c:n` begins a group, `d:s` is not reported. */
function entriesOf(...jobs: string[]): string[][] {
  const outcomes = jobs.map((text) => {
    const [name = '', marks = ''] = text.split(':');
    const given = {
      name,
      group_reporting: marks.includes('g'),
      new_group: marks.includes('n'),
      stats: !marks.includes('s'),
    };
    return job({ options: options(given) });
  });
  return reportGroups(outcomes).map(({ entries }) =>
    entries.map((members) => members.map((member) => member.options.name).join('+')),
  );
}

// What fio 3.33 makes of such job files: test/parity/grouping.test.ts.
test.each([
  [['a:g', 'b:g'], [['a+b']]],
  [['a', 'b:g', 'c:g'], [['a+b+c']]],
  [['a:g', 'b', 'c:g'], [['a', 'b+c']]],
  [['a:g', 'b'], [['a', 'b']]],
  [['a', 'b', 'c:g', 'd', 'e:g'], [['a', 'b+c', 'd+e']]],
  [
    ['a:n', 'b:g', 'c:ng', 'd'],
    [['a+b'], ['c', 'd']],
  ],
  [['a:gs', 'b:g', 'c:g'], [['b+c']]],
  [['a', 'b:s', 'c:g'], [['a+c']]],
  [
    ['a', 'b:ns'],
    [['a'], []],
  ],
])('%j are reported as %j', (jobs, expected) => {
  expect(entriesOf(...jobs)).toEqual(expected);
});
