/** vfload takes and refuses the job files that fio does, and makes the same jobs of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { VfloadError } from '../../lib/errors.ts';
import { type SuiteResult, run } from '../../lib/index.ts';
import { fioJobFile } from '../../lib/jobfile/fio-job-file.ts';
import { planRun } from '../../lib/plan/plan-run.ts';
import { jobFileCases, jobFileVariables, verdictOn } from '../jobfile/job-file-cases.ts';
import { fioMissing, foldersOfBlock, iologOffsets } from './fio.ts';

const missing = fioMissing();

beforeEach(() => {
  for (const [name, value] of Object.entries(jobFileVariables)) vi.stubEnv(name, value);
});

describe.skipIf(missing !== undefined)(`verdicts on job files ${missing ?? ''}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-verdicts-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const isTakenByFio = (file: string): boolean =>
    spawnSync('fio', ['--parse-only', file], { cwd: folder, stdio: 'ignore' }).status === 0;

  test.each(jobFileCases)('$name', async ({ file, isAccepted, differs }) => {
    const verdict = await verdictOn(file);
    expect(!(verdict instanceof VfloadError)).toBe(isAccepted);
    expect(isTakenByFio(file)).toBe(differs ? !isAccepted : isAccepted);
  });

  test.each(jobFileCases.filter(({ isAccepted }) => isAccepted))(
    'fio takes the job file that --explain makes of $name',
    async ({ file }) => {
      const { runs } = await planRun({ jobFiles: file });
      const written = path.join(folder, 'written.fio');
      writeFileSync(written, fioJobFile(folder, runs) ?? '');
      expect(isTakenByFio(written)).toBe(true);
    },
  );
});

interface FioEntry {
  jobname: string;
  groupid: number;
  desc?: string;
}

/** Of one document with all groups, or of one for each run: groups are counted on over the runs. */
function entriesOf(documents: readonly { jobs: readonly FioEntry[] }[]): unknown[] {
  let before = 0;
  return documents.flatMap(({ jobs }) => {
    const told = jobs.map(({ jobname, groupid, desc }) => [jobname, before + groupid, desc]);
    before += 1 + Math.max(...jobs.map(({ groupid }) => groupid));
    return told;
  });
}

describe.skipIf(missing !== undefined)(`the jobs of a job file ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  /** The same job file by both; `${LOGS}` in it is a folder for each. */
  async function byBoth(
    text: string,
  ): Promise<{ fio: { jobs: FioEntry[] }; vfload: SuiteResult; logs: Record<'fio' | 'vfload', string> }> {
    const file = path.join(folders.logs, 'both.fio');
    writeFileSync(file, text);
    const logs = { fio: path.join(folders.logs, 'by-fio'), vfload: path.join(folders.logs, 'by-vfload') };
    for (const log of Object.values(logs)) mkdirSync(log, { recursive: true });
    const args = [`--directory=${folders.fio}`, '--output-format=json', file];
    const env = { ...process.env, LOGS: logs.fio };
    const output = execFileSync('fio', args, { cwd: folders.root, env, encoding: 'utf8' });
    vi.stubEnv('LOGS', logs.vfload);
    const vfload = await run({
      ...{ jobFiles: file, directory: folders.vfload, fioCompat: '3.33' },
      output: path.join(folders.logs, `${String(Date.now())}.jsonl`),
    });
    return { fio: JSON.parse(output) as { jobs: FioEntry[] }, vfload, logs };
  }

  test('after a stonewall have the seeds of their numbers over all jobs', async () => {
    const sections = ['a', 'b', 'c'].map(
      (name, index) => `[${name}]\nwrite_iolog=\${LOGS}/${name}\n${index === 0 ? '' : 'stonewall\n'}`,
    );
    const { logs } = await byBoth(`[global]\nrw=randread\nsize=2m\n${sections.join('')}`);
    const sequences = ['a', 'b', 'c'].map((name) => {
      const expected = iologOffsets(path.join(logs.fio, name), `${name}.0.0`);
      expect(expected).toHaveLength(512);
      expect(iologOffsets(path.join(logs.vfload, name), `${name}.0.0`)).toEqual(expected);
      return expected.join();
    });
    expect(new Set(sequences).size).toBe(3);
  });

  test('are in the same groups, with the same names and descriptions', async () => {
    const text = [
      '[global]\nrw=write\nsize=64k\ngroup_reporting\nname=unseen\n',
      '[a]\ndescription=the first\nnumjobs=2\n[b]\ndescription=unseen\n',
      '[c]\nnew_group\nname=see\nnumjobs=2\n[d]\nstonewall\nnew_group\n[e]\ngroup_reporting=0\n[f]\nnew_group\n',
    ].join('');
    const { fio, vfload } = await byBoth(text);
    expect(entriesOf(vfload.repeats.map(({ result }) => result))).toEqual(entriesOf([fio]));
  });
});
