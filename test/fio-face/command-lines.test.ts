/** What `vfload fio` takes and refuses, with the verdicts of fio recorded; the parity suite asks fio itself. */
import { describe, expect, test } from 'vitest';
import { inCommandLineFolder } from './command-line-folder.ts';
import { commandLineCases, wordsOf } from './command-lines.ts';
import { fioFace } from './main.ts';

inCommandLineFolder();

describe('command lines', () => {
  test.each(commandLineCases.filter(({ isAccepted }) => isAccepted))('takes $line', async (each) => {
    const { exitCode, stderr } = await fioFace(['--parse-only', ...wordsOf(each)]);
    expect(stderr.replaceAll(/^fio: (note|debug mask).*\n/gm, '')).toBe('');
    expect(exitCode).toBe(0);
  });

  test.each(commandLineCases.filter(({ isAccepted }) => !isAccepted))('refuses $line', async (each) => {
    const { exitCode, stdout, stderr } = await fioFace(['--parse-only', ...wordsOf(each)]);
    expect(stderr).toMatch(/^(fio: |There is no )\S.*\n/);
    expect(stdout).toBe('');
    expect(exitCode).toBe(1);
  });
});
