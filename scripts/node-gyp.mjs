// Starts the project's own node-gyp with headers that need no download.
import path from 'node:path';
import { prepareNodeHeaders } from './node-headers.mjs';
import { projectRoot, run } from './project.mjs';

/**
 * The environment for node-gyp, also under prebuildify. The variable and not `--nodedir`: node-gyp lets npm's
 * configuration, which arrives as npm_config_nodedir where somebody has set it, override its own command line.
 *
 * @returns {Record<string, string>}
 */
export function nodeGypEnvironment() {
  return { npm_config_nodedir: prepareNodeHeaders(), JOBS: process.env.JOBS ?? 'max' };
}

/**
 * @param {string[]} gypArguments
 * @returns {number} node-gyp's exit code
 */
export function nodeGyp(gypArguments) {
  const program = path.join(projectRoot, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  return run(process.execPath, [program, ...gypArguments], nodeGypEnvironment());
}
