/** vfload as a user without privileges, whom limits and sysctls concern. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cliMissing } from './running-vfload.ts';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/** Why vfload can't be run as another user here, or undefined. */
export function unprivilegedMissing(): string | undefined {
  if (cliMissing() !== undefined) return cliMissing();
  if (process.getuid?.() !== 0) return 'only root can become another user';
  const tried = spawnSync('prlimit', [...nobody, process.execPath, cli, '--version']);
  if (tried.error !== undefined) return 'prlimit is not installed';
  return tried.status === 0 ? undefined : 'another user cannot read this checkout, or setpriv is missing';
}

/**
 * @param args - of `vfload run`, without directory and journal
 * @param limits - of prlimit, such as `--memlock=65536`
 */
export function runUnprivileged(
  args: readonly string[],
  limits: readonly string[] = [],
): { exitCode: number | null; output: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-nobody-'));
  chmodSync(folder, 0o777);
  const measured = mkdtempSync(path.join(folder, 'measured-'));
  chmodSync(measured, 0o777);
  const journal = path.join(folder, 'journal.jsonl');
  const command = [...nobody, process.execPath, cli, 'run', '--directory', measured, '-o', journal, ...args];
  try {
    const { status, stdout, stderr } = spawnSync('prlimit', [...limits, ...command], {
      cwd: folder,
      encoding: 'utf8',
    });
    // Lines are broken where the table ends.
    return { exitCode: status, output: (stdout + stderr).replaceAll(/\s+/g, ' ') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
