/** A directory to measure in tests. */
import { accessSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface MeasuredDirectory {
  directory: string;
  /** For the journal: beside the measured directory. */
  journal: string;
  /** What is in the measured directory. */
  left: () => string[];
  remove: () => void;
}

/** @param where - in memory (where there is such a file system) or on disk */
export function measuredDirectory(where: 'memory' | 'disk' = 'memory'): MeasuredDirectory {
  const directory = mkdtempSync(
    path.join(where === 'memory' ? memoryFolder() : tmpdir(), 'vfload-measured-'),
  );
  const beside = mkdtempSync(path.join(tmpdir(), 'vfload-beside-'));
  return {
    directory,
    journal: path.join(beside, 'journal.jsonl'),
    left: () => readdirSync(directory),
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
      rmSync(beside, { recursive: true, force: true });
    },
  };
}

function memoryFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}
