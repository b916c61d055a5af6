import { expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import { directoryForEachTest } from './measured-directory.ts';

const measured = directoryForEachTest();

test.each([
  [true, ['dropped', 'per-file']],
  [false, ['warm']],
] as const)('with invalidate %s caches are one of %s', async (invalidate, expected) => {
  const { directory, journal: output } = measured;
  const { repeats } = await run({ directory, output, rw: 'randread', size: '64k', invalidate });
  expect(expected).toContain(repeats[0]?.result.vfload.caches);
});
