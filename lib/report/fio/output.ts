/** fio's output of finished runs, in the forms asked for (fio-semantics 5.1). */
import { VfloadError } from '../../errors.ts';
import type { OptionTexts } from '../../options/job-options.ts';
import type { VfloadOptions } from '../../options/vfload-options.ts';
import type { FioDocument, RunResult } from '../../result/fio-document.ts';
import type { FioOutputFacts } from '../../result/vfload-member.ts';
import { jsonPlus } from './json-plus.ts';
import { fioJsonText, Members } from './json-text.ts';
import { normalHead } from './normal/head.ts';
import { normalReport } from './normal/report.ts';
import { shownInJson } from './sections.ts';
import { terseLines } from './terse.ts';

/** As the option `output-format`. */
export type FioOutputFormat = NonNullable<VfloadOptions['outputFormat']>[number];

export interface FioForm {
  outputFormat: readonly FioOutputFormat[];
  /** 2 to 5. */
  terseVersion: number;
}

/**
 * The output of the runs one after the other, as if fio had been called for each. However the forms were named, terse comes
 * first, then JSON, then normal output, whose head is above all.
 *
 * @throws VfloadError ERR_VFLOAD_RESULT_FILE for results of an older vfload that lack what is to be shown
 */
export function fioOutput(results: readonly RunResult[], form: FioForm): string {
  return results
    .map((result) => {
      const { fioOutput: facts } = result.vfload;
      const hasHead = form.outputFormat.includes('normal');
      const head = hasHead ? normalHead(result['fio version'], needed(facts).head) : '';
      return head + runOutput(result, facts, form);
    })
    .join('');
}

/** As `fioOutput`, of one run and without the head. @param facts - undefined: older results have none */
export function runOutput(document: FioDocument, facts: FioOutputFacts | undefined, form: FioForm): string {
  const asked = (format: FioOutputFormat): boolean => form.outputFormat.includes(format);
  const texts = [
    asked('terse') ? terseLines(document, form.terseVersion, facts) : '',
    asked('json+') ? jsonOutput(jsonPlus(document, needed(facts)), facts) : '',
    asked('json') && !asked('json+') ? jsonOutput(document, facts) : '',
    asked('normal') ? normalReport(document, needed(facts)) : '',
  ];
  return texts.join('');
}

/**
 * Entries with `unified_rw_reporting=mixed` have one section there, and the document itself all of them; an option that was given
 * twice is there twice.
 */
function jsonOutput(document: FioDocument, facts: FioOutputFacts | undefined): string {
  const jobs = document.jobs.map((job, index) => {
    const entry = facts?.entries[index];
    return withMembers(shownInJson(job, entry), 'job options', entry?.options);
  });
  return fioJsonText({ ...withMembers(document, 'global options', facts?.globalOptions), jobs });
}

/** @param texts - the members of the object of this name; undefined: as they are */
function withMembers<Owner extends object>(
  owner: Owner,
  name: 'job options' | 'global options',
  texts: OptionTexts | undefined,
): Owner {
  return texts === undefined || !(name in owner) ? owner : { ...owner, [name]: new Members(texts) };
}

function needed(facts: FioOutputFacts | undefined): FioOutputFacts {
  if (facts !== undefined) return facts;
  throw new VfloadError(
    'ERR_VFLOAD_RESULT_FILE',
    'The journal is of an earlier vfload and does not hold what normal and json+ show.',
    { remedy: 'choose --output-format terse or json' },
  );
}
