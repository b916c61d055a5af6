/** `--debug`: the same words with the same answers, and the lines that there are in fio's form. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, tools } from './called-fio.ts';

const missing = pairMissing();
const job = ['--name=x', '--size=64k', '--bs=16k'];

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

  test('what has no lines is told on stderr', () => {
    const { stderr } = pair.run('vfload', ['--debug=mutex,mem', '--parse-only', ...job]);
    expect(stderr).toContain('no lines about mutex\n');
    expect(stderr).toContain('no lines about mem\n');
  });
});
