/** What strace sees of submissions and registrations is what it sees of fio. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fioMissing, foldersOfBlock } from './fio.ts';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const missing =
  fioMissing() ??
  (spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed') ??
  (existsSync(cli) ? undefined : 'dist is not built');

const ios = 256;
const job = { name: 'calls', filename: 'calls', size: `${String(ios * 4)}k`, bs: '4k', iodepth: '16' };

/** Whether io_uring_enter submits, or only waits. */
const submitting = /^io_uring_enter\(\d+, [1-9]/;

describe.skipIf(missing !== undefined)(`system calls as fio's ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  /** The calls of the process that makes most of them, the job: vfload asks the kernel this and that in others. */
  function callsOf(tool: 'fio' | 'vfload', names: string, options: Record<string, string>): string[] {
    const trace = path.join(folders.logs, `${tool}.trace`);
    const args = Object.entries({ ...options, ...job }).map(([name, value]) => `--${name}=${value}`);
    const command = tool === 'fio' ? ['fio'] : [process.execPath, cli, 'run'];
    const all = [...command, `--directory=${folders[tool]}`, ...args];
    execFileSync('strace', ['-f', '-qq', '-e', `trace=${names}`, '-o', trace, ...all], {
      cwd: folders.logs,
      stdio: 'ignore',
    });
    const byProcess = new Map<string, string[]>();
    for (const [, pid = '', call = ''] of readFileSync(trace, 'utf8').matchAll(/^(\d+) +(\w+\(.*)$/gm)) {
      byProcess.set(pid, [...(byProcess.get(pid) ?? []), call]);
    }
    return [...byProcess.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  }

  const workloads = ['randread', 'randwrite'].flatMap((rw) => ['0', '1'].map((direct) => ({ rw, direct })));

  test.each(workloads)('libaio, $rw, direct=$direct: one io_submit an I/O', (workload) => {
    const options = { ioengine: 'libaio', ...workload };
    const theirs = callsOf('fio', 'io_submit,io_getevents', options);
    const ours = callsOf('vfload', 'io_submit,io_getevents', options);
    const submissions = (calls: string[]) => calls.filter((call) => call.startsWith('io_submit('));
    expect(submissions(ours)).toHaveLength(ios);
    expect(submissions(theirs)).toHaveLength(ios);
    // Each of them submits one, here as there.
    expect(submissions(ours).filter((call) => /^io_submit\(0x[0-9a-f]+, 1, /.test(call))).toHaveLength(ios);
    // Completions that are there are read without a call, and buffered I/O is done when io_submit returns.
    if (workload.direct === '0') expect(ours).toHaveLength(ios);
  });

  test.each(workloads)('io_uring, $rw, direct=$direct: one io_uring_enter an I/O', (workload) => {
    const options = { ioengine: 'io_uring', ...workload };
    const theirs = callsOf('fio', 'io_uring_enter', options).filter((call) => submitting.test(call));
    const ours = callsOf('vfload', 'io_uring_enter', options).filter((call) => submitting.test(call));
    expect(theirs).toHaveLength(ios);
    expect(ours).toHaveLength(ios);
    const withoutRing = (call: string) => call.replace(/^io_uring_enter\(\d+/, '');
    expect(withoutRing(ours[0] ?? '')).toBe(withoutRing(theirs[0] ?? ''));
  });

  test.each([[{ registerfiles: '1' }], [{ fixedbufs: '1' }], [{ registerfiles: '1', fixedbufs: '1' }], [{}]])(
    'io_uring with %o: what is registered, and when',
    (registering) => {
      const options = { ioengine: 'io_uring', rw: 'randread', ...registering };
      const registrations = (tool: 'fio' | 'vfload') =>
        callsOf(tool, 'io_uring_setup,io_uring_register,io_uring_enter,openat', options).flatMap((call) => {
          if (call.startsWith('io_uring_setup(')) return ['setup'];
          if (/^openat\(.*calls"/.test(call)) return ['open'];
          const [, opcode, count = ''] = /IORING_REGISTER_(\w+), .* (\d+)\) = 0$/.exec(call) ?? [];
          return opcode === undefined || opcode === 'PROBE' ? [] : [`${opcode} ${count}`];
        });
      const fromSetup = (steps: string[]) => steps.slice(steps.lastIndexOf('setup'));
      const expected = fromSetup(registrations('fio'));
      expect(expected).toEqual([
        'setup',
        ...('fixedbufs' in registering ? ['BUFFERS 16'] : []),
        'open',
        ...('registerfiles' in registering ? ['FILES 1'] : []),
      ]);
      expect(registrations('vfload')).toEqual(expected);
    },
  );
});
