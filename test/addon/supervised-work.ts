/** Drives the addon directly: no runner, no plan. */
import { mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadAddon } from '../../lib/run/addon-loader.ts';
import type {
  NativeAddon,
  NativeAnywhereFile,
  NativeDirectory,
  NativeEnd,
  NativeInspection,
  NativeJob,
  NativeLayoutFile,
  NativeLimits,
  NativeWork,
} from '../../lib/run/native.ts';
import { nativeJob } from './native-job.mjs';

export const addon: NativeAddon = loadAddon();

/** Long enough for a slow machine; nothing in these tests waits for them. */
export const limits: NativeLimits = {
  stuckAfterMs: 15_000,
  endGraceMs: 15_000,
  taskStuckAfterMs: 15_000,
  killGraceMs: 2_000,
};

export const fileBytes: number = 1 << 20;

/** Waits for the supervisor's end and returns how the work ended. */
export async function finished(work: NativeWork): Promise<NativeEnd> {
  await new Promise<void>((resolve) => {
    const pipe = new Socket({ fd: work.endFd, readable: true, writable: false });
    pipe.once('close', () => {
      resolve();
    });
    pipe.resume();
  });
  return work.finish();
}

export function layoutFile(filename: string, sizeBytes: number = fileBytes): NativeLayoutFile {
  return {
    filename,
    sizeBytes,
    content: 'written',
    fallocate: 'native',
    createFsync: true,
    zeros: false,
    forWriting: true,
    allowOverwrite: false,
  };
}

/** To be laid out as a reader's, by fio's rules. */
export function anywhereFile(
  changes: Partial<NativeAnywhereFile> & Pick<NativeAnywhereFile, 'path'>,
): NativeAnywhereFile {
  return {
    sizeBytes: fileBytes,
    oldSizeBytes: 0,
    content: 'written',
    fallocate: 'native',
    createFsync: true,
    zeros: false,
    appends: false,
    allowFileCreate: true,
    fillDevice: false,
    blockBytes: 4096,
    ...changes,
  };
}

/** A time-based job on a file of `fileBytes`. */
export function timedJob(changes: Partial<NativeJob>): NativeJob {
  return nativeJob({
    size: fileBytes,
    timeBased: true,
    runtimeMs: 300,
    iodepth: 4,
    bwavgtimeMs: 50,
    iopsavgtimeMs: 50,
    ...changes,
  });
}

/** A temporary directory with a keeper and laid-out files; removed by `close`. */
export class OpenedDirectory {
  readonly path: string;
  readonly native: NativeDirectory;
  readonly #end: Promise<NativeEnd>;

  private constructor(folder: string, filenames: string[]) {
    this.path = folder;
    this.native = addon.openDirectory({ directory: folder, filenames, limits });
    this.#end = finished(this.native);
  }

  static async open(files: NativeLayoutFile[] = []): Promise<OpenedDirectory> {
    const folder = mkdtempSync(path.join(tmpdir(), 'vfload-addon-'));
    const opened = new OpenedDirectory(
      folder,
      files.map(({ filename }) => filename),
    );
    await opened.inspection();
    if (files.length > 0) await finished(addon.layout(opened.native, { files, limits }));
    return opened;
  }

  async inspection(): Promise<NativeInspection> {
    for (;;) {
      const found = this.native.inspection();
      if (found === undefined) await sleep(1);
      else if ('failure' in found) throw new Error(`the keeper refused: ${JSON.stringify(found)}`);
      else return found;
    }
  }

  /** The keeper's end: vfload's files are gone then. */
  async release(): Promise<NativeEnd> {
    this.native.release();
    return this.#end;
  }

  async close(): Promise<void> {
    await this.release();
    rmSync(this.path, { recursive: true });
  }
}
