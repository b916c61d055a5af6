/**
 * Measures the generator itself before the first repeat: the loop alone, and each engine on one resident block in a
 * directory of vfload's own. Whatever goes wrong leaves an engine uncalibrated, and never ends a suite.
 */
import { completeJob } from '../options/complete-job.ts';
import type { EngineShape } from '../options/engine-shape.ts';
import type { JobOptions } from '../options/job-options.ts';
import { calibrationRampMs, calibrationRuntimeMs, estimateCalibrationMs } from '../plan/estimate.ts';
import type { Plan } from '../plan/plan.ts';
import type { CalibratedEngine, Calibration } from '../result/calibration.ts';
import type { JobStatistics } from '../stats/job-statistics.ts';
import { type EngineCost, engineCost } from '../stats/own-share.ts';
import { type OwnDirectoryRequest, openOwnDirectory, removeOwnDirectory } from './calibration-directory.ts';
import { type Uncalibrated, attempt, reasonOf } from './calibration-reason.ts';
import { layOut } from './layout.ts';
import { toNativeRun } from './native-job.ts';
import { judge } from './outcome.ts';
import type { Place } from './place.ts';
import type { Emit } from './running.ts';
import { startWork } from './start-work.ts';
import { awaitWork } from './work.ts';

export interface CalibrationRequest extends OwnDirectoryRequest {
  plan: Pick<Plan, 'calibration'>;
  emit: Emit;
}

const blockName = 'vfload-block';

/** The block is written beside the journal, and half a second has to hold thousands of its copies. */
const mostBlockBytes = 1024 * 1024;

/** @returns the cost of each shape of the plan, or why it is not known. An abort ends it early. */
export async function calibrate(request: CalibrationRequest): Promise<Calibration> {
  const { calibration: shapes } = request.plan;
  const opened = await openOwnDirectory(request);
  if ('reason' in opened) {
    return { fileSystem: undefined, engines: shapes.map((shape) => ({ ...shape, reason: opened.reason })) };
  }
  const { place } = opened;
  try {
    const engines = await calibrateIn(request, place);
    return { fileSystem: place.mount?.type, engines };
  } finally {
    await removeOwnDirectory(place);
  }
}

async function calibrateIn(request: CalibrationRequest, place: Place): Promise<CalibratedEngine[]> {
  const { calibration: shapes } = request.plan;
  const noBlock = await attempt(() => layOutBlock(request, place));
  const engines: CalibratedEngine[] = [];
  for (const [index, shape] of shapes.entries()) {
    tell(request, index);
    const obstacle = shape.ioengine === 'null' ? undefined : (tooLarge(shape) ?? noBlock);
    engines.push({ ...shape, ...(obstacle ?? (await attempt(() => runOnBlock(request, place, shape)))) });
  }
  return engines;
}

function tooLarge({ bs }: EngineShape): Uncalibrated | undefined {
  if (bs <= mostBlockBytes) return undefined;
  return { reason: 'blocks above 1 MiB are not calibrated: their copy is the price, and not the generator' };
}

function tell({ plan, emit }: CalibrationRequest, index: number): void {
  const shape = plan.calibration[index];
  if (shape === undefined) return;
  emit({
    type: 'calibrating',
    ioengine: shape.ioengine,
    iodepth: shape.iodepth,
    fraction: index / plan.calibration.length,
    etaMs: estimateCalibrationMs(plan.calibration.slice(index)),
  });
}

/** @throws VfloadError where nothing could be started */
async function layOutBlock(request: CalibrationRequest, place: Place): Promise<Uncalibrated | undefined> {
  const sizes = request.plan.calibration.filter((shape) => tooLarge(shape) === undefined).map(({ bs }) => bs);
  const sizeBytes = Math.max(0, ...sizes);
  if (sizeBytes === 0) return undefined;
  const { verdict } = await layOut({
    ...{ addon: request.addon, limits: request.limits, signal: request.signal, place },
    files: [
      {
        filename: blockName,
        sizeBytes,
        content: 'written',
        forWriting: false,
        zeros: false,
        fallocate: 'native',
        createFsync: true,
      },
    ],
    allowOverwrite: false,
    onProgress: () => undefined,
  });
  return verdict.outcome === 'measured' ? undefined : reasonOf(verdict);
}

/** @throws VfloadError where nothing could be started */
async function runOnBlock(
  request: CalibrationRequest,
  place: Place,
  shape: EngineShape,
): Promise<EngineCost | Uncalibrated> {
  const { addon, limits, signal } = request;
  if (signal?.aborted === true) return { reason: 'interrupted' };
  const { jobs } = toNativeRun({ jobs: [calibrationJob(shape)], firstJobNumber: 1 }, 'current');
  const work = startWork(() => addon.run(place.session.native, { jobs, limits }));
  const ended = await awaitWork(work, { limits, signal, kind: 'jobs' });
  const verdict = await judge(ended, jobs, place.circumstances('running'));
  if (verdict.outcome !== 'measured') return reasonOf(verdict);
  const statistics = ended.end.children[0]?.statistics;
  const cost = statistics === undefined ? undefined : costOfRun(statistics);
  return cost ?? { reason: 'no I/O was completed' };
}

function costOfRun({ read, resources }: JobStatistics): EngineCost | undefined {
  return engineCost({
    runtimeNs: read.runtimeNs,
    ios: read.completed,
    cpuNs: 1000 * (resources.userUs + resources.systemUs),
    sleeps: resources.voluntarySwitches,
  });
}

/** Sequential reads: the least that an engine can do. From the ramp on the block is in the cache, without `invalidate` to stay. */
function calibrationJob({ ioengine, bs, iodepth }: EngineShape): JobOptions {
  const options = {
    ...{ name: 'calibration', filename: blockName, ioengine, rw: 'read', bs: String(bs), size: String(bs) },
    ...{
      iodepth: String(iodepth),
      ramp_time: `${String(calibrationRampMs)}ms`,
      runtime: `${String(calibrationRuntimeMs)}ms`,
      time_based: '1',
      invalidate: '0',
    },
  };
  const raw = Object.entries(options).map(([name, value]) => ({ name, value, origin: 'Calibration' }));
  return completeJob(raw);
}
