import { beforeEach, expect, test, vi } from 'vitest';
import { VfloadError, exitCodeByErrorCode } from '../../lib/errors.ts';
import { jobFileCases, jobFileVariables, verdictOn } from './job-file-cases.ts';

beforeEach(() => {
  for (const [name, value] of Object.entries(jobFileVariables)) vi.stubEnv(name, value);
});

test.each(jobFileCases.filter(({ isAccepted }) => isAccepted))('$name is accepted', async ({ file }) => {
  const verdict = await verdictOn(file);
  expect(verdict).not.toBeInstanceOf(VfloadError);
  expect(verdict).toHaveProperty('runs');
});

test.each(jobFileCases.filter(({ isAccepted }) => !isAccepted))(
  '$name is refused, with place and remedy',
  async ({ name, file }) => {
    const verdict = await verdictOn(file);
    if (!(verdict instanceof VfloadError)) throw new Error('it was accepted');
    expect(exitCodeByErrorCode[verdict.code]).toBe(2);
    expect(verdict.remedy).toMatch(/\S/);
    // Of a file without a job there is no place to tell.
    if (!name.endsWith('no-job.fio')) expect(verdict.message).toMatch(/^[^:]+\.fio:\d+:\d+: /);
  },
);

test('there are enough of them to mean something', () => {
  expect(jobFileCases.filter(({ isAccepted }) => isAccepted).length).toBeGreaterThan(30);
});
