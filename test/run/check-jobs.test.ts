import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunOptions } from '../../lib/options/api-options.ts';
import { makeRunPlan } from '../../lib/plan/make-plan.ts';
import { checkJobs } from '../../lib/run/check-jobs.ts';
import { openSession } from '../../lib/run/directory-session.ts';
import { limitsFor } from '../../lib/run/limits.ts';
import { scriptedAddon } from './scripted-addon.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-check-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function check(options: Partial<RunOptions>): Promise<void> {
  const { runs } = makeRunPlan({ directory: '/measured', rw: 'read', size: '1m', ...options });
  const { addon } = scriptedAddon({});
  const asked = { directory: '/measured', filenames: [], limits: limitsFor(1000), keepFiles: false };
  const session = await openSession(addon, asked, undefined);
  try {
    await checkJobs(runs, [session], []);
  } finally {
    await session.release(false);
  }
}

it.each([
  ['a mask of no CPU', { cpumask: '0' }, /cpumask: it names no CPU/],
  ['CPUs that are not there', { cpus_allowed: '1023' }, /cpus_allowed: none of the CPUs 1023/],
  ['a log without a directory', { write_iolog: '/nonexistent/log' }, /write_iolog: .*ENOENT/],
  ['a log with a very long path', { write_bw_log: `/tmp/${'a'.repeat(1020)}` }, /longer than 1023 bytes/],
  [
    'an iolog with a path that no file has',
    { write_iolog: `/${'a/'.repeat(2050)}b` },
    /longer than 4084 bytes/,
  ],
  ['a latency log without a directory', { write_lat_log: '/nonexistent/log' }, /write_lat_log: .*ENOENT/],
])('refuses %s', async (_what, options: Partial<RunOptions>, message) => {
  await expect(check(options)).rejects.toMatchObject({
    code: 'ERR_VFLOAD_OPTION_VALUE',
    message: expect.stringMatching(message) as string,
  });
});

it('takes what can be had', async () => {
  await check({ cpus_allowed: '0,1023', write_iolog: path.join(folder, 'log') });
  await check({ write_iolog: '/dev/null' });
});

it('does not look below the measured directory', async () => {
  await check({ write_iolog: '/measured/none/log' });
});
