/** Options that pace jobs by their latencies or by each other, which vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noLatencyTarget = 'vfload does not look for the depth that keeps to a latency';

export const unsupportedRateOptions: UnsupportedTable = {
  latency_target: {
    kind: 'duration',
    unit: 'us',
    bareUnit: 'us',
    help: 'Look for the largest depth with this latency',
    reason: noLatencyTarget,
  },
  latency_window: {
    kind: 'duration',
    unit: 'us',
    bareUnit: 'us',
    help: 'How long each depth is tried',
    reason: noLatencyTarget,
  },
  latency_percentile: {
    kind: 'decimals',
    most: 1,
    default: '100',
    min: 0,
    max: 100,
    help: 'Share of I/Os that has to keep to it',
    reason: noLatencyTarget,
  },
  latency_run: {
    kind: 'bool',
    default: '0',
    help: 'Go on looking when a depth was found',
    reason: noLatencyTarget,
  },
};
