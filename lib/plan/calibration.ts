import { type EngineShape, engineShape, isSameShape, loopShape } from '../options/engine-shape.ts';
import type { PlannedRun } from './plan.ts';

/** What is calibrated for these runs: the loop alone first, then each engine, each in the shape that the runs have. */
export function calibrationShapes(runs: readonly PlannedRun[]): EngineShape[] {
  const engines = runs.flatMap(({ jobs }) => jobs.map((job) => engineShape(job)));
  const shapes = [...engines.map(loopShape), ...engines];
  return shapes.filter((shape, index) => shapes.findIndex((other) => isSameShape(shape, other)) === index);
}
