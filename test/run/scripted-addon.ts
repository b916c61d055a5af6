/**
 * An addon that does no I/O and ends its work as the test says: for faults that cannot be had for real in a unit test (a
 * hung file system, a full disk of a certain size, a kernel without an engine). Everything else is tested with the real
 * addon.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
  NativeAddon,
  NativeChildEnd,
  NativeDirectory,
  NativeFileFacts,
  NativeInspection,
  NativeJob,
  NativeLayoutFile,
  NativeProbeResult,
  NativeProgress,
  NativeWork,
} from '../../lib/run/native.ts';
import { childEnd } from './child-end.ts';

type Inspected = ReturnType<NativeDirectory['inspection']>;

export interface Script {
  /** What the keeper finds; undefined: an empty directory with much space. */
  inspect?: (directory: string) => Partial<NativeInspection> | Exclude<Inspected, NativeInspection>;
  /** How it ends. */
  keeper?: Partial<NativeChildEnd>;
  layout?: (files: NativeLayoutFile[]) => Partial<NativeChildEnd>;
  /** Of each file, of 1 MiB. */
  cachedBytes?: () => number;
  dropCaches?: () => Partial<NativeChildEnd>;
  /** What a probe finds; undefined: nothing is tried. */
  probe?: () => { results: NativeProbeResult[]; end?: Partial<NativeChildEnd> };
  /** How each job ends. */
  run?: (jobs: NativeJob[], directory: string) => Partial<NativeChildEnd>[];
}

/** What was asked of the addon. */
export interface Calls {
  layouts: NativeLayoutFile[][];
  runs: { directory: string; jobs: NativeJob[] }[];
  released: string[];
  dropped: number;
  probed: number;
  /** Ends a directory's keeper, as a SIGKILL would. */
  endKeeper: (directory: string) => void;
}

export function scriptedAddon(script: Script): { addon: NativeAddon; calls: Calls } {
  const keepers = new Map<string, ScriptedWork>();
  const endKeeper = (directory: string): void => keepers.get(directory)?.end();
  const calls: Calls = { layouts: [], runs: [], released: [], dropped: 0, probed: 0, endKeeper };
  const pathOf = new WeakMap<NativeDirectory, string>();
  const addon: NativeAddon = {
    version: '0.0.0-scripted',
    engines: () => [],
    clock: () => ({ source: 'clock_gettime', tscHz: 0 }),
    openDirectory: ({ directory }) => {
      const work = scriptedWork([script.keeper ?? {}], 'on-demand');
      keepers.set(directory, work);
      const found = script.inspect?.(directory) ?? {};
      const inspection = 'failure' in found ? found : { ...emptyDirectory(directory), ...found };
      const native: NativeDirectory = {
        ...work,
        inspection: () => inspection,
        keepFiles: () => undefined,
        removeDirectory: () => undefined,
        release: () => {
          calls.released.push(directory);
          work.end();
        },
      };
      pathOf.set(native, directory);
      return native;
    },
    layout: (_directory, { files }) => {
      calls.layouts.push(files);
      const states = files.map(({ filename, sizeBytes }) => ({
        filename,
        state: 'fresh' as const,
        laidOutBytes: sizeBytes,
      }));
      return { ...scriptedWork([script.layout?.(files) ?? {}]), states: () => states };
    },
    dropCaches: () => {
      calls.dropped += 1;
      return { ...scriptedWork([script.dropCaches?.() ?? {}]), method: () => 'per-file' };
    },
    residency: (_directory, { filenames }) => {
      const files = filenames.map((filename) => ({
        ...{ filename, method: 'cachestat' as const },
        ...{ sizeBytes: 1 << 20, cachedBytes: script.cachedBytes?.() ?? 0, dirtyBytes: 0 },
      }));
      return { ...scriptedWork([{}]), files: () => files };
    },
    probe: () => {
      calls.probed += 1;
      const { results, end = {} } = script.probe?.() ?? { results: [] };
      return { ...scriptedWork([end]), results: () => results };
    },
    run: (directory, { jobs }) => {
      const where = pathOf.get(directory) ?? '';
      calls.runs.push({ directory: where, jobs });
      return scriptedWork(script.run?.(jobs, where) ?? jobs.map(() => ({})));
    },
    inspectPaths: () => ({ ...scriptedWork([]), found: () => [] }),
    layoutAnywhere: () => ({ ...scriptedWork([]), states: () => [] }),
    runAnywhere: () => scriptedWork([]),
    offsets: () => ({ offsets: new Float64Array(), writes: new Uint8Array() }),
    bucketIndex: () => 0,
  };
  return { addon, calls };
}

export interface ScriptedWork extends NativeWork {
  /** EOF on `endFd`. */
  end: () => void;
  killed: () => boolean;
}

/** Work that ends at once, or when the test says so; `kill` ends it too, `stop` does not. */
export function scriptedWork(
  children: Partial<NativeChildEnd>[],
  when: 'at-once' | 'on-demand' = 'at-once',
  progress: () => NativeProgress[] = () => [],
): ScriptedWork {
  const { readFd, writeFd } = pipe();
  let isKilled = false;
  let isOpen = true;
  const end = (): void => {
    if (isOpen) closeSync(writeFd);
    isOpen = false;
  };
  if (when === 'at-once') end();
  return {
    pid: 1_000_000,
    endFd: readFd,
    progress,
    stop: () => undefined,
    statistics: () => [],
    finish: () => ({
      supervisorSignal: isKilled ? 9 : undefined,
      endsAll: false,
      children: children.map(childEnd),
    }),
    kill: () => {
      isKilled = true;
      end();
    },
    end,
    killed: () => isKilled,
  };
}

export function fileFacts(changes: Partial<NativeFileFacts>): NativeFileFacts {
  return {
    filename: 'vfload-file1',
    exists: true,
    regular: true,
    ours: false,
    sizeBytes: 0,
    allocatedBytes: 0,
    ...changes,
  };
}

function emptyDirectory(directory: string): NativeInspection {
  return {
    realPath: directory,
    device: { major: 0, minor: 77 },
    mountId: 999_999,
    uniqueMountId: undefined,
    freeBytes: 1e12,
    totalBytes: 1e12,
    readOnly: false,
    locked: true,
    blockSize: 4096,
    files: [],
    removedLeftovers: [],
  };
}

/** Node has no pipe(2): a named one that nobody else can find any more. */
function pipe(): { readFd: number; writeFd: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'vfload-pipe-'));
  const name = path.join(folder, 'pipe');
  execFileSync('mkfifo', [name]);
  const readFd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
  const writeFd = openSync(name, constants.O_WRONLY);
  rmSync(folder, { recursive: true });
  return { readFd, writeFd };
}
