/** How `--help` and docs/options.md group options: their order and their headings. */
import type { OptionGroup } from './option-entry.ts';

export const groupTitles: Readonly<Record<OptionGroup, string>> = {
  vfload: 'Measuring',
  files: 'Files',
  io: 'I/O',
  engine: 'Engines',
  buffers: 'Buffers',
  rate: 'Rates and pauses',
  time: 'Time and jobs',
  verify: 'Verification',
  statistics: 'Statistics',
  logs: 'Logs',
  replay: 'Replay',
  zones: 'Zoned devices',
};
