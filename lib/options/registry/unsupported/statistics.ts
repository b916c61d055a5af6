/** Options for what is measured and reported that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

export const unsupportedStatisticsOptions: UnsupportedTable = {
  unit_base: {
    kind: 'enum',
    choices: ['0', '8', '1'],
    help: "Whether fio's text for people counts bytes (8) or bits (1)",
    reason: 'vfload reports bytes, not bits',
  },
};
