import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { type HelpAnswer, engineHelp, optionHelp } from '../../lib/options/option-help.ts';
import { jobOptionTable, optionNames } from '../../lib/options/registry.ts';
import { unsupportedOptionTable } from '../../lib/options/unsupported-options.ts';
import { fioMissing } from './fio.ts';
import { described, fioOption, fioOptionNames, namesIn } from './fio-help.ts';

/** What differs from fio on purpose: test/parity/options.test.ts says why. */
const otherDefaults = [
  'ramp_time',
  'randseed',
  'buffered',
  'percentage_random',
  'latency_target',
  'latency_window',
  'log_alternate_epoch_clock_id',
  'verify_backlog',
  'verify_backlog_batch',
  'rwmixwrite',
  'startdelay',
  'steadystate',
];

const missing = fioMissing();

describe.skipIf(missing !== undefined)(
  `the help of options beside fio's${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    test('lists every option that fio lists, in the same columns', () => {
      const ours = namesIn(optionHelp('all').stdout);
      const theirs = fioOptionNames();
      expect(theirs.filter((name) => !ours.includes(name))).toEqual([]);
      const known = [...optionNames(jobOptionTable), ...optionNames(unsupportedOptionTable)];
      expect(ours.filter((name) => !known.includes(name))).toEqual([]);
    });

    test('tells the same name, alias and default of each, where the same reader looks for them', () => {
      const differing = fioOptionNames().filter((name) => {
        const theirs = fioOption(name);
        const ours = described(name, optionHelp(name).stdout);
        // Of a bool that fio tells no default of, it is 0.
        const none = theirs?.type.startsWith('boolean') === true ? '0' : undefined;
        const isOther = ours?.name !== theirs?.name || (ours?.default ?? none) !== (theirs?.default ?? none);
        return isOther || (theirs?.alias !== undefined && ours?.alias !== theirs.alias);
      });
      expect(differing.sort()).toEqual([...otherDefaults].sort());
    });

    test.each<[string, HelpAnswer]>([
      ['--cmdhelp=bs', optionHelp('bs')],
      ['--cmdhelp=blocksze', optionHelp('blocksze')],
      ['--enghelp=libaio', engineHelp('libaio')],
      ['--enghelp=libaio,userspace_reap', engineHelp('libaio', 'userspace_reap')],
      ['--enghelp=libaio,zzz', engineHelp('libaio', 'zzz')],
      ['--enghelp=psync', engineHelp('psync')],
      ['--enghelp', engineHelp()],
    ])('%s exits as fio does, and writes where it does', (question, ours) => {
      const theirs = spawnSync('fio', [question], { encoding: 'utf8' });
      expect(ours.exitCode).toBe(theirs.status);
      expect([ours.stdout.trim() === '', ours.stderr === '']).toEqual([
        theirs.stdout.trim() === '',
        theirs.stderr === '',
      ]);
    });
  },
);
