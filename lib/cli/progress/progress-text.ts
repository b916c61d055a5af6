/** What progress says, in words. */
import type { Plan } from '../../plan/plan.ts';
import { bandwidth, iops, size } from '../../report/quantities.ts';
import { directionsOf, sumOfJobs } from '../../report/cell.ts';
import { reasonName } from '../../report/reason-text.ts';
import type { JournalRepeat } from '../../result/journal.ts';
import type { ProgressEvent } from '../../run/events.ts';

type EventOf<Type extends ProgressEvent['type']> = Extract<ProgressEvent, { type: Type }>;

/** @returns `45s`, `6m05s`, `2h03m`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${two(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}

/**
 * What is going to happen: how many runs on what, the disk it takes, the time it takes. How fast a mount
 * takes files is not known before: of layout the amount is told here, the time left while it goes on.
 */
export function planText({ plan, diskBytes, isComplete = false }: EventOf<'plan'>): string {
  const { configurations, runs, repeats, estimatedMs } = plan;
  const places = configurations.map(({ label, directory }) => `${label} (${directory})`).join(', ');
  const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  const needs =
    diskBytes === 0
      ? 'needs no more disk space, the files are there'
      : `needs ${size(diskBytes)} of disk space for files, which are laid out first`;
  const layout = diskBytes === 0 ? '' : `, plus laying out ${size(diskBytes)}`;
  const what = `${presetText(plan)}${many(runs.length, 'run')}, ${many(repeats, 'repeat')}, on ${places}`;
  if (isComplete) return `${what}\nall ${many(plan.order.length, 'measurement')} are in the journal already`;
  return [what, needs, `takes about ${clockText(estimatedMs)}${layout}`].join('\n');
}

function presetText({ preset }: Plan): string {
  return preset === undefined ? '' : `preset ${preset}: `;
}

/** `calibrating: vfload's own time per I/O (psync), 3s left`; `null` is its loop alone. */
export function calibratingText({ ioengine, etaMs }: EventOf<'calibrating'>): string {
  return `calibrating: vfload's own time per I/O (${ioengine}), ${clockText(etaMs)} left`;
}

/** `laying out files on share: 1.20 of 4 GiB (30%), 40s left`. */
export function layoutText({ configuration, doneBytes, totalBytes, etaMs }: EventOf<'layout'>): string {
  const left = etaMs === undefined ? '' : `, ${clockText(etaMs)} left`;
  return `laying out files on ${configuration}: ${size(doneBytes)} of ${size(totalBytes)} (${percentText(doneBytes / Math.max(1, totalBytes))})${left}`;
}

const phaseTexts: Readonly<Record<EventOf<'running'>['phase'], string>> = {
  'dropping-caches': 'dropping caches',
  preparing: 'preparing',
  ramping: 'ramping up',
  running: 'running',
  draining: 'draining',
};

/** `42%  randread-psync on share, repeat 2: running 60%, 105k IOPS, 412 MiB/s; 3m20s left`. */
export function runningText(event: EventOf<'running'>): string {
  const { configuration, run, repeat, phase, fraction, planFraction, etaMs } = event;
  const isAtWork = phase === 'running' || phase === 'ramping';
  const speed = isAtWork
    ? ` ${percentText(fraction)}, ${iops(event.iops)} IOPS, ${bandwidth(event.bytesPerSecond)}`
    : '';
  const left = etaMs === undefined ? '' : `; ${clockText(etaMs)} left`;
  return `${percentText(planFraction)}  ${run} on ${configuration}, repeat ${repeat}: ${phaseTexts[phase]}${speed}${left}`;
}

/** `[12/120] randread-psync on share, repeat 1: 412 MiB/s, 105k IOPS`. */
export function repeatText(repeat: JournalRepeat, done: number, total: number): string {
  return `[${done}/${total}] ${repeat.run} on ${repeat.configuration}, repeat ${repeat.repeat}: ${outcomeText(repeat)}`;
}

function outcomeText({ result }: JournalRepeat): string {
  const { outcome, reason, interrupted, requested } = result.vfload;
  if (outcome !== 'measured') {
    return `${outcome}: ${reasonName(reason)}${reason === undefined ? '' : `, ${reason.message}`}`;
  }
  const figures = directionsOf(requested.rw).map((direction) => {
    const bytesPerSecond = sumOfJobs(result.jobs, direction, (side) => side.bw_bytes);
    const rate = sumOfJobs(result.jobs, direction, (side) => side.iops);
    return `${bandwidth(bytesPerSecond)}, ${iops(rate)} IOPS`;
  });
  return `${figures.join(' / ')}${interrupted ? ' (interrupted)' : ''}`;
}

function percentText(fraction: number): string {
  return `${Math.floor(100 * fraction)}%`;
}
