// Builds the addon with AddressSanitizer and UBSan by cmake-js, from the same list of sources. Load it with
//   VFLOAD_NATIVE=build-cmake/addon-sanitized/Release/vfload.node LD_PRELOAD=$(g++ -print-file-name=libasan.so) \
//   ASAN_OPTIONS=detect_leaks=0 node …
import path from 'node:path';
import { fail, isInstalled, projectRoot, run } from './project.mjs';

if (!isInstalled('cmake')) {
  fail('The sanitized addon was not built.', 'cmake is not installed', 'apt-get install cmake');
}
const cmakeJs = path.join(projectRoot, 'node_modules', 'cmake-js', 'bin', 'cmake-js');
process.exitCode = run(process.execPath, [
  cmakeJs,
  'compile',
  '-O',
  path.join(projectRoot, 'build-cmake', 'addon-sanitized'),
  '--CDVFLOAD_SANITIZE=address,undefined',
]);
