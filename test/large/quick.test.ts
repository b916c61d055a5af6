/** The first command of the README, whole: every cell of the suite on ordinary file systems. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cliMissing, leftBehind, RunningVfload } from '../fault/running-vfload.ts';
import { findRoom, makeRoom, type Room } from './room.ts';

const neededBytes = 512 * 2 ** 20;
/** What the README promises. */
const limitMs = 120_000;

describe.each(['ext4', 'tmpfs'] as const)('vfload --quick on %s', (type) => {
  const found = findRoom(neededBytes, type);
  const missing = cliMissing() ?? ('missing' in found ? found.missing : undefined);
  let room: Room;
  let vfload: RunningVfload;

  beforeEach(() => {
    if ('folder' in found) room = makeRoom(found.folder);
  });

  afterEach(() => {
    vfload.remove();
    room.remove();
  });

  test.skipIf(missing !== undefined)(
    `measures all 40 cells in under two minutes and leaves nothing behind ${missing ?? ''}`,
    async () => {
      const startedAtMs = performance.now();
      vfload = new RunningVfload([room.directory, '--quick']);
      const { exitCode, stdout, stderr } = await vfload.ended;
      const tookMs = performance.now() - startedAtMs;
      const { repeats } = await vfload.journal();
      const notMeasured = repeats
        .filter(({ result }) => result.vfload.outcome !== 'measured')
        // Containers often forbid io_uring: that is a result as well.
        .filter(({ run, result }) => result.vfload.outcome !== 'unsupported' || !run.includes('io_uring'))
        .map(({ run, result }) => ({ run, reason: result.vfload.reason }));
      expect(notMeasured).toEqual([]);
      expect(new Set(repeats.map(({ run }) => run)).size).toBe(40);
      expect(exitCode, stderr).toBe(0);
      expect(stdout).toContain('randread-psync');
      expect(leftBehind(room.directory)).toEqual([]);
      expect(tookMs).toBeLessThan(limitMs);
    },
  );
});
