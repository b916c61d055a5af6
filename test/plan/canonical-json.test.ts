import { expect, test } from 'vitest';
import { canonicalJson } from '../../lib/plan/canonical-json.ts';

test.each([
  [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
  [{ a: { d: 1n, c: undefined } }, '{"a":{"d":1}}'],
  ['ä"', '"ä\\""'],
])('%o is %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
