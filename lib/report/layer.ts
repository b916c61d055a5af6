/**
 * Which layer probably answered the random reads of a configuration. A guess from three facts, told as such:
 *
 * - An I/O that the guest's kernel answers from memory is a system call and a copy: a few µs, all of it CPU
 *   time of the job. A page-cache hit and an access through a DAX window look alike.
 * - An I/O that goes to the host waits: for a notification, the host's daemon, an interrupt. That takes some
 *   20 to 60 µs (the study: 40 µs with cache=none, psync) even if the host has the data in memory, and the
 *   job's CPU is idle meanwhile.
 * - A flash device adds 60 µs and more to that, a disk milliseconds.
 *
 * With I/Os in flight at the same time, latency includes their queue; it is divided by the depth that was
 * achieved.
 */
import type { VfloadMember } from '../result/vfload-member.ts';
import type { Cell, CellDirection } from './cell.ts';

export type Layer = 'guest memory' | "the host's cache" | 'the device';

/** Up to here an I/O did not leave the guest. */
const guestMemoryNs = 8_000;
/** Up to here it may have stayed there if most of the time was CPU time, as of faults in a nested guest. */
const busyGuestMemoryNs = 25_000;
const busyShare = 0.8;
/** Up to here no device was asked. */
const hostCacheNs = 80_000;

/** Time that an I/O takes, its queue taken out, ns; undefined without percentiles. */
function serviceTimeNs(cell: Cell, side: CellDirection): number | undefined {
  if (side.clatP50Ns === undefined) return undefined;
  const depths = cell.measured.map(({ result }) => result.vfload.achieved.depth);
  const depth = depths.reduce((sum, value) => sum + value, 0) / Math.max(1, depths.length);
  // Where a submission blocks, as of buffered reads by libaio, the I/O is in slat.
  return (side.clatP50Ns + side.slatMeanNs) / Math.max(1, depth);
}

/** The layer that a median latency and the CPU time of an I/O speak for. */
export function probableLayer(serviceNs: number, cpuPerIoNs: number | undefined): Layer {
  if (serviceNs <= guestMemoryNs) return 'guest memory';
  if (serviceNs <= busyGuestMemoryNs && (cpuPerIoNs ?? 0) >= busyShare * serviceNs) return 'guest memory';
  return serviceNs <= hostCacheNs ? "the host's cache" : 'the device';
}

function requested(cell: Cell): Partial<VfloadMember['requested']> {
  return cell.repeats[0]?.result.vfload.requested ?? {};
}

/** @returns whether reads of this cell were measured. */
export function hasReads(cell: Cell): boolean {
  return cell.directions.some((side) => side.direction === 'read');
}

/** Sequential reads find in memory what was read ahead, whoever it came from: only random ones tell. */
function readsAtRandom(cell: Cell): boolean {
  const { rw } = requested(cell);
  return hasReads(cell) && (rw === 'randread' || rw === 'randrw');
}

/** Cells that tell most come first: no writes in between; psync has no queue, one job no neighbours. */
function eloquence(cell: Cell): number {
  const { rw, ioengine, jobs } = requested(cell);
  return (rw === 'randread' ? 4 : 0) + (ioengine === 'psync' ? 2 : 0) + (jobs === 1 ? 1 : 0);
}

/** The guess for one configuration, and what it is built on; undefined if nothing was read at random. */
export function answeringLayer(
  cells: readonly Cell[],
): { layer: Layer; run: string; serviceNs: number } | undefined {
  const readers = cells.filter(readsAtRandom).sort((a, b) => eloquence(b) - eloquence(a));
  for (const cell of readers) {
    const side = cell.directions.find(({ direction }) => direction === 'read');
    const serviceNs = side === undefined ? undefined : serviceTimeNs(cell, side);
    if (serviceNs !== undefined) {
      return { layer: probableLayer(serviceNs, cell.cpuPerIoNs), run: cell.run, serviceNs };
    }
  }
  return undefined;
}
