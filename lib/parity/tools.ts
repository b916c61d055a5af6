/** The two tools: vfload's fio face from this installation, and the fio that the user has. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { VfloadError } from '../errors.ts';
import { packageRoot } from '../package-root.ts';
import { fioTool } from '../read/fio-tool.ts';
import { runTool } from './tool-process.ts';

export type ToolName = 'fio' | 'vfload';

export interface ParityTool {
  name: ToolName;
  version: string;
  program: string;
  /** Before the words of a slice. */
  firstWords: readonly string[];
}

export type ParityTools = Readonly<Record<ToolName, ParityTool>>;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The first whose latencies and amounts have today's units. */
const oldestFio = 3;
const versionDeadlineMs = 20_000;

/**
 * @param env - its PATH is where fio is looked for
 * @throws VfloadError ERR_VFLOAD_FIO where fio is missing, too old, or vfload itself; ERR_VFLOAD_NATIVE where vfload is not built
 */
export async function findTools(
  vfloadVersion: string,
  env: Environment,
  signal: AbortSignal | undefined,
): Promise<ParityTools> {
  const version = await fioVersion(env, signal);
  const program = path.join(packageRoot(), 'dist', 'fio.js');
  if (!existsSync(program)) {
    throw new VfloadError('ERR_VFLOAD_NATIVE', `vfload's own program ${program} is missing.`, {
      path: program,
      cause: 'this is a tree of sources that was not built, or the installation is damaged',
      remedy: 'build it (npm run build), or install vfload again',
    });
  }
  return {
    fio: { name: 'fio', version, program: 'fio', firstWords: [] },
    vfload: {
      name: 'vfload',
      version: vfloadVersion,
      program: process.execPath,
      // Offsets are drawn as that fio draws them.
      firstWords: [program, `--fio-compat=${compatFor(version)}`],
    },
  };
}

async function fioVersion(env: Environment, signal: AbortSignal | undefined): Promise<string> {
  const words = ['--version'];
  const ended = await runTool({ program: 'fio', words, env, deadlineMs: versionDeadlineMs, signal });
  const where = env['PATH'] ?? '';
  if (ended.startError !== undefined) {
    throw new VfloadError('ERR_VFLOAD_FIO', `fio cannot be started: ${ended.startError}.`, {
      cause:
        ended.startError === 'ENOENT'
          ? `there is no fio in PATH (${where})`
          : `of the fio in PATH (${where})`,
      remedy: 'install fio (apt-get install fio, dnf install fio), or put its folder into PATH',
    });
  }
  if (signal?.aborted === true)
    throw new VfloadError('ERR_VFLOAD_ABORTED', 'Stopped before anything was measured.');
  const told = ended.stdout.trim();
  const { name, version = '' } = fioTool(told);
  if (name === 'vfload') {
    throw new VfloadError('ERR_VFLOAD_FIO', 'The fio in PATH is vfload.', {
      cause: `fio --version says ${told}: it is a link to vfload-fio`,
      remedy: 'put the folder of the real fio first in PATH',
    });
  }
  const [, major] = /^(\d+)\.\d+/.exec(version) ?? [];
  if (ended.exitCode !== 0 || major === undefined) {
    throw new VfloadError('ERR_VFLOAD_FIO', 'The fio in PATH does not tell its version.', {
      cause: `fio --version says "${firstLine(told || ended.stderr)}"`,
      remedy: 'look at what is called fio there (command -v fio), and put the real one first in PATH',
    });
  }
  if (Number(major) < oldestFio) {
    throw new VfloadError('ERR_VFLOAD_FIO', `The fio in PATH is too old: ${version}.`, {
      cause: 'its results have other units and names',
      remedy: `install fio ${oldestFio}.0 or newer, and put its folder first in PATH`,
    });
  }
  return version;
}

/** The way of drawing offsets that vfload knows of: up to 3.33, and after it. */
export function compatFor(version: string): '3.33' | 'current' {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major < 3 || (major === 3 && minor <= 33) ? '3.33' : 'current';
}

export function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 200) ?? '';
}
