/** Files that were read, in one report: journals as vfload tells of them, anything else as entries. */
import { type Results, sourceOf, withDistinctNames } from '../../read/read-source.ts';
import { noFioOutput, renderSources } from './render.ts';
import { type ReportForm, type ReportLook, renderReport } from '../render.ts';

/**
 * Ends with a newline.
 *
 * @throws VfloadError ERR_VFLOAD_USAGE for fio's forms of what is no journal
 */
export function renderResults(results: readonly Results[], form: ReportForm, look: ReportLook): string {
  const journals = results.flatMap((each) => ('journal' in each ? each : []));
  if (journals.length === results.length) return renderReport(journals, form, look);
  const sources = withDistinctNames(results.map(sourceOf));
  const foreign = sources.find(({ format }) => format !== 'journal');
  if (typeof form !== 'string') throw noFioOutput(foreign?.path ?? '');
  return renderSources(sources, form, look);
}
