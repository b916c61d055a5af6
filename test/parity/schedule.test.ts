/** Which job runs when, and who ends whom: as fio has it, by the times at which jobs begin and by how long they run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';

const missing = fioMissing();

interface Entry {
  jobname: string;
  groupid: number;
  error: number;
  job_start?: number;
  job_runtime: number;
}

interface Document {
  jobs: readonly Entry[];
}

const head = '[global]\nrw=read\nsize=1m\ntime_based\n';

const delayed = '[delayed]\nstartdelay=700ms\n';

/** fio looks for jobs to start ten times a second, and this machine may be busy. */
const toleranceMs = 600;

/** Jobs whose runtime is 1.5 s are ended early at about 300 ms; 0: they were not started. */
function course({ job_runtime }: Entry): string {
  if (job_runtime === 0) return 'not begun';
  return job_runtime < 1000 ? 'ended early' : 'whole';
}

/** Of one document with all groups, or of one for each run: groups are counted on over the runs. */
function courses(documents: readonly Document[]): unknown[] {
  let before = 0;
  return documents.flatMap(({ jobs }) => {
    const told = jobs.map((job) => [job.jobname, before + job.groupid, job.error, course(job)]);
    before += 1 + Math.max(...jobs.map(({ groupid }) => groupid));
    return told;
  });
}

describe.skipIf(missing !== undefined)(`the schedule of jobs ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();
  let number = 0;

  async function byVfload(file: string, fioCompat: '3.33' | 'current' = '3.33'): Promise<Document[]> {
    const output = path.join(folders.logs, `${String(number)}.jsonl`);
    const { repeats } = await run({
      jobFiles: file,
      directory: folders.vfload,
      fioCompat,
      output,
      repeats: 1,
    });
    return repeats.map(({ result }) => result);
  }

  /** The same job file by both. */
  async function byBoth(text: string): Promise<Record<'fio' | 'vfload', unknown[]>> {
    number += 1;
    const file = path.join(folders.logs, `${String(number)}.fio`);
    writeFileSync(file, text);
    const args = [`--directory=${folders.fio}`, '--output-format=json', file];
    const { stdout } = spawnSync('fio', args, { cwd: folders.root, encoding: 'utf8', timeout: 20_000 });
    const fio = JSON.parse(stdout.slice(stdout.search(/^\{/m))) as Document;
    return { fio: courses([fio]), vfload: courses(await byVfload(file)) };
  }

  /** When each job began, in ms after the first one. */
  async function starts(text: string): Promise<Record<'fio' | 'vfload', number[]>> {
    number += 1;
    const file = path.join(folders.logs, `${String(number)}.fio`);
    writeFileSync(file, text);
    const logs = path.join(folders.logs, `starts-${String(number)}`);
    mkdirSync(logs);
    const logging = [`--write_bw_log=${logs}/j`, '--log_unix_epoch=1'];
    execFileSync('fio', [`--directory=${folders.fio}`, ...logging, file], {
      cwd: folders.root,
      stdio: 'ignore',
      timeout: 20_000,
    });
    const byNumber = readdirSync(logs).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    const fio = byNumber.map((log) => Number.parseInt(readFileSync(path.join(logs, log), 'latin1'), 10));
    const entries = (await byVfload(file, 'current')).flatMap(({ jobs }) => jobs);
    return { fio: sinceFirst(fio), vfload: sinceFirst(entries.map((entry) => entry.job_start ?? 0)) };
  }

  function sinceFirst(times: readonly number[]): number[] {
    return times.map((time) => time - Math.min(...times));
  }

  test('jobs begin when fio begins them', async () => {
    const text = `${head}runtime=300ms
[a]
[delayed]
startdelay=1
[drawn]
startdelay=500ms-3s
numjobs=3
[seeded]
startdelay=500ms-3s
randseed=77
[b]
wait_for=a
[c]
wait_for=drawn
[late]
startdelay=2
wait_for=b
[walled]
stonewall
startdelay=1
[after]
startdelay=5
`;
    const { fio, vfload } = await starts(text);
    expect(vfload).toHaveLength(11);
    for (const [index, time] of vfload.entries()) {
      expect(Math.abs(time - (fio[index] ?? NaN)), `job ${String(index + 1)}`).toBeLessThan(toleranceMs);
    }
  }, 40_000);

  test.each([
    ['exitall in a section', 'exitall', delayed, ''],
    // fio begins nothing behind a stonewall where a job was ended before it began: none is here.
    ['exitall in a later section', '', '', '[last]\nstonewall\nruntime=300ms\nexitall\n'],
    ['no exitall, but exit_what', 'exit_what=all', delayed, ''],
    ['exit_what=stonewall', 'exitall\nexit_what=stonewall', delayed, ''],
    ['exit_what=all', 'exitall\nexit_what=all', delayed, '[walled]\nstonewall\n[beside]\n'],
  ])(
    '%s ends whom it ends in fio',
    async (_name, first, middle, last) => {
      const text = `${head}runtime=1500ms
[a]
runtime=300ms
${first}
[b]
${middle}[other]
new_group
${last}`;
      const { fio, vfload } = await byBoth(text);
      expect(vfload).toEqual(fio);
    },
    30_000,
  );

  test('threads are ended as processes are', async () => {
    const text = `${head}runtime=1500ms\nthread\n[a]\nruntime=300ms\nexitall\n[b]\nnumjobs=2\n[c]\nnew_group\n`;
    const { fio, vfload } = await byBoth(text);
    expect(vfload).toEqual(fio);
    expect(vfload).toHaveLength(4);
  }, 30_000);

  test('what fio refuses of wait_for is refused', async () => {
    for (const text of ['[a]\n[b]\nwait_for=c\n', '[a]\nwait_for=a\n', '[a]\n[a]\n[b]\nwait_for=a\n']) {
      number += 1;
      const file = path.join(folders.logs, `${String(number)}.fio`);
      writeFileSync(file, `${head}runtime=100ms\n${text}`);
      expect(spawnSync('fio', [file], { cwd: folders.fio, timeout: 10_000 }).status).toBe(1);
      await expect(byVfload(file)).rejects.toMatchObject({ code: 'ERR_VFLOAD_OPTION_VALUE' });
    }
  });
});
