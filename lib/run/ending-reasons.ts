/** Why a process that did not end by itself ended, as the reason of a cell. */
import type { Reason } from '../result/vfload-member.ts';
import type { Circumstances } from './circumstances.ts';
import { signalName, syscallName } from './names.ts';
import type { NativeChildEnd, NativeJob } from './native.ts';
import { startObstacle } from './start-obstacle.ts';
import { stuckRemedy } from './stuck-remedy.ts';
import type { WorkEnd } from './work.ts';

export function exitedReason(child: NativeChildEnd, circumstances: Circumstances): Reason {
  return {
    kind: 'killed',
    operation: circumstances.task,
    phase: child.phase,
    pid: child.pid,
    message: `Process ${String(child.pid)} ended too early with exit code ${String(child.exitCode)}.`,
    cause: 'somebody made it end, or a defect of vfload',
    remedy: 'repeat the measurement; if it happens again, report it as a defect of vfload',
  };
}

/** What a fatal signal usually means. */
const signalMeanings: Readonly<Record<string, { cause: string; remedy: string }>> = {
  SIGBUS: {
    cause:
      'a page of the mapping could not be read or written: the file was cut off, the disk is full or has an error',
    remedy: 'leave the files alone while they are measured; look in dmesg',
  },
  SIGKILL: {
    cause: 'somebody killed it, or the kernel did because memory ran out',
    remedy: 'look for "Out of memory" in dmesg, and at the memory limit of the control group',
  },
  SIGXFSZ: {
    cause: 'the file would exceed ulimit -f',
    remedy: 'raise ulimit -f or make the files smaller (--size)',
  },
  SIGXCPU: { cause: 'the limit of CPU time is used up', remedy: 'raise ulimit -t' },
  SIGSYS: {
    cause: 'a seccomp filter kills processes that use this system call',
    remedy: 'run outside of the container, or choose another engine (--ioengine psync)',
  },
};

const unexpectedSignal = {
  cause: 'somebody sent the signal, or a defect of vfload',
  remedy: 'repeat the measurement; if it happens again, report it as a defect of vfload',
};

export function signalledReason(
  child: NativeChildEnd,
  job: NativeJob | undefined,
  circumstances: Circumstances,
): Reason {
  const signal = signalName(child.signal ?? 0);
  const meaning = signalMeanings[signal] ?? unexpectedSignal;
  const { sigbus } = child;
  const where =
    sigbus === undefined
      ? ''
      : ` at offset ${String(sigbus.offset)}${sigbus.fileSizeBytes === undefined ? '' : `; the file now has ${String(sigbus.fileSizeBytes)} bytes`}`;
  return {
    kind: 'killed',
    signal,
    operation: circumstances.task,
    phase: child.phase,
    pid: child.pid,
    ...(job === undefined ? {} : { filename: job.filename }),
    ...(sigbus === undefined ? {} : { offset: sigbus.offset }),
    ...(sigbus?.fileSizeBytes === undefined ? {} : { fileSizeBytes: sigbus.fileSizeBytes }),
    message: `Process ${String(child.pid)} was ended by ${signal} while ${child.phase}${where}.`,
    ...meaning,
  };
}

const stuckMessages = {
  'no-completion': 'no I/O was completed for too long',
  'no-end': 'it did not end after its time',
  'no-progress': 'it made no progress for too long',
} as const;

export function stuckReason(
  child: NativeChildEnd,
  job: NativeJob | undefined,
  circumstances: Circumstances,
): Reason {
  const stuck = child.stuck ?? { reason: 'no-progress', wchan: '', syscall: -1 };
  const syscall = syscallName(stuck.syscall);
  const waits = [syscall, stuck.wchan === '' || stuck.wchan === '0' ? undefined : stuck.wchan]
    .filter((place) => place !== undefined)
    .join(', ');
  const ending = child.end === 'abandoned' ? 'SIGKILL did not end it and it was abandoned' : 'it was killed';
  return {
    kind: 'stuck',
    operation: circumstances.task,
    phase: child.phase,
    pid: child.pid,
    ...(job === undefined ? {} : { filename: job.filename }),
    ...(waits === '' ? {} : { wchan: stuck.wchan }),
    ...(syscall === undefined ? {} : { syscall }),
    message: `Process ${String(child.pid)} is stuck: ${stuckMessages[stuck.reason]}${waits === '' ? '' : ` (waits in ${waits})`}; ${ending}.`,
    ...stuckRemedy(circumstances),
  };
}

export function lostReason(child: NativeChildEnd, circumstances: Circumstances): Reason {
  return {
    kind: 'killed',
    operation: circumstances.task,
    phase: child.phase,
    pid: child.pid,
    message: `Process ${String(child.pid)} lost its supervisor while ${child.phase}.`,
    ...unexpectedSignal,
  };
}

/** Of a run in which nothing else went wrong: failures of other jobs tell more, and come before this one. */
export function notStartedReason(circumstances: Circumstances): Reason {
  return {
    kind: 'error',
    operation: circumstances.task,
    message: 'The process could not be started.',
    ...startObstacle(undefined),
  };
}

/** @returns undefined where the supervisor ended as it should. */
export function supervisorReason(work: WorkEnd, circumstances: Circumstances): Reason | undefined {
  const { supervisorSignal } = work.end;
  if (work.supervisorHung) {
    return {
      kind: 'stuck',
      operation: 'supervise',
      phase: circumstances.task,
      message: 'The supervisor of the run did nothing any more and was killed.',
      cause: 'somebody stopped it (SIGSTOP), or the machine was suspended',
      remedy: 'repeat the measurement',
    };
  }
  if (supervisorSignal === undefined) return undefined;
  const signal = signalName(supervisorSignal);
  return {
    kind: 'killed',
    signal,
    operation: 'supervise',
    phase: circumstances.task,
    message: `The supervisor of the run was ended by ${signal}.`,
    ...(signalMeanings[signal] ?? unexpectedSignal),
  };
}
