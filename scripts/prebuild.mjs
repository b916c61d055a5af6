// Makes the prebuilt addon of this machine's architecture: prebuilds/linux-ARCH/vfload.LIBC.node, by prebuildify. It works on a copy
// of the sources, since prebuildify takes its result away from build/, where the checkout's own addon is.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { nodeGypEnvironment } from './node-gyp.mjs';
import { fail, projectRoot, run } from './project.mjs';

const stage = path.join(projectRoot, '.cache', 'prebuild');
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const part of ['package.json', 'binding.gyp', 'native']) {
  cpSync(path.join(projectRoot, part), path.join(stage, part), { recursive: true });
}

const prebuildify = path.join(projectRoot, 'node_modules', 'prebuildify', 'bin.js');
const made = run(
  process.execPath,
  [prebuildify, '--napi', '--strip', '--tag-libc', '--cwd', stage, '--out', projectRoot],
  nodeGypEnvironment(),
);
if (made !== 0) {
  fail(
    'The prebuilt addon was not made.',
    'node-gyp or the compiler failed, see the message above',
    'npm run build:addon builds the same sources and explains what it misses',
  );
}
