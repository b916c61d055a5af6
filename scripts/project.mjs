// The project's root and how the scripts start programs and report what is missing.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export const projectRoot = path.dirname(import.meta.dirname);

/**
 * Is a program there?
 *
 * @param {string} program a name looked up in PATH
 */
export function isInstalled(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Runs a program in the project's root with our own output streams.
 *
 * @param {string} program
 * @param {string[]} programArguments
 * @param {Record<string, string>} [environment] added to ours
 * @returns {number} its exit code; 1 when it did not start or died of a signal
 */
export function run(program, programArguments, environment = {}) {
  const { status } = spawnSync(program, programArguments, {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return status ?? 1;
}

/**
 * Ends the script with a message that says what failed, why and what to do.
 *
 * @param {string} what
 * @param {string} cause
 * @param {string} remedy
 * @returns {never}
 */
export function fail(what, cause, remedy) {
  process.stderr.write(`${what}\n  cause:  ${cause}\n  remedy: ${remedy}\n`);
  process.exit(1);
}

/**
 * Says visibly that something was not done.
 *
 * @param {string} what
 * @param {string} reason
 * @param {string} remedy
 */
export function skip(what, reason, remedy) {
  process.stdout.write(`SKIPPED ${what}: ${reason} (${remedy})\n`);
}
