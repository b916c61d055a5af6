import { parseSettings } from '../../options/api-inputs.ts';
import type { RunOptions, SuiteOptions } from '../../options/api-options.ts';
import type { ReportForm } from '../../report/render.ts';

/**
 * Checks vfload's own options before anything is loaded or started.
 *
 * @returns how the result is to be printed
 * @throws VfloadError for a bad value
 */
export function checkedForm(options: SuiteOptions | RunOptions): ReportForm {
  const { format, outputFormat, terseVersion } = parseSettings(options);
  return outputFormat === undefined ? format : { outputFormat, terseVersion };
}
