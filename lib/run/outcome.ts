/** Judges how a run ended: measured, unsupported or failed, and why. */
import { readFileSync } from 'node:fs';
import type { Verdict } from '../result/run-outcome.ts';
import type { Reason } from '../result/vfload-member.ts';
import type { Circumstances } from './circumstances.ts';
import {
  exitedReason,
  lostReason,
  notStartedReason,
  signalledReason,
  stuckReason,
  supervisorReason,
} from './ending-reasons.ts';
import { ruleOn, type Ruling } from './errno-table.ts';
import { failureMessage, isTransfer } from './failure-message.ts';
import { errnoName } from './names.ts';
import type { NativeChildEnd, NativeFailure, NativeJob } from './native.ts';
import type { WorkEnd } from './work.ts';

/** The higher one tells more about a run in which several jobs ended badly. */
const rankOf = {
  measured: 0,
  'not-started': 1,
  lost: 2,
  unsupported: 3,
  error: 4,
  killed: 5,
  stuck: 6,
} as const;

interface RankedVerdict {
  rank: number;
  verdict: Verdict;
}

const good: RankedVerdict = { rank: rankOf.measured, verdict: { outcome: 'measured' } };

/** @param jobs - one per child, in the same order; empty for tasks. */
export async function judge(
  work: WorkEnd,
  jobs: readonly NativeJob[],
  circumstances: Circumstances,
): Promise<Verdict> {
  let worst = good;
  for (const [index, child] of work.end.children.entries()) {
    const judgement = await judgeChild(child, jobs[index], circumstances);
    if (judgement.rank > worst.rank) worst = judgement;
  }
  if (worst.rank <= rankOf.lost) worst = judgeSupervisor(work, circumstances) ?? worst;
  return worst.verdict;
}

async function judgeChild(
  child: NativeChildEnd,
  job: NativeJob | undefined,
  circumstances: Circumstances,
): Promise<RankedVerdict> {
  switch (child.end) {
    case 'ended':
      if (child.failure === undefined) return good;
      return judgeFailure(child, child.failure, job, circumstances);
    case 'exited':
      return failed('error', exitedReason(child, circumstances));
    case 'signalled':
      return failed('killed', signalledReason(child, job, circumstances));
    case 'stuck':
    case 'abandoned':
      return failed('stuck', stuckReason(child, job, circumstances));
    case 'lost':
      return failed('lost', lostReason(child, circumstances));
    case 'not-started':
      return failed('not-started', notStartedReason(circumstances));
  }
}

function failed(rank: keyof typeof rankOf, reason: Reason): RankedVerdict {
  return { rank: rankOf[rank], verdict: { outcome: 'failed', reason } };
}

async function judgeFailure(
  child: NativeChildEnd,
  failure: NativeFailure,
  job: NativeJob | undefined,
  circumstances: Circumstances,
): Promise<RankedVerdict> {
  const ruling = await decide(failure, job, circumstances);
  const operation = circumstances.task === 'running' ? failure.point : circumstances.task;
  const reason: Reason = {
    kind: ruling.verdict === 'usage' ? 'usage' : 'error',
    errno: failure.errno,
    errnoName: errnoName(failure.errno),
    operation,
    phase: child.phase,
    ...(failure.filename === undefined ? {} : { filename: failure.filename }),
    ...(isTransfer(failure) ? { offset: failure.offset } : {}),
    message: failureMessage(failure, job, circumstances.task, child.verifyFailures),
    cause: ruling.cause,
    remedy: ruling.remedy,
  };
  if (ruling.verdict === 'unsupported') {
    return { rank: rankOf.unsupported, verdict: { outcome: 'unsupported', reason } };
  }
  return failed('error', reason);
}

type FinalRuling = Ruling & { verdict: 'unsupported' | 'usage' | 'failed' };

async function decide(
  failure: NativeFailure,
  job: NativeJob | undefined,
  circumstances: Circumstances,
): Promise<FinalRuling> {
  const ruling = ruleOn({
    errnoName: errnoName(failure.errno),
    point: failure.point,
    engine: job?.ioengine,
    direct: job?.direct ?? false,
    fileSystem: circumstances.fileSystem,
    ioUringDisabled: ioUringDisabled(),
  });
  if (ruling.verdict !== 'aligned-trial') return { ...ruling, verdict: ruling.verdict };
  // Tasks do nothing crooked that a trial could do better.
  if (job === undefined) return { ...ruling, ...ruling.lacking, verdict: 'failed' };
  if (await circumstances.alignedTrialWorks(job, failure.point)) return { ...ruling, verdict: 'usage' };
  return { verdict: 'unsupported', ...(ruling.lacking ?? generallyLacking(job)) };
}

function generallyLacking(job: NativeJob): { cause: string; remedy: string } {
  return {
    cause: 'an aligned I/O of 4 KiB fails as well: this mount or kernel does not have the operation',
    remedy: job.direct
      ? 'measure without O_DIRECT (--direct 0)'
      : 'vfload probe DIR shows what the mount can do',
  };
}

/** The controller may read /proc/sys: it is not under the measured directory. */
function ioUringDisabled(): number | undefined {
  try {
    return Number.parseInt(readFileSync('/proc/sys/kernel/io_uring_disabled', 'utf8'), 10);
  } catch {
    return undefined;
  }
}

function judgeSupervisor(work: WorkEnd, circumstances: Circumstances): RankedVerdict | undefined {
  const reason = supervisorReason(work, circumstances);
  return reason === undefined ? undefined : failed(reason.kind === 'stuck' ? 'stuck' : 'killed', reason);
}
