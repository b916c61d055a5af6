/** Which jobs are reported together, and reads and writes as one: fio's entries, keys and fields. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import { runOutput } from '../../lib/report/fio/output.ts';
import type { RunResult } from '../../lib/result/fio-document.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';

const missing = fioMissing();

type Entry = Record<string, unknown> & { jobname?: string; groupid: number };

/** Keys in their order, with those of all that is in them, but not percentiles, nor options: of [global] fio's are elsewhere. */
function keyTree(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  const members = Object.entries(value).filter(([key]) => key !== 'percentile' && key !== 'job options');
  return members.map(([key, inner]) => [key, key === 'bins' ? '' : keyTree(inner)]);
}

/** What stands in front of the figures of each line of normal output. */
function beginnings(text: string): string[] {
  const lines = text
    .split('\n')
    .filter((line) => /^( {2,3}(read|write|mixed|READ|WRITE|MIXED)|Run status)/i.test(line));
  return lines.map((line) => /^ *[A-Za-z ]+/.exec(line)?.[0] ?? '');
}

describe.skipIf(missing !== undefined)(`reports of jobs ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();
  let number = 0;

  function byFio(file: string, args: readonly string[]): string {
    const all = [`--directory=${folders.fio}`, ...args, file];
    return spawnSync('fio', all, { cwd: folders.root, encoding: 'utf8', timeout: 20_000 }).stdout;
  }

  function written(text: string): string {
    number += 1;
    const file = path.join(folders.logs, `${String(number)}.fio`);
    writeFileSync(file, text);
    return file;
  }

  async function byVfload(file: string): Promise<RunResult> {
    const output = path.join(folders.logs, `${String(number)}.jsonl`);
    const options = { jobFiles: file, directory: folders.vfload, fioCompat: '3.33' as const, repeats: 1 };
    const { repeats } = await run({ ...options, output });
    return repeats[0]?.result ?? expect.fail('no result');
  }

  function entriesOf(jobs: readonly Entry[]): unknown[] {
    // fio 3.33 counts too many entries of some files, and shows the rest of them without a name.
    const named = jobs.filter(({ jobname }) => jobname !== undefined && jobname !== '');
    return named.map(({ jobname, groupid, write, desc }) => [
      ...[jobname, groupid, desc],
      (write as { total_ios: number }).total_ios,
    ]);
  }

  test.each([
    ['the first without', '[a]\n[b]\ngroup_reporting\n[c]\ngroup_reporting\n'],
    [
      'one between without',
      '[a]\ngroup_reporting\ndescription=one\n[b]\n[c]\ngroup_reporting\ndescription=two\n',
    ],
    ['some without', '[a]\n[b]\n[c]\ngroup_reporting\n[d]\n[e]\ngroup_reporting\n'],
    ['clones without', '[a]\ngroup_reporting\nnumjobs=2\n[b]\nnumjobs=2\n[c]\ngroup_reporting\n'],
    ['several groups', '[a]\nnew_group\n[b]\ngroup_reporting\n[c]\nnew_group\ngroup_reporting\n[d]\n'],
    ['one not reported', '[a]\ngroup_reporting\nstats=0\n[b]\ngroup_reporting\n[c]\ngroup_reporting\n'],
    ['one between not reported', '[a]\n[b]\nstats=0\n[c]\ngroup_reporting\n'],
  ])('group_reporting with %s', async (_name, sections) => {
    const file = written(`[global]\nrw=write\nsize=64k\n${sections}`);
    const fio = JSON.parse(byFio(file, ['--output-format=json'])) as { jobs: Entry[] };
    const vfload = await byVfload(file);
    expect(entriesOf(vfload.jobs as unknown as Entry[])).toEqual(entriesOf(fio.jobs));
  });

  test.each(['none', 'mixed', 'both'])('unified_rw_reporting=%s', async (unified) => {
    const file = written(`[global]\nrw=randrw\nsize=1m\nfsync=32\nunified_rw_reporting=${unified}\n[a]\n`);
    const result = await byVfload(file);
    const shown = (format: 'json' | 'json+' | 'normal' | 'terse', terseVersion = 3): string =>
      runOutput(result, result.vfload.fioOutput, { outputFormat: [format], terseVersion });
    const jobOf = (text: string): unknown => (JSON.parse(text) as { jobs: unknown[] }).jobs[0];
    for (const format of ['json', 'json+'] as const) {
      const fio = jobOf(byFio(file, [`--output-format=${format}`]));
      expect(keyTree(jobOf(shown(format)))).toEqual(keyTree(fio));
    }
    expect(beginnings(shown('normal'))).toEqual(beginnings(byFio(file, [])));
    for (const version of [2, 3, 4, 5]) {
      const fio = byFio(file, ['--output-format=terse', `--terse-version=${String(version)}`]);
      expect(shown('terse', version).split(';')).toHaveLength(fio.split(';').length);
    }
  });

  test('disk_util=0 leaves the disks out, as in fio', async () => {
    const file = written('[a]\nrw=write\nsize=64k\ndisk_util=0\n');
    expect(JSON.parse(byFio(file, ['--output-format=json']))).not.toHaveProperty('disk_util');
    expect(await byVfload(file)).not.toHaveProperty('disk_util');
  });
});
