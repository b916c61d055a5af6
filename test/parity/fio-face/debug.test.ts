/** `--debug`: the same words with the same answers, and the lines that there are in fio's form. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, type Tool, tools } from './called-fio.ts';

const missing = pairMissing();
const job = ['--name=x', '--size=64k', '--bs=16k'];

/** Of the seeds that it has fio 3.33's. */
const compatOf = (tool: Tool): string[] => (tool === 'fio' ? [] : ['--fio-compat=3.33']);

const described = `
[global]
size=64k
bs=4k,8k
direct=0
[a]
filename=f
rw=randrw
thread
runtime=1s
rwmixread=70
fsync=4
ioengine=libaio
iodepth=4
description=hi there
write_bw_log
cpus_allowed=0
rate=10m,
time_based
`;

describe.skipIf(missing !== undefined)(`--debug ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  test.each([
    'nothing',
    'IO',
    'job',
    'job:2',
    'job:x',
    'io,nothing',
    'iox',
    '',
    '?',
    'help',
    'parse,job:1',
    'all',
  ])('is answered as by fio: "%s"', (words) => {
    const answers = tools.map((tool) => {
      const { stdout, stderr, status } = pair.run(tool, [`--debug=${words}`, '--parse-only', ...job]);
      const about = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('fio: '));
      return {
        status,
        said: about(stdout),
        complaints: about(stderr).filter((line) => !line.startsWith('fio: note: ')),
      };
    });
    expect(answers[1]).toEqual(answers[0]);
  });

  test('parse has the options in the order in which they are taken, with the numbers that they stand for', () => {
    writeFileSync(path.join(pair.root, 'described.fio'), described);
    for (const words of [['../described.fio'], job, [...job, '../described.fio']]) {
      const [theirs, ours] = tools.map((tool) => {
        const { stdout } = pair.run(tool, ['--debug=parse', '--parse-only', ...words]);
        const lines = stdout
          .split('\n')
          .filter((line) => /^parse {4}\d+ +( handle_option|handle_option|ret=0|Parsing sec)/.test(line));
        return lines.map((line) => line.replace(/^parse +\d+ +/, ''));
      });
      expect(ours?.length).toBeGreaterThan(4);
      expect(ours).toEqual(theirs);
    }
  });

  test('process follows each job through its states', () => {
    const [theirs, ours] = tools.map((tool) => {
      const { stdout } = pair.run(tool, ['--debug=process', ...job, '--numjobs=2', '--minimal']);
      const steps = [...stdout.matchAll(/^process {2}\d+ +pid=(\d+): runstate (\w+) -> (\w+)$/gm)];
      const pids = [...new Set(steps.map(([, pid]) => pid))].filter((pid) => pid !== '0');
      return pids.map((pid) => {
        const own = steps.filter(([, each]) => each === pid).map(([, , , to]) => to);
        // What fio does with a job after its end is of no use to anybody.
        return own.slice(own.indexOf('INITIALIZED'), own.indexOf('REAPED') + 1);
      });
    });
    expect(ours).toHaveLength(2);
    expect(ours).toEqual(theirs);
  });

  describe('random has what each job draws, and which places were taken', () => {
    /** By job, in the order of their lines, whose numbers of processes are not the same. */
    function drawn(tool: Tool, words: readonly string[]): string[][] {
      const { stdout } = pair.run(tool, [...compatOf(tool), '--debug=random', '--minimal', ...words]);
      const lines = stdout.split('\n').filter((line) => line.startsWith('random'));
      const told = lines.map((line) => /^random {3}(\d{5,}|\d{1,4} +) (.+)$/.exec(line)?.slice(1) ?? [line]);
      const jobs = [...new Set(told.map(([pid]) => pid))];
      const byJob = jobs.map((job) => told.filter(([pid]) => pid === job).map(([, text]) => text ?? ''));
      return byJob.sort(([a = ''], [b = '']) => a.localeCompare(b));
    }

    const small = ['--size=64k', '--bs=4k'];

    test('in jobs of many kinds', () => {
      const kinds = [
        '--rw=randread',
        '--rw=randwrite --numjobs=3 --filename=g',
        '--rw=randrw --ioengine=libaio --iodepth=4',
        '--rw=randread --norandommap',
        '--rw=randread --bsrange=4k-16k',
        '--rw=randrw --bs=4k,8k',
        '--rw=randwrite --randseed=77 --fsync=3',
        '--rw=randread --filename=h:i',
        '--rw=randread --thread --numjobs=2',
        '--rw=randread --stonewall --size=32k',
      ];
      const words = kinds.flatMap((kind, index) => [`--name=job${index}`, ...small, ...kind.split(' ')]);
      const [theirs, ours] = tools.map((tool) => drawn(tool, words));
      expect(ours).toHaveLength(13);
      expect(ours).toEqual(theirs);
    });

    test.each([
      '--rw=randread --norandommap --loops=2',
      '--rw=randread --loops=2',
      '--rw=randread --io_size=160k',
      '--rw=randread --random_generator=tausworthe64 --number_ios=7',
      '--rw=randread:4',
      '--rw=randread --percentage_random=50',
      '--rw=randread --random_distribution=zoned:30/50:70/50',
    ])('%s', (line) => {
      const words = ['--name=x', ...small, ...line.split(' ')];
      const [theirs, ours] = tools.map((tool) => drawn(tool, words));
      expect(ours).toHaveLength(1);
      expect(ours).toEqual(theirs);
    });

    test.each([
      '--rw=read',
      '--rw=randread --random_distribution=zipf:1.1',
      '--rw=randread --random_generator=lfsr',
    ])('nothing is drawn so by %s', (line) => {
      for (const tool of tools) expect(drawn(tool, [...job, ...line.split(' ')])).toEqual([]);
    });

    test('of one job where one is named', () => {
      const [theirs, ours] = tools.map((tool) =>
        drawn(tool, ['--debug=job:2', ...job, '--rw=randread', '--numjobs=3']),
      );
      expect(ours).toHaveLength(1);
      expect(ours).toEqual(theirs);
    });

    test('beside a file for the output, as far as fio keeps it', () => {
      for (const thread of ['--thread=0', '--thread=1']) {
        const [theirs, ours] = tools.map((tool) => {
          const file = path.join(pair.directory(tool), 'out');
          const words = [...job, '--rw=randread', thread];
          pair.run(tool, [...compatOf(tool), '--debug=random', '--output=out', '--minimal', ...words]);
          return readFileSync(file, 'utf8')
            .split('\n')
            .filter((line) => line.startsWith('random')).length;
        });
        expect(ours).toBe(theirs);
      }
    });
  });

  test('what has no lines is told on stderr', () => {
    const { stderr } = pair.run('vfload', ['--debug=mutex,mem', '--parse-only', ...job]);
    expect(stderr).toContain('no lines about mutex\n');
    expect(stderr).toContain('no lines about mem\n');
  });
});
