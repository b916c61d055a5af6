/** Options for zones, which vfload does not know. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noZones = 'vfload does not divide files into zones';
const noZonedDevices = 'vfload measures files, not zoned block devices';

export const unsupportedZonesOptions: UnsupportedTable = {
  zonemode: {
    kind: 'enum',
    choices: ['none', 'strided', 'zbd'],
    default: 'none',
    help: 'Work zone by zone',
    reason: noZones,
  },
  zonesize: {
    kind: 'size',
    unit: 'bytes',
    default: '0',
    help: 'Bytes that are worked on in a zone',
    reason: noZones,
  },
  zonerange: {
    kind: 'size',
    unit: 'bytes',
    default: '0',
    help: 'Size of a zone',
    reason: noZones,
  },
  zoneskip: {
    kind: 'size',
    unit: 'bytes',
    default: '0',
    help: 'Bytes from one zone to the next',
    reason: noZones,
  },
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
