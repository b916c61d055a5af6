import { expect, test } from 'vitest';
import { engineFacts } from '../../lib/options/engine-facts.ts';
import { addon } from './supervised-work.ts';

test('what the options know of engines is what the addon has', () => {
  const known = Object.entries(engineFacts)
    .map(([name, { synchronous, touches }]) => ({
      name,
      synchronous,
      needsWrittenFile: touches === 'mapping',
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const had = addon.engines().sort((a, b) => a.name.localeCompare(b.name));
  expect(
    had.map(({ name, synchronous, needsWrittenFile }) => ({ name, synchronous, needsWrittenFile })),
  ).toEqual(known);
});
