import { deepFreeze } from '../options/deep-freeze.ts';
import type { VfloadOptions } from '../options/vfload-options.ts';
import { calibrationShapes } from './calibration.ts';
import { estimateCalibrationMs, estimateRunMs } from './estimate.ts';
import { filesNeeded } from './files.ts';
import { planOrder } from './order.ts';
import { planHash } from './plan-hash.ts';
import type { Configuration, Plan, PlannedRun } from './plan.ts';

/** What is decided of a plan; the rest follows. */
export interface PlanParts {
  settings: VfloadOptions;
  configurations: readonly Configuration[];
  runs: readonly PlannedRun[];
  /** Indices of runs in the order of execution. */
  execution: readonly number[];
  repeats: number;
  calibrate: boolean;
}

/** The plan with all that follows from its parts, frozen. */
export function finishPlan(parts: PlanParts): Plan {
  const { settings, configurations, runs, repeats } = parts;
  const calibration = parts.calibrate ? calibrationShapes(runs) : [];
  const { preset, fioCompat } = settings;
  const onceMs = runs.reduce((sum, run) => sum + estimateRunMs(run), 0);
  return deepFreeze({
    preset,
    configurations,
    runs,
    repeats,
    order: planOrder(configurations.length, parts.execution, repeats),
    fioCompat,
    hash: planHash({ configurations, runs, repeats, fioCompat }),
    files: filesNeeded(runs),
    calibration,
    estimatedMs: estimateCalibrationMs(calibration) + onceMs * repeats * configurations.length,
  });
}
