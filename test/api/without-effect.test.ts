import { expect, it } from 'vitest';
import { run } from '../../lib/index.ts';
import { directoryForEachTest } from './measured-directory.ts';

const measured = directoryForEachTest();

it('says of an option without effect that it has none: as it starts, and in the result', async () => {
  const { directory, journal: output } = measured;
  const running = run({ directory, output, rw: 'write', size: '64k', unique_filename: 0 });
  const notices: string[] = [];
  for await (const event of running) if (event.type === 'notice') notices.push(event.message);
  expect(notices).toContain('Option unique_filename has no effect: vfload is not driven over the network.');
  const { repeats } = await running;
  expect(repeats[0]?.result.vfload.warnings).toContainEqual({
    code: 'without-effect',
    message: 'unique_filename has no effect: vfload is not driven over the network',
  });
  expect(repeats[0]?.result.jobs[0]?.['job options']).toHaveProperty('unique_filename', '0');
});
