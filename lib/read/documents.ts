/** The numbers of fio's documents, all of them: for who wants more than entries have. */
import { readJournal } from '../result/journal-reader.ts';
import { readLines } from '../text-lines.ts';
import type { Source } from './entry.ts';
import { DocumentCollector, documentStart } from './json-extent.ts';
import { objectIn, parseLenientJson, textIn } from './lenient-json.ts';

/** Entries of one document that are about the same job. */
export interface JobNumbers {
  job: string;
  /** By their place in the document: `read.clat_ns.mean`. */
  numbers: ReadonlyMap<string, number>;
}

/** Members that are no result, or a table as long as one likes. */
const leftOut: ReadonlySet<string> = new Set([
  ...['job options', 'bins', 'groupid', 'error', 'eta', 'elapsed', 'job_start', 'steadystate'],
]);

/**
 * Reads the file of a source again. Of jobs that a document reports several times there is nothing: their numbers are not one.
 *
 * @returns for each job in each document of fio's JSON or each measured repeat of a journal; nothing for other forms
 * @throws VfloadError ERR_VFLOAD_RESULT_FILE
 */
export async function readJobNumbers({ path, format }: Source): Promise<JobNumbers[]> {
  if (format === 'journal') {
    const { repeats } = await readJournal(path);
    return repeats
      .filter(({ result: { vfload } }) => vfload.outcome === 'measured' && !vfload.interrupted)
      .flatMap(({ result }) => numbersOfJobs(result.jobs.map((job) => [job.jobname, job])));
  }
  if (format !== 'fio-json' && format !== 'fio-json+') return [];
  const found: JobNumbers[] = [];
  const collector = new DocumentCollector();
  await readLines(path, (text, line) => {
    let rest = text;
    let start = collector.isInside ? 0 : documentStart(rest);
    while (start >= 0) {
      const taken = collector.add(rest, start, line);
      if (taken.document === undefined) break;
      if (!taken.document.isCutOff) found.push(...numbersOfDocument(taken.document.text));
      rest = taken.rest;
      start = documentStart(rest);
    }
    return true;
  });
  return found;
}

function numbersOfDocument(text: string): JobNumbers[] {
  // What is odd was told when entries were made of it.
  const parsed = parseLenientJson(text, 1, /^(global options|job options)$/, () => undefined);
  const jobs = 'problem' in parsed ? undefined : objectIn(parsed.value)?.['jobs'];
  if (!Array.isArray(jobs)) return [];
  return numbersOfJobs(jobs.map((job) => [textIn(objectIn(job)?.['jobname']) ?? '', job]));
}

function numbersOfJobs(jobs: readonly (readonly [name: string, values: unknown])[]): JobNumbers[] {
  return jobs.flatMap(([job, values]) => {
    if (jobs.filter(([name]) => name === job).length > 1) return [];
    const numbers = new Map<string, number>();
    collect(values, '', numbers);
    return [{ job, numbers }];
  });
}

function collect(value: unknown, place: string, numbers: Map<string, number>): void {
  if (typeof value === 'number') numbers.set(place, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (!leftOut.has(name)) collect(member, place === '' ? name : `${place}.${name}`, numbers);
  }
}
