/** `--cmdhelp` and `--enghelp` on the command line: whatever stands beside them, they are answered and nothing else is done. */
import { type HelpAnswer, engineHelp, optionHelp } from '../options/option-help.ts';

const helpArgument = /^--?(cmdhelp|enghelp)(?:=(.*))?$/s;

/** @returns undefined where neither is among the arguments; what follows `--` is none. */
export function helpAnswer(args: readonly string[]): HelpAnswer | undefined {
  const end = args.indexOf('--');
  for (const arg of end < 0 ? args : args.slice(0, end)) {
    const [, which, asked = ''] = helpArgument.exec(arg) ?? [];
    if (which === 'cmdhelp') return optionHelp(asked);
    if (which !== 'enghelp') continue;
    const [engine, option] = asked.split(',');
    return engineHelp(engine, option);
  }
  return undefined;
}
