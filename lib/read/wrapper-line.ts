/** What scripts around fio write into the same log: which configuration is tested, with which options, and what they call. */
import type { EntrySettings } from './entry.ts';
import { canonicalOptions, optionsOfCommand, settingsOf } from './settings.ts';

/** The name of what is tested. */
export function testName(text: string): string | undefined {
  return /^TEST_NAME=\s*(\S(?:.*\S)?)\s*$/.exec(text)?.[1];
}

const optionOfWord: Readonly<Record<string, string>> = {
  RUNTIME: 'runtime',
  IODEPTH: 'iodepth',
  SIZE: 'size',
  DIRECT: 'direct',
  BLOCKSIZE: 'bs',
  NUMJOBS: 'numjobs',
};

/** `RUNTIME=20 LOOPS=3 IODEPTH=16 SIZE=4G DIRECT=0 BLOCKSIZE=4K`: what holds for all that follows. */
export function wrapperSettings(text: string): EntrySettings | undefined {
  if (!/^[A-Z]+=\S+(?:\s+[A-Z]+=\S+)*\s*$/.test(text)) return undefined;
  const given = [...text.matchAll(/([A-Z]+)=(\S+)/g)].flatMap(([, word = '', value = '']) => {
    const option = optionOfWord[word];
    return option === undefined ? [] : [[option, value] as const];
  });
  return given.length === 0 ? undefined : settingsOf(canonicalOptions(given));
}

const command = /^(?:Running:\s*|Command:\s*|\++ |[$#] )?(?:sudo )?(?:\S*\/)?fio(?:-[\d.]+)? +-.*$/;

/** The options of a command line of fio that is a line of its own. */
export function commandSettings(text: string): EntrySettings | undefined {
  return command.test(text) ? settingsOf(optionsOfCommand(text)) : undefined;
}
