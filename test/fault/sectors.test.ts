/** O_DIRECT in blocks of 512 bytes: on a disk that has sectors of this size, and on one that has not. */
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import type { RunResult } from '../../lib/result/fio-document.ts';
import { ext4ImageMissing, mountExt4Image } from '../mounts/ext4-image.ts';
import type { SmallMount } from '../mounts/small-tmpfs.ts';
import { measuredDirectory } from '../api/measured-directory.ts';

const missing = ext4ImageMissing();

describe.skipIf(missing !== undefined)(`direct blocks of 512 bytes ${missing ?? ''}`, () => {
  let mounted: SmallMount | undefined;

  afterEach(() => {
    mounted?.unmount();
    mounted = undefined;
  });

  async function measure(sectorBytes: 512 | 4096, options: Record<string, string>): Promise<RunResult> {
    mounted = mountExt4Image(64, sectorBytes);
    const place = measuredDirectory('disk');
    try {
      const { repeats } = await run({
        ...{ directory: mounted.mountPoint, output: path.join(path.dirname(place.journal), 'j.jsonl') },
        ...{ size: '256k', bs: 512, direct: 1, iodepth: 8, ...options },
      });
      const [repeat] = repeats;
      if (repeat === undefined) throw new Error('there is no result');
      return repeat.result;
    } finally {
      place.remove();
    }
  }

  const cases = ['psync', 'libaio', 'io_uring'].flatMap((ioengine) =>
    ['randread', 'randwrite'].map((rw) => ({ ioengine, rw })),
  );

  test.each(cases)('$ioengine $rw: taken where sectors have 512 bytes', async (options) => {
    const { vfload } = await measure(512, options);
    if (vfload.outcome === 'unsupported' && options.ioengine === 'io_uring') return;
    expect(vfload.outcome, vfload.reason?.message).toBe('measured');
    expect(vfload.issued).toBe(512);
    expect(vfload.achieved.bytes).toBe(512 * 512);
  });

  test.each(cases)('$ioengine $rw: told what is wrong where they have 4096', async (options) => {
    const { vfload } = await measure(4096, options);
    if (vfload.outcome === 'unsupported' && options.ioengine === 'io_uring') return;
    // Direct I/O works there, in other blocks: a mistake in what was asked, and not something that the disk lacks.
    expect(vfload).toMatchObject({
      outcome: 'failed',
      reason: {
        kind: 'usage',
        errnoName: 'EINVAL',
        cause: expect.stringMatching(/logical block size/) as string,
        remedy: expect.stringMatching(/--bs/) as string,
      },
    });
  });
});
