/** Throughput as bars, a table per workload: the bars are a column of it, so that the chart and its figures are one. */
import type { Cell } from '../model/cells.ts';
import { html, type Markup } from '../markup.ts';
import { type ReportModel, type Row, throughputOf, type Workload } from '../model/model.ts';
import { bandwidth, iops, latency, variation } from '../../quantities.ts';
import { rowName, throughputSpread, throughputText } from '../texts.ts';
import { configurationColors, type Section, swatch } from './section.ts';

/** Columns of the tables. */
const columnCount = 8;

function percent(share: number): string {
  return `${(100 * Math.max(0, Math.min(1, share))).toFixed(2)}%`;
}

/** From the interval's low end to its high end, as far as there is room: then it has no end. */
function whisker({ interval }: Cell, scale: number): Markup | undefined {
  if (interval === undefined) return undefined;
  const [low, high] = [interval.low, Math.min(interval.high, scale)];
  const open = interval.high > scale ? ' open' : '';
  return html`<span
    class="whisker${open}"
    style="left: ${percent(low / scale)}; width: ${percent((high - low) / scale)}"
  ></span>`;
}

function bar(cell: Cell, index: number, scale: number): Markup {
  const throughput = throughputOf(cell) ?? 0;
  if (scale === 0) return html``;
  return html`<span class="bar" aria-hidden="true"
    ><span class="fill c${index % configurationColors}" style="width: ${percent(throughput / scale)}"></span
    >${whisker(cell, scale)}</span
  >`;
}

/** What a reader has to know before the figures are believed. */
function marks(cell: Cell): string {
  const found: string[] = [];
  if (cell.isGeneratorBound) found.push('generator-bound');
  if (cell.isInterrupted) found.push('stopped');
  if (cell.isShort) found.push('short');
  if (cell.outcome !== 'measured') found.push(`${cell.outcome} in part`);
  return found.join(', ');
}

function timeText(ns: number | undefined): string {
  return ns === undefined ? '–' : latency(ns);
}

function figureRow(cell: Cell, name: string, index: number, scale: number): Markup {
  const spread = throughputSpread(cell);
  const marked = marks(cell);
  const figure = (label: string, text: string): Markup =>
    html`<td role="cell" class="figure" data-label="${label}">${text}</td>`;
  return html`<tr role="row">
    <th role="rowheader" scope="row">${swatch(index)}${name}</th>
    <td role="cell" class="bar-cell">${bar(cell, index, scale)}</td>
    <td role="cell" class="value">${throughputText(cell)}</td>
    ${figure('±', variation(spread?.variation))}
    ${figure('IOPS', cell.iops === undefined ? '–' : iops(cell.iops.mean))}
    ${figure('p50', timeText(cell.p50Ns))} ${figure('p99', timeText(cell.p99Ns))}
    <td role="cell" class="figure repeats${marked === '' ? '' : ' marked'}" data-label="repeats">
      ${cell.repeats.length}${marked === '' ? undefined : html` <span class="mark">${marked}</span>`}
    </td>
  </tr>`;
}

function reasonRow(cell: Cell, name: string, index: number): Markup {
  const error = cell.error === undefined ? '' : ` (${cell.error})`;
  return html`<tr role="row" class="missing">
    <th role="rowheader" scope="row">${swatch(index)}${name}</th>
    <td role="cell" colspan="${columnCount - 1}">${cell.outcome}${error}</td>
  </tr>`;
}

function rowMarkup(row: Row, model: ReportModel, scale: number): Markup {
  return html`<tbody role="rowgroup">
    <tr role="row" class="group">
      <th role="rowheader" scope="rowgroup" colspan="${columnCount}">${rowName(row)}</th>
    </tr>
    ${row.cells.map(({ cell }, index) => {
      const name = model.configurations[index]?.name ?? '';
      if (cell === undefined) return undefined;
      return throughputOf(cell) === undefined
        ? reasonRow(cell, name, index)
        : figureRow(cell, name, index, scale);
    })}
  </tbody>`;
}

/** Of intervals no more than so many times the largest mean is shown: few repeats have wide ones. */
const roomForIntervals = 1.4;

/** Bars of a workload are on one scale, from 0. */
function scaleOf({ rows }: Workload): number {
  const cells = rows.flatMap((row) => row.cells.flatMap(({ cell }) => cell ?? []));
  const largest = (values: readonly number[]): number =>
    values.reduce((most, each) => Math.max(most, each), 0);
  const mean = largest(cells.map((cell) => throughputOf(cell) ?? 0));
  return Math.min(
    roomForIntervals * mean,
    Math.max(mean, largest(cells.map(({ interval }) => interval?.high ?? 0))),
  );
}

function workloadMarkup(workload: Workload, index: number, model: ReportModel): Markup {
  const scale = scaleOf(workload);
  const hasBandwidth = workload.rows.some(({ cells }) =>
    cells.some(({ cell }) => cell?.bytesPerSecond !== undefined),
  );
  const end = scale === 0 ? '' : hasBandwidth ? bandwidth(scale) : `${iops(scale)} IOPS`;
  return html`<h3 id="bars-${index}">${workload.title}</h3>
    <div class="bars-frame">
      <table class="bars" role="table" aria-labelledby="bars-${index}">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Configuration</th>
            <th role="columnheader" scope="col">
              <span class="unseen">Bar</span
              ><span class="scale" aria-hidden="true"><span>0</span><span>${end}</span></span>
            </th>
            <th role="columnheader" scope="col" class="figure">Throughput</th>
            <th role="columnheader" scope="col" class="figure">
              <abbr title="coefficient of variation of the repeats">±</abbr>
            </th>
            <th role="columnheader" scope="col" class="figure">IOPS</th>
            <th role="columnheader" scope="col" class="figure">
              <abbr title="half of the I/Os took no longer">p50</abbr>
            </th>
            <th role="columnheader" scope="col" class="figure">
              <abbr title="99 of 100 I/Os took no longer">p99</abbr>
            </th>
            <th role="columnheader" scope="col" class="figure">Repeats</th>
          </tr>
        </thead>
        ${workload.rows.map((row) => rowMarkup(row, model, scale))}
      </table>
    </div>`;
}

/** Roles are told, since the layout for phones takes them away. */
export function bars(model: ReportModel): Section {
  return {
    id: 'throughput',
    title: 'Throughput and latency',
    shortTitle: 'Throughput',
    body: html`<p class="note">
        Bars are means over repeats, on one scale for each workload; the thin line is the 95 % interval of the
        mean, open where it goes on. ± is the coefficient of variation of the repeats. Latencies are those of
        completion, of all repeats together.
      </p>
      ${model.workloads.map((workload, index) => workloadMarkup(workload, index, model))}`,
  };
}
