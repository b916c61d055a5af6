import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Reason } from '../../lib/result/vfload-member.ts';
import type { NativeChildEnd, NativeFailure, NativeJob } from '../../lib/run/native.ts';
import type { Circumstances } from '../../lib/run/circumstances.ts';
import { judge } from '../../lib/run/outcome.ts';
import { nativeJob } from '../addon/native-job.mjs';
import { childEnd } from './child-end.ts';

const { errno } = constants;

function failure(changes: Partial<NativeFailure>): NativeFailure {
  return { errno: errno.EIO, point: 'read', filename: 'vfload-file1', offset: 8192, bytes: 4096, ...changes };
}

function circumstances(changes: Partial<Circumstances> = {}): Circumstances {
  return {
    task: 'running',
    fileSystem: 'ext4',
    deviceMinor: 41,
    alignedTrialWorks: () => Promise.reject(new Error('no trial was called for')),
    ...changes,
  };
}

async function verdictOn(
  children: NativeChildEnd[],
  changes: Partial<Circumstances> = {},
  jobs: NativeJob[] = children.map(() => nativeJob({})),
): Promise<{ outcome: string; reason?: Reason }> {
  const end = { end: { supervisorSignal: undefined, endsAll: false, children }, supervisorHung: false };
  return judge(end, jobs, circumstances(changes));
}

describe('judge', () => {
  it('calls jobs that ended without a failure measured', async () => {
    expect(await verdictOn([childEnd({}), childEnd({})])).toEqual({ outcome: 'measured' });
  });

  it('tells errno, operation, file and offset of a failed I/O', async () => {
    const { outcome, reason } = await verdictOn([childEnd({ failure: failure({}) })]);
    expect(outcome).toBe('failed');
    expect(reason).toMatchObject({
      kind: 'error',
      errno: errno.EIO,
      errnoName: 'EIO',
      operation: 'read',
      filename: 'vfload-file1',
      offset: 8192,
    });
    expect(reason?.message).toContain('EIO');
    expect(reason?.remedy).toContain('dmesg');
  });

  it.each([
    [true, 'failed', 'usage'],
    [false, 'unsupported', 'error'],
  ])(
    'when EINVAL came of O_DIRECT and an aligned trial works: %s, it is %s',
    async (works, outcome, kind) => {
      const job = nativeJob({ direct: true, bs: 1000 });
      const tried: NativeJob[] = [];
      const alignedTrialWorks = (candidate: NativeJob): Promise<boolean> => {
        tried.push(candidate);
        return Promise.resolve(works);
      };
      const ended = childEnd({ failure: failure({ errno: errno.EINVAL }) });
      const verdict = await verdictOn([ended], { alignedTrialWorks }, [job]);
      expect(verdict.outcome).toBe(outcome);
      expect(verdict.reason?.kind).toBe(kind);
      expect(tried).toEqual([job]);
    },
  );

  it('says what the row knows of a mount on which the trial fails too', async () => {
    const ended = childEnd({ failure: failure({ errno: errno.EINVAL, point: 'open' }) });
    const alignedTrialWorks = (): Promise<boolean> => Promise.resolve(false);
    const { outcome, reason } = await verdictOn([ended], { alignedTrialWorks }, [
      nativeJob({ direct: true }),
    ]);
    expect(outcome).toBe('unsupported');
    expect(reason?.remedy).toContain('--allow-direct-io');
  });

  it('tries nothing for a task, and tells what the row knows', async () => {
    const ended = childEnd({ failure: failure({ errno: errno.EINVAL, point: 'fsync' }) });
    const { outcome, reason } = await verdictOn([ended], { task: 'layout' }, []);
    expect(outcome).toBe('failed');
    expect(reason?.cause).toContain('cannot synchronise');
  });

  it('tells signal, phase, offset and file size of a SIGBUS', async () => {
    const { outcome, reason } = await verdictOn([
      childEnd({
        end: 'signalled',
        signal: constants.signals.SIGBUS,
        phase: 'running',
        sigbus: { offset: 65536, fileSizeBytes: 4096 },
      }),
    ]);
    expect(outcome).toBe('failed');
    expect(reason).toMatchObject({
      kind: 'killed',
      signal: 'SIGBUS',
      phase: 'running',
      offset: 65536,
      fileSizeBytes: 4096,
    });
    expect(reason?.message).toContain('4096 bytes');
  });

  it('suspects the memory limit behind SIGKILL', async () => {
    const ended = childEnd({ end: 'signalled', signal: constants.signals.SIGKILL, phase: 'running' });
    const { reason } = await verdictOn([ended]);
    expect(reason?.signal).toBe('SIGKILL');
    expect(reason?.cause).toContain('memory');
  });

  it('tells what an abandoned job waits in, and how to free it from a FUSE mount', async () => {
    const { outcome, reason } = await verdictOn(
      [
        childEnd({
          end: 'abandoned',
          phase: 'running',
          stuck: { reason: 'no-completion', wchan: 'request_wait_answer', syscall: 999 },
        }),
      ],
      { fileSystem: 'fuse.passthrough_ll' },
    );
    expect(outcome).toBe('failed');
    expect(reason).toMatchObject({
      kind: 'stuck',
      pid: 4242,
      wchan: 'request_wait_answer',
      syscall: 'syscall 999',
    });
    expect(reason?.message).toContain('abandoned');
    expect(reason?.remedy).toContain('/sys/fs/fuse/connections/41/abort');
  });

  it('lets the job that is stuck speak for those that merely failed', async () => {
    const { reason } = await verdictOn([
      childEnd({ end: 'not-started' }),
      childEnd({ failure: failure({}) }),
      childEnd({ end: 'stuck', stuck: { reason: 'no-end', wchan: '', syscall: -1 } }),
    ]);
    expect(reason?.kind).toBe('stuck');
  });

  it('takes a failure of one job for more than what another job lacks', async () => {
    const lacking = childEnd({ failure: failure({ errno: errno.ENODEV, point: 'map' }) });
    expect((await verdictOn([lacking, childEnd({})])).outcome).toBe('unsupported');
    expect((await verdictOn([lacking, childEnd({ failure: failure({}) })])).outcome).toBe('failed');
  });

  it('blames the supervisor for jobs that it left behind', async () => {
    const end = {
      supervisorSignal: constants.signals.SIGKILL,
      endsAll: false,
      children: [childEnd({ end: 'lost', phase: 'running' })],
    };
    const verdict = await judge({ end, supervisorHung: false }, [nativeJob({})], circumstances());
    expect(verdict).toMatchObject({
      outcome: 'failed',
      reason: { kind: 'killed', signal: 'SIGKILL', operation: 'supervise' },
    });
  });

  it('calls a supervisor that had to be killed stuck', async () => {
    const end = {
      supervisorSignal: constants.signals.SIGKILL,
      endsAll: false,
      children: [childEnd({ end: 'lost', phase: 'running' })],
    };
    const verdict = await judge({ end, supervisorHung: true }, [nativeJob({})], circumstances());
    expect(verdict).toMatchObject({ outcome: 'failed', reason: { kind: 'stuck', operation: 'supervise' } });
  });

  it('names the task in the reason of a failed layout', async () => {
    const ended = childEnd({ failure: failure({ errno: errno.ENOSPC, point: 'write' }) });
    const { reason } = await verdictOn([ended], { task: 'layout' }, []);
    expect(reason).toMatchObject({ operation: 'layout', errnoName: 'ENOSPC' });
  });

  it('gives every reason a message, a cause and a remedy', async () => {
    const ends = ['exited', 'signalled', 'stuck', 'abandoned', 'lost', 'not-started'] as const;
    for (const end of ends) {
      const { reason } = await verdictOn([childEnd({ end, exitCode: 3, signal: constants.signals.SIGSEGV })]);
      for (const sentence of [reason?.message, reason?.cause, reason?.remedy]) {
        expect(sentence, end).toMatch(/\S{2,}/);
      }
    }
  });
});
