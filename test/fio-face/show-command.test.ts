import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../lib/fio-face/command-line.ts';
import { fioJobs, shownSections } from '../../lib/fio-face/fio-jobs.ts';
import { showCommand } from '../../lib/fio-face/show-command.ts';
import { readWithIncludes } from '../../lib/jobfile/include.ts';
import type { JobFileLines } from '../../lib/jobfile/read-job-files.ts';
import { makeFioPlan } from '../../lib/plan/fio-plan.ts';

const surroundings = { variables: {}, pageSizeBytes: 4096, cpuCount: 4, memoryMiB: 1024 };
const file = 'a.fio';

async function linesOf(text: string): Promise<JobFileLines> {
  return { file, lines: await readWithIncludes(file, () => Promise.resolve({ file, text })) };
}

async function shown(words: string[], text: string): Promise<string> {
  const [sections = []] = shownSections(readCommandLine(words), [await linesOf(text)], surroundings);
  return showCommand(sections);
}

/** The words of a command, as a shell takes them: quotes are single ones. */
function shellWords(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|\\'|[^\s'])+/g)].map(([word]) =>
    word.replaceAll(
      /'([^']*)'|\\(')/g,
      (_all, inside: string | undefined, quote: string | undefined) => inside ?? quote ?? '',
    ),
  );
}

function planned(words: string[], files: JobFileLines[]): unknown {
  const { jobs } = fioJobs(readCommandLine(words), files, surroundings);
  return makeFioPlan(jobs, [], 'current').runs.map(({ jobs: members }) =>
    members.map(({ given: _given, givenInOrder: _inOrder, ...job }) => job),
  );
}

describe('--showcmd', () => {
  test('has aliases by their names, bare flags bare, keywords replaced, and the command line’s defaults first', async () => {
    const text =
      '[global]\nblocksize=4k ; a comment\n[a b]\nthread\nnumjobs=$ncpus*2\ndescription=it’s "so"\n[c]\n';
    expect(await shown(['--iodepth=2', '--name=x', '--bs=1k'], text)).toBe(
      `fio --iodepth=2 --bs=4k '--name=a b' --thread --numjobs=8 '--description=it’s "so"' --name=c`,
    );
  });

  test('has later defaults behind a name of their own', async () => {
    expect(await shown([], '[a]\nsize=4k\n[global]\nbs=2k\n[b]\n')).toBe(
      'fio --name=a --size=4k --name=global --bs=2k --name=b',
    );
  });

  const option = fc.constantFrom(
    'bs=2k',
    'rw=randwrite',
    'direct=1',
    'thread',
    'iodepth=7',
    'stonewall',
    'filename=f',
    'description=a b\'c"d$e',
  );
  const section = fc.tuple(fc.constantFrom('global', 'a', 'b c', "d'e"), fc.array(option, { maxLength: 4 }));

  test('prints a command that describes the same jobs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(section, { maxLength: 6 }), async (sections) => {
        const text = [['global', ['size=64k']] as const, ...sections]
          .map(([name, options]) => `[${name}]\n${options.map((each) => `${each}\n`).join('')}`)
          .join('');
        const [, ...words] = shellWords(await shown([], text));
        expect(planned(words, [])).toEqual(planned([], [await linesOf(text)]));
      }),
    );
  });
});
