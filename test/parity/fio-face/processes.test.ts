/** As whom and with what priority jobs run, where, and what the shell runs beside them: the same system calls as fio's. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, type Tool, tools } from './called-fio.ts';

const straceMissing = spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed';
const missing = pairMissing() ?? straceMissing;
const isRoot = process.getuid?.() === 0;

/** Each job's own ones: `nice` counts from what the process has. */
const settings: Readonly<Record<string, string[]>> = {
  'a priority': ['--prio=3'],
  'a class': ['--prioclass=3'],
  'a class that is none': ['--prioclass=0'],
  'both, and a nice value': ['--prio=5', '--prioclass=2', '--nice=4'],
  'of a thread': ['--thread', '--prio=1', '--nice=2'],
  'a mask of CPUs': ['--cpumask=1', '--nice=1'],
  'the later of mask and list': ['--cpus_allowed=0', '--cpumask=2', '--cpus_allowed=0,1', '--nice=1'],
  'a CPU for each job': ['--cpus_allowed=0,1', '--cpus_allowed_policy=split', '--numjobs=3', '--nice=1'],
  'the CPUs of a node': ['--numa_cpu_nodes=0', '--nice=1'],
  'memory of a node': ['--numa_mem_policy=bind:0', '--nice=1'],
  'memory of nodes by turns': ['--numa_mem_policy=interleave:0', '--nice=1'],
  'memory of a node where it can be': ['--numa_mem_policy=prefer:0', '--nice=1'],
  'memory near the CPU': ['--numa_mem_policy=local', '--nice=1'],
  'memory as it comes': ['--numa_mem_policy=default', '--nice=1'],
};

const asRoot: Readonly<Record<string, string[]>> = {
  'another user and group': ['--uid=65534', '--gid=65534', '--prio=2', '--cpus_allowed=0'],
  'what another user may not': ['--uid=65534', '--nice=-5'],
  'a class that another user may not have': ['--uid=65534', '--prioclass=1'],
};

describe.skipIf(missing !== undefined)(`processes of jobs ${missing ?? ''}`, () => {
  const pair = pairOfBlock();
  beforeEach(() => {
    for (const tool of tools) {
      const directory = pair.directory(tool);
      for (const name of readdirSync(directory)) rmSync(path.join(directory, name));
    }
  });

  /** The calls of each job, in their order, jobs in the order of their calls as text; without what fio's helpers do. */
  function callsOf(tool: Tool, words: readonly string[]): string[] {
    const calls = 'ioprio_set,setpriority,sched_setaffinity,setuid,setgid,set_mempolicy';
    const trace = path.join(pair.root, `${tool}.trace`);
    const strace = ['-f', '-qq', '-e', `trace=${calls}`, '-o', trace, 'fio'];
    const all = ['--name=x', '--size=4k', '--minimal', ...words];
    spawnSync('strace', [...strace, ...all], { cwd: pair.directory(tool), env: pair.environment(tool) });
    const byProcess = new Map<string, string[]>();
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      const [, pid = '', call = '', rest = ''] = /^(\d+) +(\w+)\((.*)$/.exec(line) ?? [];
      const said = told(call, rest.replace(/ *<unfinished.*| *\) += .*/, ''));
      if (said !== undefined) byProcess.set(pid, [...(byProcess.get(pid) ?? []), said]);
    }
    return [...byProcess.values()].map((each) => each.join('; ')).toSorted();
  }

  test.each([...Object.entries(settings), ...(isRoot ? Object.entries(asRoot) : [])])(
    '%s',
    (_name, words) => {
      const [theirs, ours] = tools.map((tool) => jobsOnly(callsOf(tool, words)));
      expect(ours?.length).toBeGreaterThan(0);
      expect(ours).toEqual(theirs);
    },
  );

  test('priorities are told in logs', () => {
    const words = ['--name=x', '--size=8k', '--prio=3', '--write_bw_log=b', '--log_prio=1', '--minimal'];
    const lines = tools.map((tool) => {
      pair.run(tool, words);
      const log = readFileSync(path.join(pair.directory(tool), 'b_bw.1.log'), 'utf8');
      return log
        .trim()
        .split('\n')
        .map((line) => line.split(', ').at(-1));
    });
    expect(lines[1]).toEqual(lines[0]);
  });

  test.each([
    ['run before and after', ['--exec_prerun=echo a; pwd | wc -l', '--exec_postrun=echo c; false'], 0],
    ['keep the job from its work', ['--exec_prerun=false', '--exec_postrun=echo b'], 0],
    ['run for threads', ['--thread', '--exec_prerun=sleep 0.1; echo a >&2'], 0],
    ['run for each job', ['--numjobs=2', '--group_reporting', '--exec_prerun=true'], 0],
  ])('commands %s', (_name, words, status) => {
    const [theirs, ours] = tools.map((tool) => {
      const end = pair.run(tool, ['--name=x', '--size=4k', '--output-format=normal,terse', ...words]);
      const texts = readdirSync(pair.directory(tool)).filter((name) => name.endsWith('.txt'));
      const fields = /^3;.*$/m.exec(end.stdout)?.[0].split(';') ?? [];
      return {
        status: end.status,
        kib: fields[5],
        told: end.stdout.split('\n').filter((line) => /Saving output of prerun/.test(line)),
        texts: texts.map((name) => [name, readFileSync(path.join(pair.directory(tool), name), 'utf8')]),
      };
    });
    expect(ours).toEqual(theirs);
    expect(ours?.status).toBe(status);
  });

  test.each([
    ...[
      '--numa_mem_policy=foo',
      '--numa_mem_policy=bind:3',
      '--numa_cpu_nodes=99',
      '--cpumask=0',
      '--nice=20',
    ],
    ...['--prio=8', '--prioclass=4', '--cpus_allowed_policy=x', '--uid=x', '--exec_prerun='],
  ])('%s is refused', (word) => {
    const ends = tools.map((tool) => pair.run(tool, ['--name=x', '--size=4k', word]).status);
    expect(ends).toEqual([1, 1]);
  });

  test('vfload run starts no programs and changes no users', () => {
    const cli = path.resolve(import.meta.dirname, '../../../dist/cli.js');
    for (const word of ['--uid=0', '--exec_prerun=true']) {
      const words = [cli, 'run', '--name=x', '--size=4k', '--directory=.', word];
      expect(() => execFileSync(process.execPath, words, { cwd: pair.root, stdio: 'pipe' })).toThrow(
        'only vfload fio carries it out',
      );
    }
  });
});

/** @returns undefined: a call that fio's helpers do, or that changes nothing */
function told(call: string, rest: string): string | undefined {
  switch (call) {
    case 'sched_setaffinity':
      return `cpus ${/\[.*\]/.exec(rest)?.[0] ?? ''}`;
    case 'set_mempolicy':
      return /MPOL_(DEFAULT|PREFERRED_MANY)/.test(rest) ? undefined : `memory ${rest.replace(/, \d+$/, '')}`;
    case 'setpriority':
      return /, 0, 0$/.test(rest) ? undefined : `${call} ${rest}`;
    default:
      return call === '' ? undefined : `${call} ${rest}`;
  }
}

/** Whoever has a priority is a job: both tools try the clocks of the CPUs in other processes and threads. */
function jobsOnly(calls: readonly string[]): string[] {
  return calls.filter((each) => each.includes('prio'));
}
