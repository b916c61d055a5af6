/** What fio's normal output says before the run: a line for each description of jobs, the version, how many start. */
import type { FioHeadLine } from '../../../result/vfload-member.ts';
import { binaryBytes } from '../number-text.ts';

/** @param version - as the document's "fio version" */
export function normalHead(version: string, head: readonly FioHeadLine[]): string {
  return `${jobLines(head)}${version}\n${startingLine(head)}\n`;
}

/** The lines about the jobs alone, which fio prints while it reads them. */
export function jobLines(head: readonly FioHeadLine[]): string {
  return head
    .flatMap(headLine)
    .map((line) => `${line}\n`)
    .join('');
}

/** Clones are three dots, however many they are. */
function headLine(line: FioHeadLine): string[] {
  const range = (direction: 'read' | 'write' | 'trim'): string => {
    const { min, max } = line.lengths?.[direction] ?? { min: line.bs, max: line.bs };
    return [min, max].map((bytes) => binaryBytes(bytes, line.significantFigures)).join('-');
  };
  const trims = line.bsIsSeqRand === true ? 'bs_is_seq_rand' : `(T) ${range('trim')}`;
  const described =
    `${line.jobname}: (g=${line.groupid}): rw=${line.rw}, bs=(R) ${range('read')}, (W) ${range('write')}, ${trims}, ` +
    `ioengine=${line.ioengine}, iodepth=${line.iodepth}`;
  return line.jobs > 1 ? [described, '...'] : [described];
}

function startingLine(head: readonly FioHeadLine[]): string {
  const count = (thread: boolean): number =>
    head.reduce((sum, line) => sum + (line.thread === thread ? line.jobs : 0), 0);
  const counted = [
    ...named(count(true), 'thread', 'threads'),
    ...named(count(false), 'process', 'processes'),
  ];
  return `Starting ${counted.join(' and ')}`;
}

function named(count: number, one: string, several: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
}
