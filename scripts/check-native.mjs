// Style of the C++ code: clang-format over all of it, clang-tidy over the core. `--fix` formats in place.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isInstalled, projectRoot, run, skip } from './project.mjs';

/**
 * @param {string} folder
 * @param {string[]} endings
 */
function sources(folder, endings) {
  const absolute = path.join(projectRoot, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.includes(path.extname(name)))
    .map((name) => path.join(folder, name))
    .sort();
}

/** @returns {number} exit code */
function format() {
  const files = ['native', 'test/native'].flatMap((folder) => sources(folder, ['.cc', '.h']));
  if (process.argv.includes('--fix')) return run('clang-format', ['-i', ...files]);
  const code = run('clang-format', ['--dry-run', '-Werror', ...files]);
  process.stdout.write(
    `clang-format: ${String(files.length)} files, ${code === 0 ? 'fine' : 'npm run format mends them'}\n`,
  );
  return code;
}

/** The flags the core is compiled with, for a tool that reads no binding.gyp. */
const coreFlags = ['-std=c++20', '-Inative', '-fno-exceptions', '-fno-rtti', '-Wall', '-Wextra'];

/**
 * @param {string} file
 * @returns {Promise<number>} exit code
 */
function tidy(file) {
  return new Promise((resolve) => {
    const child = spawn('clang-tidy', ['--quiet', file, '--', ...coreFlags], {
      cwd: projectRoot,
      // stderr counts suppressed warnings of system headers.
      stdio: ['ignore', 'inherit', 'ignore'],
    });
    child.on('error', () => {
      resolve(1);
    });
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** @returns {Promise<number>} exit code */
async function tidyCore() {
  const files = sources('native/core', ['.cc']);
  const queue = [...files];
  let failed = 0;
  const worker = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      if ((await tidy(file)) !== 0) {
        failed += 1;
        process.stdout.write(`clang-tidy: ${file}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  process.stdout.write(`clang-tidy: ${String(files.length)} files, ${String(failed)} with findings\n`);
  return failed === 0 ? 0 : 1;
}

let code = 0;
if (isInstalled('clang-format')) code = format();
else skip('clang-format', 'it is not installed', 'apt-get install clang-format');
if (!process.argv.includes('--fix')) {
  if (isInstalled('clang-tidy')) code = (await tidyCore()) || code;
  else skip('clang-tidy', 'it is not installed', 'apt-get install clang-tidy');
}
process.exitCode = code;
