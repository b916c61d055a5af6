/** A study that is killed at any moment goes on, and comes to what it would have come to. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journal } from '../../lib/result/journal.ts';
import { eventually } from './process-tree.ts';
import { cliMissing, leftBehind, RunningVfload } from './running-vfload.ts';

const missing = cliMissing();

describe.skipIf(missing !== undefined)(`a study that is killed ${missing ?? ''}`, () => {
  let folder: string;
  let args: string[];
  const started: RunningVfload[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-study-'));
    const directories = ['a', 'b'].map((label) => `${label}=${mkdtempSync(path.join(folder, label))}`);
    args = [
      ...directories,
      ...['--quick', '--size=4m', '--runtime=150ms', '--ioengine=psync', '--rw=randread,randwrite'],
      ...['--numjobs=1', '--repeats=2', '--no-calibrate', '--order-seed=5', '--settle=0'],
    ];
  });

  afterEach(() => {
    for (const vfload of started.splice(0)) vfload.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(journalFolder?: string): RunningVfload {
    const vfload = new RunningVfload(args, journalFolder);
    started.push(vfload);
    return vfload;
  }

  /** All that does not depend on how fast things were. */
  function structure({ header, repeats }: Journal): unknown {
    return {
      design: header.design,
      plan: header.planHash,
      repeats: repeats.map(({ configuration, run, repeat, block, position, seed, session, result }) => ({
        ...{ configuration, run, repeat, block, position, seed, session },
        outcome: result.vfload.outcome,
        members: Object.keys(result.vfload).sort(),
      })),
    };
  }

  const lines = (vfload: RunningVfload): number =>
    existsSync(vfload.journalPath) ? readFileSync(vfload.journalPath, 'utf8').split('\n').length - 1 : 0;

  test('by SIGKILL, again and again: its journal is whole each time, and in the end what an uninterrupted one is', async () => {
    const uninterrupted = start();
    expect((await uninterrupted.ended).exitCode).toBe(0);
    const expected = structure(await uninterrupted.journal());

    let vfload = start();
    // Before there is a journal, while files are laid out, in a run, right after one.
    const moments: [what: string, lines: number, delayMs: number][] = [
      ['at the header', 1, 0],
      ['in the first run', 1, 120],
      ['after a repeat', 3, 0],
      ['in a later run', 4, 90],
      ['near the end', 7, 40],
    ];
    for (const [what, wanted, delayMs] of moments) {
      await eventually(() => (lines(vfload) >= wanted ? true : undefined), 20_000);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      vfload.process.kill('SIGKILL');
      expect((await vfload.ended).signal, what).toBe('SIGKILL');
      // A line may be cut off; whatever else is in the file can be read.
      const { warnings } = await vfload.journal();
      expect(
        warnings.filter((warning) => !warning.includes('the last line is cut off')),
        what,
      ).toEqual([]);
      vfload = start(vfload.folder);
    }
    const ended = await vfload.ended;
    expect(ended.stderr).toContain('is continued');
    expect(ended.exitCode).toBe(0);
    expect(structure(await vfload.journal())).toEqual(expected);
    expect((await vfload.journal()).warnings).toEqual([]);
    for (const directory of args.slice(0, 2)) expect(leftBehind(directory.slice(2))).toEqual([]);
  });
});
