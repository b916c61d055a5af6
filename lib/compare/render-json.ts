/** A comparison as JSON: everything that the other forms say, in numbers. */
import type { Comparison, Family } from './compare.ts';
import type { ComparedCell } from './compared-cell.ts';
import { comparisonNotes, familyNotes } from './notes.ts';
import type { CompareRequest } from './request.ts';

/** One document; what is not known is absent. */
export function jsonComparison(comparisons: readonly Comparison[], request: CompareRequest): string {
  const { adjustment, equivalence } = request;
  const document = comparisons.map((comparison) => ({
    reference: comparison.reference,
    other: comparison.other,
    tools: comparison.tools,
    tool_difference: comparison.isOfTools,
    adjustment,
    equivalence,
    families: comparison.families.map((family) => familyJson(family, comparison)),
    not_comparable: comparison.notComparable,
    generator_bound: comparison.generatorBound,
    shared_figures: comparison.shared,
    warnings: comparison.settingWarnings.map(({ text, names }) => ({ text, runs: names })),
    notes: comparisonNotes(comparison),
  }));
  return `${JSON.stringify({ comparisons: document }, undefined, 2)}\n`;
}

function familyJson(family: Family, comparison: Comparison) {
  return {
    metric: family.metric,
    size: family.size,
    cells: family.cells.map(cellJson),
    order: family.order.map(({ source, drift, isDrifting, warmUps }) => ({
      source,
      ...(drift === undefined
        ? {}
        : { drift: { factor: drift.factor, p: drift.p, cells: drift.cells, is_drifting: isDrifting } }),
      warm_ups: warmUps.map(({ name, adjustedP }) => ({ run: name, adjusted_p: adjustedP })),
    })),
    notes: familyNotes(family, comparison),
  };
}

function cellJson(cell: ComparedCell) {
  const { judgement, estimate, rankTest, bootstrapInterval } = cell;
  return {
    name: cell.name,
    run: cell.run,
    job: cell.job,
    direction: cell.direction,
    verdict: cell.verdict,
    no_verdict: cell.noVerdict,
    ratio: cell.ratio,
    interval: judgement?.interval,
    p: judgement?.p,
    adjusted_p: judgement?.adjustedP,
    adjusted_equivalence_p: judgement?.adjustedEquivalenceP,
    unit: estimate?.unit,
    counts: estimate?.counts,
    one_session: estimate?.isOneSession,
    detectable_difference: cell.detectable,
    mann_whitney: rankTest && { u: rankTest.u, p: rankTest.p, exact: rankTest.isExact },
    bootstrap_interval: bootstrapInterval,
    reference: sideJson(cell.reference),
    other: sideJson(cell.other),
  };
}

function sideJson(side: ComparedCell['reference']) {
  return {
    repeats: side.repeats,
    sessions: side.sessions,
    value: side.value,
    log_deviation: side.deviation,
    short: side.isShort,
    generator_bound: side.isGeneratorBound,
    left_out: side.left,
    generator: side.generator && {
      user_ns_per_io: side.generator.userNsPerIo,
      system_ns_per_io: side.generator.systemNsPerIo,
    },
  };
}
