/** The directory that the command lines of the table are run in. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { commandLineFiles } from './command-lines.ts';

/** Makes it, and works in it until the tests of the file are over. */
export function inCommandLineFolder(): void {
  const before = process.cwd();
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-command-lines-'));
    mkdirSync(path.join(folder, 'd'));
    for (const [name, text] of Object.entries(commandLineFiles)) writeFileSync(path.join(folder, name), text);
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
}
