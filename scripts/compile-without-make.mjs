// For machines with a compiler and python3 but without make: gyp writes the compile commands of binding.gyp, so that the
// flags are said once, and they are run here one by one.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { nodeGyp } from './node-gyp.mjs';
import { projectRoot, run } from './project.mjs';

/**
 * binding.gyp is a Python literal, and Python is there: gyp's compile commands leave linking out.
 *
 * @returns {string[]}
 */
function readLinkFlags() {
  const program =
    'import ast, json; print(json.dumps(ast.literal_eval(open("binding.gyp").read())["targets"][0].get("ldflags", [])))';
  const flags = execFileSync(process.env.PYTHON ?? 'python3', ['-c', program], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  /** @type {string[]} */
  const linkFlags = JSON.parse(flags);
  return linkFlags;
}

/** @returns {number} 0, or the exit code of what failed */
export function compileWithoutMake() {
  const configured = nodeGyp(['configure', '--loglevel=warn', '--', '-f', 'compile_commands_json']);
  if (configured !== 0) return configured;
  const release = path.join(projectRoot, 'build', 'Release');
  /** @type {{ command: string; file: string }[]} */
  const commands = JSON.parse(readFileSync(path.join(release, 'compile_commands.json'), 'utf8'));

  const objectFolder = path.join(release, 'objects');
  mkdirSync(objectFolder, { recursive: true });
  const objects = [];
  for (const [index, { command, file }] of commands.entries()) {
    const object = path.join(objectFolder, `${String(index)}-${path.basename(file)}.o`);
    process.stdout.write(`  CXX ${path.relative(projectRoot, file)}\n`);
    const compiled = run('sh', ['-c', `${command.replace(/^c\+\+/, '${CXX:-g++}')} -o "$1"`, 'sh', object]);
    if (compiled !== 0) return compiled;
    objects.push(object);
  }
  return run('sh', [
    '-c',
    '${CXX:-g++} -shared -pthread -o "$@"',
    'sh',
    path.join(release, 'vfload.node'),
    ...objects,
    ...readLinkFlags(),
  ]);
}
