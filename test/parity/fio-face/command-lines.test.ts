/** fio's command line: the same verdicts, and the same options with the same values in the same order. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../../lib/fio-face/command-line.ts';
import { shownSections } from '../../../lib/fio-face/fio-jobs.ts';
import { readJobFiles } from '../../../lib/jobfile/read-job-files.ts';
import type { Section } from '../../../lib/jobfile/sections.ts';
import { presentSurroundings } from '../../../lib/jobfile/surroundings.ts';
import { parseGiven } from '../../../lib/options/parse-given.ts';
import type { OptionValue } from '../../../lib/options/value-form.ts';
import { findOption, jobOptionTable } from '../../../lib/options/registry.ts';
import { inCommandLineFolder } from '../../fio-face/command-line-folder.ts';
import { commandLineCases, wordsOf } from '../../fio-face/command-lines.ts';
import { fioMissing } from '../fio.ts';

const missing = fioMissing();

inCommandLineFolder();

function fio(words: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('fio', ['--parse-only', ...words], { encoding: 'utf8', timeout: 10_000 });
}

/** What fio's own log of parsing has beside the options given: defaults of io_uring. */
const unasked = ['nonvectored', 'cmd_type'];

/** vfload keeps no finer times, and makes none of them 0 that is not (docs/accuracy.md). */
function wholeMilliseconds(microseconds: number): number {
  return microseconds > 0 ? Math.max(1, Math.floor(microseconds / 1000)) : 0;
}

/** An option that fio set, as its log tells: `bs 4000`; times in milliseconds. */
function setByFio(words: readonly string[]): string[] {
  const told: { name: string; value?: number }[] = [];
  let isTime = false;
  for (const line of fio(['--debug=parse', ...words]).stdout.split('\n')) {
    const name = / handle_option=([^,]+), /.exec(line)?.[1];
    const value = /   ret=0, out=(\d+)/.exec(line)?.[1];
    const last = told.at(-1);
    isTime = / __handle_option=/.test(line) ? line.includes('_VAL_TIME') : isTime;
    if (name !== undefined) told.push({ name });
    // Of a list the first value.
    else if (value !== undefined && last !== undefined) {
      const number = Number(BigInt.asIntN(64, BigInt(value)));
      last.value ??= isTime ? wholeMilliseconds(number) : number;
    }
  }
  return told
    .filter(({ name }) => !unasked.includes(name))
    .map(({ name, value }) => (value === undefined ? name : toldAs(name, value)));
}

/** Any number but 0 sets a flag. */
function toldAs(name: string, value: number): string {
  const isFlag = findOption(jobOptionTable, name)?.entry.kind === 'flag';
  return `${name} ${isFlag ? Math.min(value, 1) : value}`;
}

/** Of three directions the first that is given. */
function firstOf(value: OptionValue): OptionValue {
  if (typeof value !== 'object' || !('read' in value)) return value;
  return value.read ?? value.write ?? value.trim ?? value;
}

/** The same as vfload understands it; of texts the name alone. */
async function setByVfload(words: readonly string[]): Promise<string[]> {
  const line = readCommandLine(words);
  const files = await readJobFiles(line.jobFiles);
  const [first = [], ...others] = shownSections(line, files, presentSurroundings());
  const defaults = line.sections.filter(({ isGlobal }) => isGlobal).length;
  const sections: Section[] = [...line.sections, ...first.slice(defaults), ...others.flat()];
  return sections.flatMap(({ options }) =>
    options.map((option) => {
      const found = findOption(jobOptionTable, option.name);
      if (found === undefined) return option.name;
      const value = firstOf(parseGiven(found.entry, option, 'fio'));
      if (typeof value === 'object' || typeof value === 'string') return option.name;
      return toldAs(option.name, Number(value));
    }),
  );
}

describe.skipIf(missing !== undefined)(`command lines ${missing ?? ''}`, () => {
  test.each(commandLineCases)('fio has the recorded verdict on $line', (each) => {
    const { status, stderr } = fio(wordsOf(each));
    const isAccepted = status === 0;
    expect(isAccepted).toBe(each.differs === undefined ? each.isAccepted : !each.isAccepted);
    if (!isAccepted) expect(stderr).not.toBe('');
  });

  // Of a second file fio's log has all defaults as well, and with -o it is elsewhere.
  const comparable = commandLineCases.filter(
    ({ isAccepted, line }) => isAccepted && !/two\.fio|^-o/.test(line),
  );
  test.each(comparable)('means the same: $line', async (each) => {
    expect(await setByVfload(wordsOf(each))).toEqual(setByFio(wordsOf(each)));
  });
});
