/** How a child ends in tests: by itself and without a failure, where nothing else is said. */
import type { NativeChildEnd } from '../../lib/run/native.ts';

export function childEnd(changes: Partial<NativeChildEnd>): NativeChildEnd {
  return {
    pid: 4242,
    end: 'ended',
    exitCode: undefined,
    signal: undefined,
    phase: 'ended',
    failure: undefined,
    stuck: undefined,
    sigbus: undefined,
    startedAfterMs: 0,
    verifyFailures: undefined,
    steadyState: undefined,
    statistics: undefined,
    ...changes,
  };
}
