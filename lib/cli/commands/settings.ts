import { parseSettings } from '../../options/api-inputs.ts';
import type { RunOptions, SuiteOptions } from '../../options/api-options.ts';
import type { VfloadOptions } from '../../options/vfload-options.ts';

/**
 * Checks vfload's own options before anything is loaded or started.
 *
 * @returns how the result is to be printed
 * @throws VfloadError for a bad value
 */
export function checkedFormat(options: SuiteOptions | RunOptions): VfloadOptions['format'] {
  return parseSettings(options).format;
}
