/** Logs without a place: the job runs without most of them, and ends before it starts without its iolog, as in fio. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, tools } from './called-fio.ts';

const missing = pairMissing();

/** Without the time and the processes, which differ; fio has a place in its source for the error of a job that never started. */
function lasting(text: string): string[] {
  const lines = text.split('\n').filter((line) => /err=|issued rwts/.test(line));
  return lines.map((line) => line.replace(/\bpid=\d+(: .*)?/, '').replace('file:iolog.c:795, ', ''));
}

describe.skipIf(missing !== undefined)(`logs that cannot be written ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  test.each([
    ['--write_bw_log=not-there/x'],
    ['--write_iops_log=/dev/null/x --numjobs=2'],
    ['--write_lat_log=not-there/x --write_bw_log=here'],
    ['--write_hist_log=not-there/x --log_hist_msec=100'],
    ['--write_iolog=not-there/x'],
  ])('%s', (options) => {
    const words = `--name=j --size=64k ${options}`.split(' ');
    const [theirs, ours] = tools.map((tool) => pair.run(tool, words));
    const complaints = (text = ''): string[] => text.split('\n').filter((line) => /^fopen/.test(line));
    expect(ours?.status).toBe(theirs?.status);
    expect(complaints(ours?.stderr)).toEqual(complaints(theirs?.stderr));
    expect(complaints(ours?.stderr)).not.toEqual([]);
    expect(lasting((ours?.stdout ?? '') + (ours?.stderr ?? '')).toSorted()).toEqual(
      lasting((theirs?.stdout ?? '') + (theirs?.stderr ?? '')).toSorted(),
    );
  });

  test('a log that can be written is there beside one that cannot', () => {
    for (const tool of tools) {
      const log = path.join(pair.directory(tool), 'here_bw.1.log');
      expect({ tool, isThere: existsSync(log) }).toEqual({ tool, isThere: true });
    }
  });
});
