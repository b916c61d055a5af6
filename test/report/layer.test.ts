import { expect, test } from 'vitest';
import { probableLayer } from '../../lib/report/layer.ts';

test.each([
  [900, 800, 'guest memory'],
  [8_000, 100, 'guest memory'],
  [20_000, 19_000, 'guest memory'],
  [20_000, 6_000, "the host's cache"],
  [41_000, 9_000, "the host's cache"],
  [41_000, 41_000, "the host's cache"],
  [120_000, 9_000, 'the device'],
  [8_000_000, 9_000, 'the device'],
])('an I/O of %i ns with %i ns of CPU time was answered by %s', (serviceNs, cpuNs, layer) => {
  expect(probableLayer(serviceNs, cpuNs)).toBe(layer);
});
