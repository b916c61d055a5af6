/** What the calibration at the start of a suite found out about the generator itself. */
import { type EngineShape, isSameShape } from '../options/engine-shape.ts';
import type { EngineCost } from '../stats/own-share.ts';

/** An engine in one shape: its cost, or why it could not be told, as the end of a sentence. */
export type CalibratedEngine = EngineShape & (EngineCost | { reason: string });

export interface Calibration {
  /** Type of the file system that the resident block was on; undefined where there was none. */
  fileSystem: string | undefined;
  engines: readonly CalibratedEngine[];
}

/**
 * What engines of this shape cost on a file system of this type.
 *
 * @param fileSystem - that is measured. What kernel workers do for io_uring on tmpfs tells nothing about another file system.
 */
export function costOf(
  calibration: Calibration,
  shape: EngineShape,
  fileSystem: string | undefined,
): { nsPerIo: number } | { reason: string } {
  const found = calibration.engines.find((engine) => isSameShape(engine, shape));
  if (found === undefined) return { reason: `${shape.ioengine} was not calibrated` };
  if ('reason' in found || !found.waits || fileSystem === calibration.fileSystem) return found;
  const where = calibration.fileSystem ?? 'the file system';
  return {
    reason: `${shape.ioengine} was calibrated on ${where}, where kernel workers do its I/O`,
  };
}
