/** Documents of the installed fio, and numbers as it prints them. */
import { execFileSync } from 'node:child_process';

/**
 * Runs one job of fio with JSON output in `directory`. All options belong to the job: given before its name
 * they would be "global options".
 *
 * @returns the document's text, without the notes that fio writes before it
 */
export function fioJson(directory: string, name: string, args: readonly string[]): string {
  const all = ['--output-format=json', `--name=${name}`, `--directory=${directory}`, ...args];
  const output = execFileSync('fio', all, { cwd: directory, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return output.slice(output.indexOf('{\n'));
}

/** As C's `%f`: unlike `toFixed`, which rounds a tie up, it rounds a tie to the even digit. */
export function printf(value: number): string {
  const [whole = '', decimals = ''] = value.toFixed(20).split('.');
  const isTie = /^50*$/.test(decimals.slice(6));
  const isEven = Number(decimals.charAt(5)) % 2 === 0;
  return isTie && isEven ? `${whole}.${decimals.slice(0, 6)}` : value.toFixed(6);
}
