/** Starts supervised work; that the machine cannot start it becomes an error with a remedy. */
import { VfloadError } from '../errors.ts';
import type { Reason } from '../result/vfload-member.ts';
import { errnoName } from './names.ts';
import type { NativeWork } from './native.ts';
import { startObstacle } from './start-obstacle.ts';

/** @throws VfloadError `ERR_VFLOAD_SUPERVISOR` where the supervisor cannot be forked or its memory not be mapped */
export function startWork<Work extends NativeWork>(start: () => Work): Work {
  try {
    return start();
  } catch (error) {
    const { code, errno, message } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_VFLOAD_SUPERVISOR') throw error;
    throw new VfloadError(code, message, { errno, ...obstacleOf(errno) });
  }
}

/**
 * @returns the reason of a cell or layout that could not be started
 * @throws anything else than what `startWork` makes
 */
export function notStartedReason(error: unknown): Reason {
  if (!(error instanceof VfloadError) || error.code !== 'ERR_VFLOAD_SUPERVISOR') throw error;
  return {
    kind: 'error',
    ...(error.errno === undefined ? {} : { errno: error.errno, errnoName: errnoName(error.errno) }),
    operation: 'start',
    message: error.message,
    ...obstacleOf(error.errno),
  };
}

function obstacleOf(errno: number | undefined): { cause: string; remedy: string } {
  return startObstacle(errno === undefined ? undefined : errnoName(errno));
}
