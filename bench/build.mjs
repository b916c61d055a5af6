// Builds what the benchmark runs, and puts it where nobody rebuilds it while it is measured.
import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fail, projectRoot, run } from '../scripts/project.mjs';

/**
 * @typedef {object} Programs
 * @property {string} folder with the bare loops, as `bare-ENGINE`
 * @property {string} driver
 * @property {string} slice
 * @property {string} pageCache
 */

/**
 * @param {string} program
 * @param {string[]} programArguments
 */
function mustRun(program, programArguments) {
  if (run(program, programArguments) === 0) return;
  fail(
    'The benchmark was not built.',
    `${program} failed, see above`,
    'mend the code, or remove build-cmake/',
  );
}

/**
 * @param {string} folder where the programs are put
 * @returns {Programs}
 */
export function buildPrograms(folder) {
  mustRun('cmake', ['--preset', 'dev']);
  mustRun('cmake', ['--build', '--preset', 'dev', '--target', 'vfload-driver', '--parallel', '2']);
  const driver = path.join(folder, 'vfload-driver');
  copyFileSync(path.join(projectRoot, 'build-cmake', 'dev', 'vfload-driver'), driver);
  compileFolder('bare', folder, 'bare-');
  compileFolder('instruments', folder, '');
  const slice = path.join(folder, 'slice');
  return { folder, driver, slice, pageCache: path.join(folder, 'page_cache') };
}

/**
 * Every .cc there is a program of its own.
 *
 * @param {string} name in bench/
 * @param {string} folder
 * @param {string} prefix of the programs' names
 */
function compileFolder(name, folder, prefix) {
  const sources = path.join(import.meta.dirname, name);
  for (const source of readdirSync(sources).filter((file) => file.endsWith('.cc'))) {
    const program = path.join(folder, `${prefix}${path.basename(source, '.cc')}`);
    const flags = ['-std=c++20', '-O2', '-Wall', '-Wextra'];
    mustRun(process.env.CXX ?? 'c++', [...flags, '-o', program, path.join(sources, source)]);
  }
}
