/** Job files in fio's place: fio's verdict, but for what nobody means. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fioFace } from '../../fio-face/main.ts';
import { jobFileCases, jobFileVariables } from '../../jobfile/job-file-cases.ts';
import { fioMissing } from '../fio.ts';

const missing = fioMissing();

/** What fio refuses though it is clear, and what it reads as something else without a word. */
const differing: Readonly<Record<string, number>> = {
  'blanks-around-equals.fio': 0,
  'byte-order-mark.fio': 0,
  'missing-include.fio': 1,
  'nameless-section.fio': 1,
  'text-behind-section.fio': 1,
  'unclosed-section.fio': 1,
};

beforeEach(() => {
  for (const [name, value] of Object.entries(jobFileVariables)) vi.stubEnv(name, value);
});

describe.skipIf(missing !== undefined)(`verdicts on job files in fio's place ${missing ?? ''}`, () => {
  test.each(jobFileCases)('$name', async ({ file }) => {
    const { exitCode, stderr } = await fioFace(['--parse-only', file]);
    const { status } = spawnSync('fio', ['--parse-only', file], { stdio: 'ignore' });
    const different = differing[path.basename(file)];
    expect(exitCode, stderr).toBe(different ?? status);
    if (different !== undefined) expect(status).not.toBe(different);
  });
});
