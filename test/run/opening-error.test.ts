import { constants } from 'node:os';
import { expect, it } from 'vitest';
import { openingError, unansweredError } from '../../lib/run/opening-error.ts';
import { startWork } from '../../lib/run/start-work.ts';
import { childEnd } from './child-end.ts';
import type { NativeChildEnd } from '../../lib/run/native.ts';

function keeperEnds(changes: Partial<NativeChildEnd>) {
  return unansweredError('/mnt', {
    supervisorSignal: undefined,
    endsAll: false,
    children: [childEnd(changes)],
  });
}

it('a keeper for which there was no process is no mount that does not answer', () => {
  const error = keeperEnds({ end: 'not-started' });
  expect(error).toMatchObject({
    code: 'ERR_VFLOAD_SUPERVISOR',
    message: expect.stringContaining('/mnt') as string,
  });
  expect(error.remedy).toContain('ulimit -u');
});

it('nor is one that was killed', () => {
  expect(keeperEnds({ end: 'signalled', signal: 9 }).message).toContain('SIGKILL');
});

it('one that hangs is', () => {
  const stuck = { reason: 'no-progress', wchan: 'request_wait_answer', syscall: 257 } as const;
  expect(keeperEnds({ end: 'stuck', stuck })).toMatchObject({
    code: 'ERR_VFLOAD_STUCK',
    message: '/mnt does not answer (it waits in request_wait_answer).',
  });
});

it("a list of files that is none of vfload's is told without the steps of a keeper", () => {
  const filename = '.vfload-files.json';
  const failure = {
    errno: constants.errno.EBADMSG,
    point: 'inspect',
    filename,
    offset: 0,
    bytes: 0,
  } as const;
  const error = openingError('/mnt', { failure, holderPid: undefined });
  expect(error.message).toBe("/mnt/.vfload-files.json is not vfload's list of its files.");
  expect(error.remedy).toContain('move it away');
});

it.each([
  ['EMFILE', 'ulimit -n'],
  ['EAGAIN', 'ulimit -u'],
  ['ENOMEM', 'memory'],
] as const)('a start that ends with %s names %s', (name, remedy) => {
  const fails = () => {
    const facts = { code: 'ERR_VFLOAD_SUPERVISOR', errno: constants.errno[name] };
    throw Object.assign(new Error('Cannot start a supervisor.'), facts);
  };
  expect(() => startWork(fails)).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining(remedy) as string }),
  );
});
