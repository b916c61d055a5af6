/**
 * `--idle-prof`: how idle the processors were while the jobs worked. fio burns the idle time in threads of the lowest priority and
 * counts how much of their work they got done; here the kernel is asked, which costs the jobs nothing.
 */
import { readFileSync } from 'node:fs';
import type { FioSettings } from '../../fio-face/settings.ts';
import { fixed } from '../../report/fio/number-text.ts';
import type { CpuIdleness } from '../../result/fio-document.ts';

/** Of one processor since the system started, in the kernel's ticks. */
interface Ticks {
  idle: number;
  all: number;
}

export class IdleProfile {
  readonly #before = readTicks();
  readonly #isPerCpu: boolean;

  /** Begins to count. */
  constructor(which: FioSettings['idleProf']) {
    this.#isPerCpu = which === 'percpu';
  }

  /** As fio's JSON has it: percents since the beginning. There is no unit of work, whose time is told as 0. */
  idleness(): CpuIdleness {
    const shares = readTicks().map((after, index) => share(this.#before[index], after));
    const mean = shares.reduce((sum, each) => sum + each, 0) / Math.max(1, shares.length);
    const each = this.#isPerCpu ? shares.map((percent, index) => [`cpu-${index}`, percent] as const) : [];
    return { system: mean, ...Object.fromEntries(each), unit_mean: 0, unit_stddev: 0 };
  }
}

/** As at the end of fio's normal output. */
export function idlenessText({ system, unit_mean, unit_stddev, ...each }: CpuIdleness): string {
  const shares = Object.values(each).map((percent) => `${fixed(percent, 2)}%`);
  return [
    '\nCPU idleness:\n',
    `  system: ${fixed(system, 2)}%\n`,
    ...(shares.length === 0 ? [] : [`  percpu: ${shares.join(', ')}\n`]),
    `  unit work: mean=${fixed(unit_mean, 2)}us, stddev=${fixed(unit_stddev, 2)}\n`,
  ].join('');
}

/** proc(5), /proc/stat: user, nice, system, idle, iowait, …; who waits for a disk leaves the processor idle. */
function readTicks(): Ticks[] {
  const lines = readFileSync('/proc/stat', 'utf8').split('\n');
  return lines
    .filter((line) => /^cpu\d/.test(line))
    .map((line) => {
      const ticks = line.split(/\s+/).slice(1, 9).map(Number);
      return { idle: (ticks[3] ?? 0) + (ticks[4] ?? 0), all: ticks.reduce((sum, each) => sum + each, 0) };
    });
}

function share(before: Ticks = { idle: 0, all: 0 }, after: Ticks): number {
  const all = after.all - before.all;
  return all <= 0 ? 100 : Math.min(100, (100 * (after.idle - before.idle)) / all);
}
