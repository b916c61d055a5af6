import { describe, expect, test } from 'vitest';
import { LineProgress } from '../../lib/cli/progress/line-progress.ts';
import { clockText } from '../../lib/cli/progress/progress-text.ts';
import { makeProgress } from '../../lib/cli/progress/progress.ts';
import { TerminalProgress } from '../../lib/cli/progress/terminal-progress.ts';
import { makeSuitePlan } from '../../lib/plan/make-plan.ts';
import type { ProgressEvent } from '../../lib/run/events.ts';
import { badCell, measuredCell, noMappings } from '../report/study-fixture.ts';
import { CapturedStream, fakeIo } from './fake-io.ts';

const plan: ProgressEvent = {
  type: 'plan',
  plan: makeSuitePlan({ directories: '/mnt/share', quick: true }),
  diskBytes: 2 ** 28,
};
const layout = (doneBytes: number): ProgressEvent => ({
  ...{ type: 'layout', configuration: 'share', doneBytes, totalBytes: 2 ** 30, etaMs: 40_000 },
});
const calibrating = (fraction: number): ProgressEvent => ({
  ...{ type: 'calibrating', ioengine: 'psync', iodepth: 1, fraction, etaMs: 2000 * (1 - fraction) },
});
const running = (planFraction: number): ProgressEvent => ({
  ...{ type: 'running', configuration: 'share', run: 'randread-psync', repeat: 1, phase: 'running' },
  ...{ planFraction, fraction: 0.5, iops: 105_000, bytesPerSecond: 4.3e8, etaMs: 61_000 },
});
const repeats: ProgressEvent[] = [
  ...measuredCell({ run: 'randread-psync', read: [{ bw: 100000, iops: 25000 }] }),
  badCell('randread-mmap', { outcome: 'unsupported', reason: noMappings }),
].map((repeat) => ({ type: 'repeat', repeat }));

test.each([
  [0, '0s'],
  [1, '1s'],
  [45_000, '45s'],
  [59_001, '1m00s'],
  [365_000, '6m05s'],
  [7_380_000, '2h03m'],
])('%i ms are %s', (milliseconds, text) => {
  expect(clockText(milliseconds)).toBe(text);
});

describe('where lines stay', () => {
  function lines() {
    const stream = new CapturedStream();
    let nowMs = 1000;
    const progress = new LineProgress(stream, () => nowMs);
    return {
      show: (event: ProgressEvent, afterMs = 0) => {
        nowMs += afterMs;
        progress.show(event);
      },
      text: () => stream.text,
      count: () => stream.text.split('\n').length - 1,
    };
  }

  test('the plan comes first, with the disk and the time it takes', () => {
    const { show, text } = lines();
    show(plan);
    expect(text()).toBe(
      'preset quick: 40 runs, 1 repeat, on share (/mnt/share)\n' +
        'needs 256 MiB of disk space for files, which are laid out first\n' +
        'takes about 34s, plus laying out 256 MiB\n',
    );
  });

  test('of files that are there already neither disk nor layout is announced', () => {
    const { show, text } = lines();
    show({ ...plan, diskBytes: 0 });
    expect(text()).toMatch(/\nneeds no more disk space, the files are there\ntakes about 34s\n$/);
  });

  test('calibration has a line when it begins', () => {
    const { show, text, count } = lines();
    show(plan);
    const before = count();
    show(calibrating(0));
    for (const fraction of [0.25, 0.5, 0.75]) show(calibrating(fraction), 500);
    show(layout(0), 500);
    expect(text()).toContain("\ncalibrating: vfload's own time per I/O (psync), 2s left\nlaying out");
    expect(count() - before).toBe(2);
  });

  test('layout has a line every ten seconds', () => {
    const { show, text, count } = lines();
    show(plan);
    show(layout(2 ** 20));
    expect(text()).toContain('laying out files on share: 1 MiB of 1 GiB (0%), 40s left\n');
    const before = count();
    for (let second = 1; second <= 30; second += 1) show(layout(second * 2 ** 24), 1000);
    expect(count() - before).toBe(3);
  });

  test('each finished repeat has a line with its figures, or with why there are none', () => {
    const { show, text } = lines();
    show(plan);
    for (const repeat of repeats) show(repeat);
    expect(text()).toContain('[1/40] randread-psync on share, repeat 1: 97.7 MiB/s, 25.0k IOPS\n');
    expect(text()).toContain(
      '[2/40] randread-mmap on share, repeat 1: unsupported: ENODEV, map vfload-file1',
    );
  });

  test('running has none, unless it takes long', () => {
    const { show, count, text } = lines();
    show(plan);
    const before = count();
    for (let second = 1; second < 30; second += 1) show(running(0.1), 1000);
    expect(count()).toBe(before);
    show(running(0.42), 2000);
    expect(text()).toContain(
      '42%  randread-psync on share, repeat 1: running 50%, 105k IOPS, 410 MiB/s; 1m01s left\n',
    );
  });

  test('notices are told', () => {
    const { show, text } = lines();
    show({ type: 'notice', message: 'The journal is in /tmp.' });
    expect(text()).toBe('vfload: The journal is in /tmp.\n');
  });
});

describe('on a terminal', () => {
  function terminal(drawingTakesMs = 0) {
    let nowMs = 0;
    const drawn: string[] = [];
    const kept: string[] = [];
    let cleared = 0;
    const screen = Object.assign(
      (text: string) => {
        drawn.push(text);
        nowMs += drawingTakesMs;
      },
      { clear: () => (cleared += 1), persist: (text: string) => kept.push(text) },
    );
    const progress = new TerminalProgress(screen, { color: false, width: () => 80 }, () => nowMs);
    const show = (event: ProgressEvent, afterMs = 0): void => {
      nowMs += afterMs;
      progress.show(event);
    };
    return { show, drawn, kept, progress, cleared: () => cleared };
  }

  test('plan and notices stay', () => {
    const { show, kept, drawn } = terminal();
    show(plan);
    show({ type: 'notice', message: 'x' });
    expect(kept).toEqual([expect.stringContaining('preset quick'), 'vfload: x']);
    expect(drawn).toEqual([]);
  });

  test('is redrawn at most four times a second', () => {
    const { show, drawn } = terminal();
    show(plan);
    for (let count = 0; count < 100; count += 1) show(running(count / 100), 10);
    expect(drawn).toHaveLength(4);
  });

  test('takes at most a hundredth of the time for drawing', () => {
    const { show, drawn } = terminal(10);
    show(plan);
    for (let count = 0; count < 1000; count += 1) show(running(0.1), 10);
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.length).toBeLessThanOrEqual(11);
  });

  test('shows what is calibrated', () => {
    const { show, drawn } = terminal();
    show(plan);
    show(calibrating(0.5));
    expect(drawn).toEqual(["calibrating: vfload's own time per I/O (psync), 1s left"]);
  });

  test('shows the table as it grows above what is going on', () => {
    const { show, drawn } = terminal();
    show(plan);
    show(running(0));
    expect(drawn.at(-1)).toMatch(/^0% {2}randread-psync on share/);
    for (const repeat of repeats) show(repeat);
    show(running(0.05), 1000);
    expect(drawn.at(-1)).toMatch(
      /randread-psync.*\n[^]*randread-mmap[^]*\n\n5% {2}randread-psync on share[^\n]*$/,
    );
  });

  test('is cleared at the end', () => {
    const { progress, cleared } = terminal();
    progress.end();
    expect(cleared()).toBe(1);
  });
});

describe('which one it is', () => {
  test.each([
    ['a terminal', {}, true, TerminalProgress],
    ['a pipe', {}, false, LineProgress],
    ['a terminal of a CI', { CI: 'true' }, true, LineProgress],
    ['a dumb terminal', { TERM: 'dumb' }, true, LineProgress],
  ])('on %s', async (_, env, isTTY, kind) => {
    expect(await makeProgress(fakeIo(env, isTTY))).toBeInstanceOf(kind);
  });
});
