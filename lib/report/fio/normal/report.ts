/** fio's normal output of a finished run: a block for each entry, then groups and disks. */
import type { FioDocument } from '../../../result/fio-document.ts';
import type { FioOutputFacts } from '../../../result/vfload-member.ts';
import { jobBlock } from './job-block.ts';
import { diskLines, groupLines } from './totals.ts';

export function normalReport(document: FioDocument, facts: FioOutputFacts): string {
  const blocks = document.jobs.flatMap((job, index) => {
    const entry = facts.entries[index];
    return entry === undefined ? [] : jobBlock(document, job, entry);
  });
  const lines = ['', ...blocks, ...groupLines(document, facts), ...diskLines(document.disk_util)];
  return lines.map((line) => `${line}\n`).join('');
}
