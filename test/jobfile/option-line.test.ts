import { expect, test } from 'vitest';
import { refusalOf } from './job-texts.ts';

const job = (line: string): string => `[job]\nsize=1m\n  ${line}\n`;

test.each([
  [
    'blocksze=4k',
    'UNKNOWN_OPTION',
    'a.fio:3:3: option "blocksze": there is no such option.',
    'Did you mean blocksize?',
  ],
  ['zzzzzzzzzzzz=1', 'UNKNOWN_OPTION', 'a.fio:3:3: option "zzzzzzzzzzzz"', 'vfload run --help'],
  ['BS=4k', 'UNKNOWN_OPTION', 'a.fio:3:3: option "BS"', 'Did you mean bs?'],
  ['--bs=4k', 'UNKNOWN_OPTION', 'a.fio:3:3: option "--bs": dashes', 'Did you mean bs?'],
  ['rw randread', 'UNKNOWN_OPTION', 'a.fio:3:3: option "rw randread"', 'Did you mean rw=randread?'],
  ['repeats=3', 'UNKNOWN_OPTION', 'a.fio:3:3: repeats is an option of vfload', '--repeats'],
  ['cgroup_weight=300', 'OPTION_UNSUPPORTED', 'a.fio:3:3: option cgroup_weight: vfload does not', 'with fio'],
  ['verfy=md5', 'UNKNOWN_OPTION', 'a.fio:3:3: option "verfy"', 'Did you mean verify?'],
  ['bs = 4q ; x', 'OPTION_VALUE', 'a.fio:3:8: option bs: "4q" has the unknown suffix "q".', 'Expected bytes'],
  ['rw=randred', 'OPTION_VALUE', 'a.fio:3:6: option rw: "randred"', 'Did you mean randread?'],
  ['direct', 'OPTION_VALUE', 'a.fio:3:3: option direct has no value.', 'Expected direct= and 0 or 1'],
  ['bs=', 'OPTION_VALUE', 'a.fio:3:6: option bs: ""', 'Expected bytes'],
  ['thread=2', 'OPTION_VALUE', 'a.fio:3:10: option thread: "2"', 'Expected 0 or 1'],
])('%s', async (line, code, message, remedy) => {
  const error = await refusalOf(job(line));
  expect(error).toMatchObject({
    code: `ERR_VFLOAD_${code}`,
    path: code === 'OPTION_VALUE' ? error.path : 'a.fio',
  });
  expect(error.message).toContain(message);
  expect(error.remedy).toContain(remedy);
});

test('a line of rubbish is repeated in part, on one line', async () => {
  const { message } = await refusalOf(job('x'.repeat(4000)));
  expect(message.length).toBeLessThan(150);
});

test('options of jobs that are not taken are not looked at', async () => {
  const text = `${job('nonsense=1')}[other]\nsize=1m\n`;
  const error = await refusalOf(text);
  expect(error.message).toContain('nonsense');
  await expect(refusalOf(text, { sections: 'other' })).rejects.toThrow('nothing was refused');
});
