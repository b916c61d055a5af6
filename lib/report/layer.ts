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
 * Where a study has looked at the page cache before and after, that says how many reads it answered, and overrules the guess.
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

/**
 * The share of a cell's random reads that found their page in the guest's page cache, from how much more of the files it held after
 * the run than before: what it has more was missed once.
 *
 * @returns undefined where nobody looked, where writes filled it too, or where the cache took no part (O_DIRECT, DAX, cache=none)
 */
export function pageCacheShare(cell: Cell): number | undefined {
  const { rw, direct } = requested(cell);
  if (rw !== 'randread' || direct === true) return undefined;
  let missedBytes = 0;
  let readBytes = 0;
  for (const { result } of cell.measured) {
    const { residency } = result.vfload;
    const cached = (files: readonly { cachedBytes: number }[]): number =>
      files.reduce((sum, { cachedBytes }) => sum + cachedBytes, 0);
    if (residency === undefined || cached(residency.after) === 0) return undefined;
    missedBytes += Math.max(0, cached(residency.after) - cached(residency.before));
    readBytes += result.vfload.achieved.bytes;
  }
  return readBytes === 0 ? undefined : 1 - Math.min(1, missedBytes / readBytes);
}

/** What was seen of the page cache overrules what the latency makes likely. */
function layerOf(serviceNs: number, cpuPerIoNs: number | undefined, cachedShare: number | undefined): Layer {
  const likely = probableLayer(serviceNs, cpuPerIoNs);
  if (cachedShare === undefined) return likely;
  if (cachedShare >= 0.5) return 'guest memory';
  return likely === 'guest memory' ? "the host's cache" : likely;
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
): { layer: Layer; run: string; serviceNs: number; cachedShare: number | undefined } | undefined {
  const readers = cells.filter(readsAtRandom).sort((a, b) => eloquence(b) - eloquence(a));
  for (const cell of readers) {
    const side = cell.directions.find(({ direction }) => direction === 'read');
    const serviceNs = side === undefined ? undefined : serviceTimeNs(cell, side);
    if (serviceNs !== undefined) {
      const cachedShare = pageCacheShare(cell);
      const layer = layerOf(serviceNs, cell.cpuPerIoNs, cachedShare);
      return { layer, run: cell.run, serviceNs, cachedShare };
    }
  }
  return undefined;
}
