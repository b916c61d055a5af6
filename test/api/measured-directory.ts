/** A directory to measure in tests. */
import { accessSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { SuiteOptions } from '../../lib/index.ts';

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

/** One for each test of a file, removed after it: what is returned stands for the present test's. */
export function directoryForEachTest(): Omit<MeasuredDirectory, 'remove'> {
  let present: MeasuredDirectory | undefined;
  beforeEach(() => {
    present = measuredDirectory();
  });
  afterEach(() => {
    present?.remove();
  });
  const current = (): MeasuredDirectory => {
    if (present === undefined) throw new Error('Outside of a test there is no directory.');
    return present;
  };
  return {
    get directory() {
      return current().directory;
    },
    get journal() {
      return current().journal;
    },
    left: () => current().left(),
  };
}

/** Options of a suite that is over soon: without calibration, which is the subject of other tests. */
export function smallSuite(
  place: Pick<MeasuredDirectory, 'directory' | 'journal'>,
  options: Partial<SuiteOptions>,
): SuiteOptions {
  return {
    ...{ directories: place.directory, output: place.journal, preset: 'quick', size: '1m', runtime: '200ms' },
    calibrate: false,
    ...options,
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
