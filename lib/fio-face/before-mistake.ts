/** What can be read of a command line and its job files before a mistake: fio has told of those jobs by then. */
import { VfloadError } from '../errors.ts';
import type { JobFileLines } from '../jobfile/read-job-files.ts';
import type { CommandLine } from './command-line.ts';

export interface ReadSoFar {
  readonly line: CommandLine;
  readonly files: readonly JobFileLines[];
}

/**
 * @param read - throws where a job is wrong
 * @returns what `read` makes of the longest beginning, in whole jobs, that it takes; undefined: there is none with a job in it
 */
export function beforeMistake<Result>(all: ReadSoFar, read: (part: ReadSoFar) => Result): Result | undefined {
  let result: Result | undefined;
  // Of two beginnings, the longer one is wrong where the shorter one is.
  let [taken, wrong] = [0, jobsIn(all) + 1];
  while (taken + 1 < wrong) {
    const tried = Math.floor((taken + wrong) / 2);
    try {
      result = read(beginningOf(all, tried));
      taken = tried;
    } catch (error) {
      if (!(error instanceof VfloadError)) throw error;
      wrong = tried;
    }
  }
  return result;
}

function jobsIn({ line, files }: ReadSoFar): number {
  const onLine = line.sections.filter(({ isGlobal }) => !isGlobal).length;
  const inFiles = files.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'section'));
  return onLine + inFiles.length;
}

/** With so many sections, those of the line first. */
function beginningOf({ line, files }: ReadSoFar, count: number): ReadSoFar {
  let left = count;
  const goesOn = (begins: boolean): boolean => {
    if (begins) left -= 1;
    return left >= 0;
  };
  return {
    line: { ...line, sections: line.sections.filter(({ isGlobal }) => goesOn(!isGlobal)) },
    files: files.map(({ file, lines }) => ({
      file,
      lines: lines.filter(({ kind }) => goesOn(kind === 'section')),
    })),
  };
}
