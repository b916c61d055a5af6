// Builds and runs the core's own tests: doctest under CTest, by the CMake preset given (dev unless said otherwise).
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { fail, isInstalled, run, skip } from './project.mjs';

const preset = process.argv[2] ?? 'dev';

function hasDoctest() {
  const compiler = process.env.CXX ?? 'c++';
  const found = spawnSync(compiler, ['-E', '-x', 'c++', '-include', 'doctest/doctest.h', '/dev/null'], {
    stdio: 'ignore',
  });
  return found.status === 0;
}

if (!isInstalled('cmake') || !isInstalled('ctest')) {
  skip('native tests', 'cmake is not installed', 'apt-get install cmake doctest-dev');
} else if (!hasDoctest()) {
  skip('native tests', 'the doctest header is not installed', 'apt-get install doctest-dev');
} else {
  const jobs = String(os.availableParallelism());
  const steps = [
    ['cmake', '--preset', preset],
    ['cmake', '--build', '--preset', preset, '--parallel', jobs],
  ];
  for (const [program = '', ...rest] of steps) {
    if (run(program, rest) !== 0) {
      fail(
        `The native tests (preset ${preset}) were not built.`,
        `${program} failed, see above`,
        'mend the code, or remove build-cmake/',
      );
    }
  }
  const reports = process.env.VFLOAD_TEST_REPORTS;
  const junit = reports === undefined ? [] : ['--output-junit', path.join(reports, `ctest-${preset}.xml`)];
  process.exitCode = run('ctest', ['--preset', preset, '--parallel', jobs, ...junit]);
}
