/** `--help` in fio's place. */
import { ownFlags } from './own-flags.ts';

const column = 28;

/** @returns usage and flags, ending with a newline. */
export function usageText(version: string): string {
  const lines = Object.entries(ownFlags).map(([name, { help, valueName, value, short, refused }]) => {
    const word = valueName === undefined ? '' : `=${valueName}`;
    const written = value === 'optional' && word !== '' ? `[${word}]` : word;
    const flag = `${short === undefined ? '    ' : `-${short}, `}--${name}${written}`;
    const gap = flag.length < column - 2 ? '' : `\n${' '.repeat(column + 2)}`;
    return `  ${flag.padEnd(column)}${gap}${help}${refused === undefined ? '' : ' (refused)'}\n`;
  });
  return [
    `${version}\n`,
    'fio [FLAGS] [OPTIONS OF JOBS] [JOBFILE...]\n',
    '\n',
    'This is vfload in the place of fio. Options of jobs are defaults of the first job file; each --name=NAME begins a job\n',
    'here. One dash or two, "=" or a blank, and any beginning that only one option has.\n',
    '\n',
    ...lines,
  ].join('');
}
