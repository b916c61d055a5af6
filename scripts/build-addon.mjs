// Builds build/Release/vfload.node in a checkout, with node-gyp from binding.gyp. Needs a C++20 compiler and python3, no
// network and no installed Node headers.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { compileWithoutMake } from './compile-without-make.mjs';
import { nodeGyp } from './node-gyp.mjs';
import { fail, isInstalled, projectRoot } from './project.mjs';

const what = 'The addon (build/Release/vfload.node) was not built.';
const compiler = process.env.CXX ?? 'g++';

if (process.platform !== 'linux') {
  fail(
    what,
    `vfload measures Linux file systems; this is ${process.platform}`,
    'build it on Linux, or in a guest',
  );
}
if (!isInstalled(compiler.split(' ')[0] ?? '') && !existsSync(compiler)) {
  fail(
    what,
    `there is no C++ compiler (${compiler}) on the PATH`,
    'install g++ 12 or newer (Debian, Ubuntu: apt-get install g++), or set CXX to a C++20 compiler',
  );
}
if (!isInstalled('python3') && process.env.PYTHON === undefined) {
  fail(
    what,
    'node-gyp needs Python 3 and there is no python3 on the PATH',
    'install it (Debian, Ubuntu: apt-get install python3), or set PYTHON to a Python 3',
  );
}

const built = isInstalled('make') ? nodeGyp(['configure', 'build', '--loglevel=warn']) : compileWithoutMake();
if (built !== 0 || !existsSync(path.join(projectRoot, 'build', 'Release', 'vfload.node'))) {
  fail(
    what,
    'the compiler or node-gyp failed, see its message above',
    'vfload needs a compiler for C++20 (g++ 12 or newer, clang 14 or newer); after changing it, remove build/ and run npm run build:addon',
  );
}
