/** What a run has to say besides its figures: above all, what makes them less trustworthy than they look. */
import { isSynchronous } from '../options/engine-facts.ts';
import type { JobOptions } from '../options/job-options.ts';
import { optionsWithoutEffect } from '../options/without-effect.ts';
import { errnoWords } from './errno-words.ts';
import type { JobOutcome } from './run-outcome.ts';
import type { VfloadMember, Warning } from './vfload-member.ts';

/** Share of the depth asked for below which an asynchronous engine was not kept busy. */
const poorDepthShare = 0.5;

/**
 * Whether a run was too short to mean much: under half of the runtime asked for, or under 1 s where more was asked. A run
 * that asked for no runtime ends with its bytes and is as long as it is.
 */
export function isShort(requestedMs: number, achievedMs: number): boolean {
  if (requestedMs === 0) return false;
  return achievedMs < requestedMs / 2 || (achievedMs < 1000 && requestedMs > 1000);
}

const writersOnly = new Set(['write', 'randwrite', 'trim', 'randtrim', 'trimwrite', 'randtrimwrite']);

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
}

function causeOfShortness({
  interrupted,
  requested,
}: Pick<VfloadMember, 'interrupted' | 'requested'>): string {
  if (interrupted) return 'it was interrupted';
  if (requested.timeBased)
    return 'its I/Os began late or ended early (a run this short says little: raise --runtime)';
  return "the file's end came first (--time_based or a larger --size help)";
}

/** What was asked for and changed nothing, in any run. */
export function requestWarnings(jobs: readonly JobOptions[]): Warning[] {
  return optionsWithoutEffect(jobs).map(({ name, reason }) => ({
    code: 'without-effect',
    message: `${name} has no effect: ${reason}`,
  }));
}

/** Errors that `error_dump` tells, which jobs went on after, and of what was in flight when a job failed. */
export function keptErrorWarnings(jobs: readonly JobOutcome[]): Warning[] {
  return jobs.flatMap(({ options, end }) =>
    (end?.statistics?.keptErrors ?? []).map(({ direction, offset, bytes, errno }) => ({
      code: 'kept-error',
      message: `job ${options.name}: ${direction} at offset ${offset}, ${bytes} bytes: ${errnoWords(errno)}`,
    })),
  );
}

/** Warnings about the figures of a measured run. */
export function runWarnings(member: Omit<VfloadMember, 'warnings'>): Warning[] {
  const reads = !writersOnly.has(member.requested.rw);
  const warnings: Warning[] = [];
  const warn = (code: string, message: string): void => {
    warnings.push({ code, message });
  };
  if (member.short) {
    const asked = seconds(member.requested.runtimeMs);
    warn('short', `ran ${seconds(member.achieved.runtimeMs)} of ${asked}: ${causeOfShortness(member)}`);
  }
  if (
    !isSynchronous(member.requested.ioengine) &&
    member.achieved.depth > 0 &&
    member.achieved.depth < member.requested.depth * poorDepthShare
  ) {
    const depth = member.achieved.depth.toFixed(1);
    warn('depth', `on average ${depth} I/Os in flight of ${member.requested.depth.toString()} asked for`);
  }
  if (member.shortIos > 0)
    warn('short-ios', `${member.shortIos.toString()} I/Os transferred less than asked for`);
  if (member.failedIos > 0) warn('failed-ios', `${member.failedIos.toString()} I/Os failed`);
  if (reads && member.files.some((file) => file.state === 'unwritten')) {
    warn('unwritten', 'reads a file of unwritten extents: no data comes from the device');
  }
  if (member.direct?.verdict === 'not-enforced') {
    warn('direct', 'O_DIRECT is taken without its alignment: caches, here or of a server, may have answered');
  }
  if (reads && member.caches === 'warm') {
    warn('cache', 'caches were not dropped before: a part of the data may have been in memory');
  }
  return warnings;
}
