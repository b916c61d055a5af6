/** Whether a study's values drift with the order in which they were measured. */
import { type Estimate, twoSidedP } from './estimate.ts';
import { groupBy } from './group-by.ts';

export interface OrderedValue {
  /** What is measured: values of a cell differ by chance and drift only. */
  cell: string;
  /** Its place in the order of execution. */
  position: number;
  /** Logarithm. */
  value: number;
}

export interface Drift {
  /** Per place in the order, of logarithms. */
  slope: Estimate;
  /** From the first place to the last: 1.05 is a rise by 5 %. */
  factor: number;
  /** That there is no drift. */
  p: number;
  cells: number;
  values: number;
}

/**
 * One slope for all cells, each with a level of its own: of the residuals from the cells' means over the run order, by least squares
 * (analysis of covariance). A cell has too few values to tell drift from chance; together they have enough.
 *
 * @returns undefined where there is nothing to tell it from: no cell with values at different places, or no value to spare
 */
export function driftOf(ordered: readonly OrderedValue[]): Drift | undefined {
  const cells = [...groupBy(ordered, ({ cell }) => cell).values()].filter(({ length }) => length > 1);
  const residuals = cells.flatMap(residualsOf);
  const degreesOfFreedom = residuals.length - cells.length - 1;
  const spread = residuals.reduce((sum, { position }) => sum + position ** 2, 0);
  if (degreesOfFreedom < 1 || spread === 0) return undefined;
  const slope = residuals.reduce((sum, { position, value }) => sum + position * value, 0) / spread;
  const left = residuals.reduce((sum, { position, value }) => sum + (value - slope * position) ** 2, 0);
  const estimate: Estimate = {
    value: slope,
    standardError: Math.sqrt(left / degreesOfFreedom / spread),
    degreesOfFreedom,
  };
  const positions = cells.flat().map(({ position }) => position);
  const length =
    positions.reduce((a, b) => Math.max(a, b), -Infinity) -
    positions.reduce((a, b) => Math.min(a, b), Infinity);
  return {
    slope: estimate,
    factor: Math.exp(slope * length),
    p: twoSidedP(estimate),
    cells: cells.length,
    values: residuals.length,
  };
}

function residualsOf(cell: readonly OrderedValue[]): { position: number; value: number }[] {
  const mean = (of: (value: OrderedValue) => number): number =>
    cell.reduce((sum, value) => sum + of(value), 0) / cell.length;
  const [position, value] = [mean((each) => each.position), mean((each) => each.value)];
  return cell.map((each) => ({ position: each.position - position, value: each.value - value }));
}
