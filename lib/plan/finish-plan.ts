import { deepFreeze } from '../options/deep-freeze.ts';
import type { VfloadOptions } from '../options/vfload-options.ts';
import { calibrationShapes } from './calibration.ts';
import { estimateCalibrationMs, estimateRunMs } from './estimate.ts';
import { filesNeeded } from './files.ts';
import type { PlanDesign } from './design.ts';
import { planOrder } from './order.ts';
import { planHash } from './plan-hash.ts';
import type { Configuration, Plan, PlannedFile, PlannedRun } from './plan.ts';

/** What is decided of a plan; the rest follows. */
export interface PlanParts {
  settings: VfloadOptions;
  configurations: readonly Configuration[];
  runs: readonly PlannedRun[];
  /** Indices of runs in the order of execution. */
  execution: readonly number[];
  repeats: number;
  calibrate: boolean;
  design: PlanDesign;
  until?: Plan['until'];
}

/**
 * The same plan in the order of another seed: that of the journal that is continued.
 *
 * @param seed - undefined: as it is
 */
export function withOrderSeed(plan: Plan, seed: number | undefined): Plan {
  if (seed === undefined || plan.design.seed === undefined || seed === plan.design.seed) return plan;
  const design = { ...plan.design, seed };
  const { execution, repeats } = plan;
  const configurations = plan.configurations.length;
  return deepFreeze({ ...plan, design, order: planOrder(design, { configurations, execution }, repeats) });
}

/** A file of which parts are no data yet is faster or slower than it will be, depending on who was there before. */
function fullyWritten(files: readonly PlannedFile[]): PlannedFile[] {
  return files.map((file) => ({ ...file, content: 'written' }));
}

/** The plan with all that follows from its parts, frozen. */
export function finishPlan(parts: PlanParts): Plan {
  const { settings, configurations, runs, execution, repeats, design } = parts;
  const calibration = parts.calibrate ? calibrationShapes(runs) : [];
  const { preset, fioCompat } = settings;
  const onceMs = runs.reduce((sum, run) => sum + estimateRunMs(run), 0);
  return deepFreeze({
    preset,
    configurations,
    runs,
    repeats,
    design,
    ...(parts.until === undefined ? {} : { until: parts.until }),
    execution,
    order: planOrder(design, { configurations: configurations.length, execution }, repeats),
    fioCompat,
    hash: planHash({ configurations, runs, repeats, fioCompat, design }),
    files:
      design.order === 'split-plot' && !design.asPublished
        ? fullyWritten(filesNeeded(runs))
        : filesNeeded(runs),
    calibration,
    estimatedMs: estimateCalibrationMs(calibration) + onceMs * repeats * configurations.length,
  });
}
