/** fio's disk_util: what the block device below a file did during a run (fio-semantics 4.7). */
import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FioDisk } from './fio-document.ts';
import { fioDialect, type FioCompat } from './fio-version.ts';
import { readSystemFile } from './system-files.ts';

/** A device's counters at one moment (the kernel's Documentation/block/stat). */
export interface DiskCounters {
  name: string;
  /** Monotonic time of the reading, ms. */
  readAtMs: number;
  readIos: number;
  readMerges: number;
  readSectors: number;
  readTicksMs: number;
  writeIos: number;
  writeMerges: number;
  writeSectors: number;
  writeTicksMs: number;
  /** Time with anything in flight. */
  busyMs: number;
  inQueueMs: number;
}

/** Counters out of a device's `stat` file; undefined for text of another form. */
export function parseDiskStat(name: string, text: string, readAtMs: number): DiskCounters | undefined {
  const fields = text.trim().split(/\s+/).map(Number);
  if (fields.length < 11 || fields.some((value) => !Number.isFinite(value))) return undefined;
  const at = (index: number): number => fields[index] ?? 0;
  return {
    name,
    readAtMs,
    readIos: at(0),
    readMerges: at(1),
    readSectors: at(2),
    readTicksMs: at(3),
    writeIos: at(4),
    writeMerges: at(5),
    writeSectors: at(6),
    writeTicksMs: at(7),
    busyMs: at(9),
    inQueueMs: at(10),
  };
}

/** A device's directory in /sys; of a partition that of the whole disk, which is what fio reports. */
function deviceDirectory(device: { major: number; minor: number }): string | undefined {
  try {
    const directory = realpathSync(`/sys/dev/block/${device.major.toString()}:${device.minor.toString()}`);
    return readSystemFile(`${directory}/partition`) === undefined ? directory : dirname(directory);
  } catch {
    return undefined;
  }
}

/**
 * Counters of the disk that holds files of this device number, now. undefined: no device (tmpfs, virtiofs, 9p, overlay);
 * results then have no `disk_util`, as fio's.
 */
export function readDiskCounters(device: { major: number; minor: number }): DiskCounters | undefined {
  const directory = deviceDirectory(device);
  const text = directory === undefined ? undefined : readSystemFile(`${directory}/stat`);
  if (directory === undefined || text === undefined) return undefined;
  return parseDiskStat(basename(directory), text, performance.now());
}

/** fio's entry of what a disk did between two readings. */
export function diskUtil(before: DiskCounters, after: DiskCounters, compat: FioCompat): FioDisk {
  const elapsedMs = after.readAtMs - before.readAtMs;
  const busy = (100 * (after.busyMs - before.busyMs)) / elapsedMs;
  const sectors = {
    read_sectors: after.readSectors - before.readSectors,
    write_sectors: after.writeSectors - before.writeSectors,
  };
  return {
    name: after.name,
    read_ios: after.readIos - before.readIos,
    write_ios: after.writeIos - before.writeIos,
    ...(fioDialect(compat).laterKeys ? sectors : {}),
    read_merges: after.readMerges - before.readMerges,
    write_merges: after.writeMerges - before.writeMerges,
    read_ticks: after.readTicksMs - before.readTicksMs,
    write_ticks: after.writeTicksMs - before.writeTicksMs,
    in_queue: after.inQueueMs - before.inQueueMs,
    util: elapsedMs > 0 ? Math.min(100, busy) : 0,
  };
}
