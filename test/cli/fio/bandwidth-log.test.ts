import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BandwidthLog } from '../../../lib/cli/fio/bandwidth-log.ts';
import type { PlannedRun } from '../../../lib/plan/plan.ts';
import type { JobProgress } from '../../../lib/run/fio-run/execute-fio-plan.ts';

const before = process.cwd();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-bandwidth-log-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const counts = (readBytes: number, writeBytes: number): JobProgress => ({
  ...{
    phase: 'running',
    readBytes,
    writeBytes,
    trimBytes: 0,
    readCompleted: 0,
    writeCompleted: 0,
    trimCompleted: 0,
  },
  ...{ doneBytes: 0, totalBytes: 0 },
});
const run: PlannedRun = { name: 'a', firstJobNumber: 1, jobs: [] };

test('has a line for each half second, with what was transferred in it', () => {
  const log = new BandwidthLog(100, () => undefined);
  log.note(run, [counts(2 ** 20, 0)], 350);
  log.note(run, [counts(2 ** 20, 2 ** 10), counts(2 ** 20, 0)], 1100);
  log.note(run, [counts(2 ** 21, 2 ** 10), counts(2 ** 20, 0)], 1600);
  log.note({ ...run, name: 'b' }, [counts(2 ** 9, 2 ** 9)], 2600);
  log.close();
  const textOf = (name: string): string => readFileSync(`agg-${name}_bw.log`, 'utf8');
  expect(textOf('read')).toBe('1000, 2048, 0, 0, 0\n1500, 2048, 0, 0, 0\n2500, 0, 0, 0, 0\n');
  expect(textOf('write')).toBe('1000, 1, 1, 0, 0\n1500, 0, 1, 0, 0\n2500, 0, 1, 0, 0\n');
  expect(textOf('trim')).toBe('1000, 0, 2, 0, 0\n1500, 0, 2, 0, 0\n2500, 0, 2, 0, 0\n');
});
