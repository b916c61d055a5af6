/** A job's option of fio's command line: its name, and the value as fio reads it. */
import { parseOptions } from '../options/parse-options.ts';
import type { RawOption } from '../options/raw-option.ts';
import { jobOptionTable } from '../options/registry.ts';
import type { Argument } from './arguments.ts';

/**
 * Values are taken as they are: fio puts neither variables nor keywords in here (`fio --bs='$pagesize'` fails).
 *
 * @returns the option by its canonical name; a flag without a value is 1
 * @throws VfloadError ERR_VFLOAD_OPTION_UNSUPPORTED, ERR_VFLOAD_OPTION_VALUE
 */
export function jobOptionOf({ name, value }: Extract<Argument, { kind: 'job-option' }>): RawOption {
  const option = { name, value: value ?? '1', origin: `--${name}` };
  const [canonical = name] = parseOptions(jobOptionTable, [option], 'fio').given.keys();
  return { ...option, name: canonical, ...(value === undefined ? { isBare: true } : {}) };
}
