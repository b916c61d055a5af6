/** What the page cache holds of files, by real reads. */
import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { NativeFileResidency } from '../../lib/run/native.ts';
import { OpenedDirectory, addon, fileBytes, finished, layoutFile, limits } from './supervised-work.ts';

async function residency(opened: OpenedDirectory, mincoreOnly: boolean): Promise<NativeFileResidency[]> {
  const work = addon.residency(opened.native, { filenames: ['f', 'none'], mincoreOnly, limits });
  const { children } = await finished(work);
  expect(children).toMatchObject([{ end: 'ended', failure: undefined }]);
  return work.files();
}

function read(file: string, offset: number, bytes: number): void {
  const fd = openSync(file, 'r');
  readSync(fd, Buffer.alloc(bytes), 0, bytes, offset);
  closeSync(fd);
}

it.each([
  ['cachestat', false],
  ['mincore', true],
] as const)(
  '%s: nothing after a drop, all after all was read; what is not there is left out',
  async (method, mincoreOnly) => {
    const opened = await OpenedDirectory.open([layoutFile('f')]);
    try {
      await finished(addon.dropCaches(opened.native, { filenames: ['f'], perFileOnly: true, limits }));
      const known = { filename: 'f', method, sizeBytes: fileBytes, dirtyBytes: 0 };
      expect(await residency(opened, mincoreOnly)).toEqual([{ ...known, cachedBytes: 0 }]);
      // To look is not to read.
      expect(await residency(opened, mincoreOnly)).toEqual([{ ...known, cachedBytes: 0 }]);
      read(path.join(opened.path, 'f'), 0, fileBytes);
      expect(await residency(opened, mincoreOnly)).toEqual([{ ...known, cachedBytes: fileBytes }]);
    } finally {
      await opened.close();
    }
  },
);
