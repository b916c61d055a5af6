/** Options for zones, which vfload does not know. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noZonedDevices = 'vfload measures files, not zoned block devices';

export const unsupportedZonesOptions: UnsupportedTable = {
  zonecapacity: {
    kind: 'size',
    unit: 'bytes',
    default: '0',
    help: 'Bytes of a zone that can be used',
    reason: noZonedDevices,
  },
  read_beyond_wp: {
    kind: 'bool',
    default: '0',
    help: 'Read where nothing was written yet',
    reason: noZonedDevices,
  },
  max_open_zones: {
    kind: 'int',
    default: '0',
    min: 0,
    max: 4096,
    help: 'Zones that are written to at the same time',
    reason: noZonedDevices,
  },
  job_max_open_zones: {
    kind: 'int',
    default: '0',
    min: 0,
    max: 4096,
    help: 'The same for each job',
    reason: noZonedDevices,
  },
  ignore_zone_limits: {
    kind: 'bool',
    default: '0',
    help: "Ignore the device's limit of open zones",
    reason: noZonedDevices,
  },
  zone_reset_threshold: {
    kind: 'decimals',
    most: 1,
    min: 0,
    max: 1,
    help: 'Share of written data above which zones are emptied',
    reason: noZonedDevices,
  },
  zone_reset_frequency: {
    kind: 'decimals',
    most: 1,
    min: 0,
    max: 1,
    help: 'Share of writes after which a zone is emptied',
    reason: noZonedDevices,
  },
};
