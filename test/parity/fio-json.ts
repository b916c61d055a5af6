/** Documents of the installed fio. */
import { spawnSync } from 'node:child_process';

/**
 * Runs one job of fio with JSON output in `directory`. All options belong to the job: given before its name
 * they would be "global options".
 *
 * @returns the document's text, also of a job that failed, without the notes that fio writes before it
 */
export function fioJson(directory: string, name: string, args: readonly string[]): string {
  const all = ['--output-format=json', `--name=${name}`, `--directory=${directory}`, ...args];
  const { stdout, stderr } = spawnSync('fio', all, { cwd: directory, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const start = stdout.indexOf('{\n');
  if (start < 0) throw new Error(`fio printed no document: ${stderr}`);
  return stdout.slice(start);
}
