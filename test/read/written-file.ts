/** Files that tests write and have read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Entry, Source } from '../../lib/read/entry.ts';
import { readSource } from '../../lib/read/read-source.ts';

/** A folder for the tests of a file, removed after the last one. @returns writes a file there and tells its path */
export function folderForFiles(): (name: string, contents: string | Uint8Array) => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'vfload-read-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return (name, contents) => {
    const file = path.join(folder, name);
    writeFileSync(file, contents);
    return file;
  };
}

/** What is read of some text. */
export function reading(
  write: (name: string, contents: string | Uint8Array) => string,
): (contents: string | Uint8Array, name?: string) => Promise<Source> {
  return (contents, name = 'a.txt') => readSource(write(name, contents));
}

/** Warnings as lines and texts. */
export function told({ warnings }: Source): string[] {
  return warnings.map(({ place, message }) => `${place.line}: ${message}`);
}

/** The only entry. */
export function only({ entries }: Source): Entry {
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw new Error(`there are ${entries.length} entries`);
  return entry;
}
