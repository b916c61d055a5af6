/** `serialize_overlap`: I/Os wait for those on the same bytes when fio's do, which the depths that they reach tell. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FioDocument } from '../../lib/result/fio-document.ts';
import { pairMissing, pairOfBlock, type Tool } from './fio-face/called-fio.ts';

const missing = pairMissing();

// Buffered, so that I/Os are done in the order of their submission.
const common = ['--name=t', '--filename=f', '--ioengine=libaio', '--iodepth=8', '--norandommap', '--bs=4k'];

const jobs = [
  '--rw=randwrite --size=64k --io_size=800k',
  '--rw=randrw --size=64k --io_size=800k',
  '--rw=randrw --size=800k --bs=4k,8k',
  '--rw=randwrite --size=400k --iodepth_batch=2',
  '--rw=randwrite --size=400k --iodepth_batch_complete_min=3',
  // Nothing is written, and nothing waits.
  '--rw=randread --size=64k --io_size=800k',
  '--rw=write --size=64k --io_size=256k',
];

describe.skipIf(missing !== undefined)(`serialize_overlap ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  function depthsOf(tool: Tool, options: readonly string[]) {
    const compat = tool === 'fio' ? [] : ['--fio-compat=3.33'];
    const output = ['--output-format=json', '--output=result'];
    expect(pair.run(tool, [...compat, ...common, ...options, ...output]).status).toBe(0);
    const text = readFileSync(path.join(pair.directory(tool), 'result'), 'utf8');
    const [job] = (JSON.parse(text.slice(text.indexOf('{\n'))) as FioDocument).jobs;
    const rounded = Object.entries(job?.iodepth_level ?? {}).map(([depth, share]) => [
      depth,
      Math.round(share * 1e4) / 1e4,
    ]);
    return { depths: Object.fromEntries(rounded) as Record<string, number>, writes: job?.write.total_ios };
  }

  test.each(jobs)('%s', (job) => {
    const options = job.split(' ');
    for (const overlap of ['1', '0']) {
      const words = [...options, `--serialize_overlap=${overlap}`];
      expect(depthsOf('vfload', words)).toEqual(depthsOf('fio', words));
    }
  });
});
