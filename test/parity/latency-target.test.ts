/** latency_target beside fio: where the search comes to when the target is always met, and when never. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, type Tool } from './fio-face/called-fio.ts';

const missing = pairMissing();

interface Entry {
  error: number;
  latency_depth: number;
  latency_target: number;
  latency_percentile: number;
  latency_window: number;
  read: { total_ios: number; clat_ns: { N: number } };
}

describe.skipIf(missing !== undefined)(`latency_target ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  function reached(tool: Tool, words: readonly string[]): unknown {
    const output = path.join(pair.directory(tool), 'output');
    rmSync(output, { force: true });
    const compat = tool === 'fio' ? [] : ['--fio-compat=3.33'];
    const common = ['--name=t', '--rw=randread', '--size=256k', '--time_based', '--runtime=1'];
    const form = [`--output=${output}`, '--output-format=json,normal'];
    const { status } = pair.run(tool, [...compat, ...common, ...form, ...words]);
    const text = readFileSync(output, 'utf8');
    const { jobs } = JSON.parse(text.slice(text.indexOf('{\n'), text.indexOf('\n}\n') + 2)) as {
      jobs: Entry[];
    };
    return {
      status,
      lines: text.split('\n').filter((line) => line.startsWith('     latency   :')),
      jobs: jobs.map((job) => [
        ...[job.error, job.latency_depth, job.latency_target, job.latency_percentile, job.latency_window],
        // What is in flight when the search is over counts as issued only. Of a ring fio takes several at once.
        words.includes('--ioengine=io_uring') ? undefined : job.read.total_ios - job.read.clat_ns.N,
      ]),
    };
  }

  // A window without any I/O counts as missed: windows are so long that a busy machine has time for one in each.
  const met = ['--latency_target=10s', '--latency_window=100ms'];
  const never = ['--latency_target=1', '--latency_window=100ms'];

  test.each([
    ['always met', '--ioengine=libaio', '--iodepth=13', ...met],
    ['always met, io_uring', '--ioengine=io_uring', '--iodepth=13', ...met],
    ['always met, one at a time', '--ioengine=psync', '--iodepth=13', ...met],
    ['always met, with a ramp', '--ioengine=libaio', '--iodepth=4', '--ramp_time=100ms', ...met],
    ['always met, with latency_run', '--ioengine=libaio', '--iodepth=8', '--latency_run=1', ...met],
    ['always met, in two clones', '--ioengine=libaio', '--iodepth=4', '--numjobs=2', ...met],
    [
      'in two clones shown as one',
      ...['--ioengine=libaio', '--iodepth=4', '--numjobs=2', '--group_reporting', ...met],
    ],
    ['never met', '--ioengine=libaio', '--iodepth=4', ...never],
    ['never met, in a ramp', '--ioengine=libaio', '--iodepth=4', '--ramp_time=100ms', ...never],
    ['never met by enough', '--ioengine=libaio', '--iodepth=4', '--latency_percentile=90', ...never],
    ['met by none, and none has to', '--ioengine=libaio', '--iodepth=4', '--latency_percentile=0', ...never],
    ['latencies left out', '--ioengine=libaio', '--iodepth=4', '--disable_lat=1', ...never],
    ['without a window', '--ioengine=libaio', '--iodepth=8', '--latency_target=10s'],
    ['no target', '--ioengine=io_uring', '--iodepth=13', '--latency_window=10ms', '--runtime=100ms'],
  ])('%s', (_, ...words) => {
    const [fio, vfload] = [reached('fio', words), reached('vfload', words)];
    expect(vfload).toEqual(fio);
  });
});
