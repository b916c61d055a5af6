/** The generators of plans draw what the addon's draw: both are held to the same file. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { taus258, taus88 } from '../../lib/plan/tausworthe.ts';

const generators: Readonly<Record<string, (seed: bigint) => () => bigint>> = { taus88, taus258 };

const known = readFileSync(path.join(import.meta.dirname, '../known-draws.txt'), 'utf8')
  .split('\n')
  .filter((line) => /^\w/.test(line))
  .map((line) => line.split(' '));

test('each generator has known draws', () => {
  expect(new Set(known.map(([name]) => name))).toEqual(new Set(Object.keys(generators)));
});

test.each(known)('%s seeded with %s draws what is known of it', (name = '', seed = '', ...draws) => {
  const next = generators[name]?.(BigInt(seed));
  expect(draws.map(() => String(next?.()))).toEqual(draws);
});
