/** What an HTML report is made of. */
import type { Source } from '../../../read/entry.ts';
import type { Journal } from '../../../result/journal.ts';

/** A file of results. */
export interface HtmlFile {
  source: Source;
  /** Where it is a journal: what it knows beside figures. */
  journal: Journal | undefined;
}
