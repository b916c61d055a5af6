// Looks into the prebuilt addons: which libraries they need, and how new a C library. What is built here must load on
// systems as old as those that Node's own binaries run on.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fail, isInstalled, projectRoot, skip } from './project.mjs';

const allowedLibraries = [
  /^libc\.so\.6$/,
  /^libpthread\.so\.0$/,
  /^libm\.so\.6$/,
  /^libgcc_s\.so\.1$/,
  /^libstdc\+\+\.so\.6$/,
  /^ld-linux-(x86-64\.so\.2|aarch64\.so\.1)$/,
];
/** The floor of Node 20's own binary: RHEL 8, Debian 10, Ubuntu 20.04. */
const newest = { GLIBC: '2.28', GLIBCXX: '3.4.22', CXXABI: '1.3.9' };

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} greater than 0 when `one` is the newer version
 */
function compareVersions(one, other) {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * @param {string} file
 * @returns {string[]} what is wrong with it
 */
function problemsOf(file) {
  const dynamic = execFileSync('readelf', ['-dW', file], { encoding: 'utf8' });
  const symbols = execFileSync('readelf', ['--dyn-syms', '-W', file], { encoding: 'utf8' });
  const libraries = [...dynamic.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map((match) => String(match[1]));
  const problems = libraries
    .filter((library) => !allowedLibraries.some((allowed) => allowed.test(library)))
    .map((library) => `needs ${library}, which may be missing on a user's machine`);
  for (const [family, limit] of Object.entries(newest)) {
    const pattern = new RegExp(`(\\S+)@${family}_([0-9.]+)`, 'g');
    for (const [, symbol, version] of symbols.matchAll(pattern)) {
      if (compareVersions(String(version), limit) > 0) {
        problems.push(`${String(symbol)} needs ${family}_${String(version)}, newer than ${family}_${limit}`);
      }
    }
  }
  if (!/napi_register_module_v1/.test(symbols)) problems.push('does not export napi_register_module_v1');
  process.stdout.write(`${path.relative(projectRoot, file)}: needs ${libraries.join(', ')}\n`);
  return problems;
}

const folder = path.join(projectRoot, 'prebuilds');
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.node'))
  : [];
if (files.length === 0) fail('There is no prebuilt addon.', 'prebuilds/ is empty', 'npm run build:prebuild');
if (isInstalled('readelf')) {
  const problems = files.flatMap((name) =>
    problemsOf(path.join(folder, name)).map((problem) => `${name} ${problem}`),
  );
  if (problems.length > 0) {
    fail(
      'A prebuilt addon would not load everywhere.',
      problems.join('\n          '),
      'choose an older symbol in native/addon/glibc_floor.h, or use a system call in its place',
    );
  }
} else {
  skip('the look into prebuilt addons', 'readelf is not installed', 'apt-get install binutils');
}
