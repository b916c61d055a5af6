/** The report in a few sentences: which configuration is ahead, where, and by how much. */
import { latency } from '../quantities.ts';
import { type ReportModel, type Row, throughputOf } from './model/model.ts';
import { meanRatio, type Ratio } from './model/ratio.ts';
import { counted, enumerated, ratioText, rowName, throughputText, times } from './texts.ts';

interface RatioAt {
  row: Row;
  ratio: Ratio;
}

function ratiosOf(model: ReportModel, index: number): RatioAt[] {
  return model.workloads
    .flatMap(({ rows }) => rows)
    .flatMap((row) => {
      const ratio = row.cells[index]?.ratio;
      return ratio === undefined ? [] : [{ row, ratio }];
    });
}

function placed({ row, ratio }: RatioAt): string {
  return `${rowName(row)} with ${ratioText(ratio)}`;
}

/** `faster in 18, slower in 2, undecided in 4`; in the order of the list. */
function verdictCounts(ratios: readonly RatioAt[]): string {
  const words = ['faster', 'slower', 'same', 'undecided', 'short', 'tool difference'];
  return words
    .flatMap((word) => {
      const count = ratios.filter(({ ratio }) => (ratio.verdict ?? ratio.withoutVerdict) === word).length;
      return count === 0 ? [] : [`${word} in ${count === ratios.length ? `all ${count}` : count}`];
    })
    .join(', ');
}

/** One configuration beside the reference. */
export interface Comparison {
  name: string;
  /** Geometric mean of its ratios. */
  mean: number;
  rows: number;
  /** `faster in 18, slower in 2`; or why there are no verdicts. */
  verdicts: string;
  /** Where it is highest and lowest, with intervals; the same for a single row. */
  most: string;
  least: string;
}

/** Of each configuration but the reference that has a run in common with it. */
export function comparisons(model: ReportModel): Comparison[] {
  return model.configurations.flatMap(({ name }, index) => {
    const ratios = ratiosOf(model, index).sort((a, b) => b.ratio.value - a.ratio.value);
    const mean = meanRatio(ratios.map(({ ratio }) => ratio));
    const [most] = ratios;
    const least = ratios.at(-1);
    if (mean === undefined || most === undefined || least === undefined) return [];
    const verdicts = verdictCounts(ratios);
    return [
      {
        ...{ name, mean, rows: ratios.length, most: placed(most), least: placed(least) },
        verdicts: verdicts === '' ? 'single repeats, of which there is no verdict' : verdicts,
      },
    ];
  });
}

/** The configuration that is ahead of all, or the only one there is beside the reference. */
function leading(model: ReportModel): string[] {
  const reference = model.configurations[0]?.name ?? '';
  const all = comparisons(model);
  const [first] = all;
  if (first === undefined) return ['No two configurations have a measured run in common.'];
  const best = all.reduce((most, each) => (each.mean > most.mean ? each : most), first);
  if (all.length > 1 && best.mean <= 1) {
    return [`None of the ${all.length} has a higher throughput than ${reference} over all rows in common.`];
  }
  const head = `${best.name} has ${times(best.mean)} the throughput of ${reference} over ${counted(best.rows, 'row')}`;
  if (all.length > 1) return [`${head}, the most of all: ${best.verdicts}.`];
  const ends = best.most === best.least ? [] : [`It is highest in ${best.most}, lowest in ${best.least}.`];
  return [`${head}: ${best.verdicts}.`, ...ends];
}

/** Which configuration comes out on top in each workload. */
export function leaders(model: ReportModel): { title: string; text: string }[] {
  return model.workloads.flatMap(({ title, rows }) => {
    const led = rows.filter(({ best }) => best !== undefined);
    if (led.length === 0) return [];
    const told = model.configurations.flatMap(({ name }, index) => {
      const own = led.filter(({ best }) => best === index);
      if (own.length === 0) return [];
      const where =
        led.length === 1
          ? 'in its only row'
          : `in ${own.length === led.length ? 'all ' : `${own.length} of `}${counted(led.length, 'row')}`;
      const ratios = own.flatMap((row) => row.cells[index]?.ratio?.value ?? []);
      if (ratios.length === 0) return [`${name} has the highest mean ${where}`];
      const [low, high] = [times(Math.min(...ratios)), times(Math.max(...ratios))];
      const by = low === high ? low : `${low} to ${high}`;
      return [`${name} has the highest mean ${where}, ${by} that of ${model.configurations[0]?.name ?? ''}`];
    });
    return [{ title, text: told.join('; ') }];
  });
}

/** Of a single configuration there is nothing to compare: its extremes, where they differ in the digits shown. */
function extremes(model: ReportModel): string[] {
  const cells = model.workloads
    .flatMap(({ rows }) => rows)
    .flatMap((row) => row.cells.flatMap(({ cell }) => (cell === undefined ? [] : [{ row, cell }])))
    .filter(({ cell }) => (throughputOf(cell) ?? 0) > 0)
    .sort((a, b) => (throughputOf(b.cell) ?? 0) - (throughputOf(a.cell) ?? 0));
  const [best] = cells;
  const worst = cells.at(-1);
  if (best === undefined || worst === undefined) return ['Nothing was measured.'];
  const told = (at: typeof best): string => `${rowName(at.row)} with ${throughputText(at.cell)}`;
  if (best !== worst && throughputText(best.cell) === throughputText(worst.cell)) return [];
  return best === worst
    ? [`Measured was ${told(best)}.`]
    : [`Highest is ${told(best)}, lowest ${told(worst)}.`];
}

/** By layer, which several configurations may have in common. */
function answering(model: ReportModel): string[] {
  const byLayer = new Map<string, string[]>();
  for (const { label, layer } of model.facts.flatMap(({ configurations }) => configurations)) {
    if (layer === undefined) continue;
    const told = `${label} (${latency(layer.serviceNs)} an I/O)`;
    byLayer.set(layer.layer, [...(byLayer.get(layer.layer) ?? []), told]);
  }
  if (byLayer.size === 0) return [];
  const layers = [...byLayer].map(([layer, told]) => `by ${layer} on ${enumerated(told)}`);
  return [`Random reads were probably answered ${layers.join('; ')}.`];
}

function missing(model: ReportModel): string[] {
  return model.facts.flatMap(({ notMeasured, notRun }) => {
    const told = notMeasured.map(
      ({ outcome, name, cells }) => `${counted(cells.length, 'cell')} ${outcome} (${name})`,
    );
    if (notRun.length > 0) told.push(`${counted(notRun.length, 'cell')} not run`);
    return told.length === 0 ? [] : [`Not measured: ${enumerated(told)}.`];
  });
}

/** The sentences, the most important first. */
export function findings(model: ReportModel): string[] {
  const compared = model.configurations.length > 1 ? leading(model) : extremes(model);
  return [
    ...compared,
    ...missing(model),
    ...answering(model),
    ...model.facts.flatMap(({ ownShare }) => ownShare),
  ];
}
