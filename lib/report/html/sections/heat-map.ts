/** Ratios to the reference at a glance: a row per run, a column per configuration, coloured by how far from 1. */
import { html, type Markup } from '../markup.ts';
import type { ReportModel, Row, RowCell } from '../model/model.ts';
import { intervalText, rowName, throughputText, times } from '../texts.ts';
import { scrolling, type Section, swatch } from './section.ts';

/** Factors that a colour scale may end at: the smallest that holds all ratios of a report. */
const scaleEnds = [1.25, 1.5, 2, 4, 8, 16, 32, 64, 128];
const largestEnd = 256;
const stepsEachWay = 4;

/** The factor at which the colours are strongest. */
export function scaleEnd(ratios: readonly number[]): number {
  const furthest = ratios.reduce((most, ratio) => Math.max(most, ratio, 1 / ratio), 1);
  return scaleEnds.find((end) => end >= furthest) ?? largestEnd;
}

/** -4 to 4: how far, and which way, a ratio is from 1, in steps that are even in factors. */
export function heatStep(ratio: number, end: number): number {
  const share = Math.log(ratio) / Math.log(end);
  const clamped = Math.max(-1, Math.min(1, share));
  // A small part of the way is not worth a colour.
  return Math.abs(clamped) < 0.03 ? 0 : Math.sign(clamped) * Math.ceil(Math.abs(clamped) * stepsEachWay);
}

function heatClass(ratio: number, end: number): string {
  const step = heatStep(ratio, end);
  if (step === 0) return 'h0';
  return step > 0 ? `hp${step}` : `hm${-step}`;
}

function referenceCell({ cell }: RowCell): Markup {
  if (cell === undefined) return html`<td class="none">not run</td>`;
  if (cell.outcome !== 'measured' && cell.repeats.length === 0) {
    return html`<td class="none">${cell.outcome}</td>`;
  }
  return html`<td class="absolute">${throughputText(cell)}</td>`;
}

function ratioCell({ cell, ratio }: RowCell, isBest: boolean, end: number): Markup {
  if (ratio === undefined) {
    const why =
      cell === undefined ? 'not run' : cell.repeats.length === 0 ? cell.outcome : throughputText(cell);
    return html`<td class="none">${why}</td>`;
  }
  const interval = intervalText(ratio);
  const word = ratio.verdict ?? ratio.withoutVerdict;
  // Which way it goes the figure says; that nothing can be said has to be told.
  const isClear = word === 'faster' || word === 'slower';
  const color = ratio.verdict === 'undecided' ? 'h0' : heatClass(ratio.value, end);
  return html`<td class="heat ${color}">
    <b>${times(ratio.value)}</b
    >${isBest ? html`<span class="best" title="highest of this row">▲</span><span class="unseen"> highest</span>` : undefined}
    ${interval === '' ? undefined : html`<small>${interval}</small>`}
    ${word === undefined ? undefined : html`<small class="${isClear ? 'unseen' : 'verdict'}">${word}</small>`}
  </td>`;
}

function rowMarkup(row: Row, end: number): Markup {
  const [reference, ...others] = row.cells;
  return html`<tr>
    <th scope="row">${rowName(row)}</th>
    ${reference === undefined ? undefined : referenceCell(reference)}
    ${others.map((cell, index) => ratioCell(cell, others.length > 1 && row.best === index + 1, end))}
  </tr>`;
}

/** Of several configurations only: undefined for one. */
export function heatMap(model: ReportModel): Section | undefined {
  const [reference, ...others] = model.configurations;
  if (reference === undefined || others.length === 0) return undefined;
  const end = scaleEnd(
    model.workloads.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.flatMap(({ ratio }) => ratio?.value ?? [])),
    ),
  );
  const table = html`<table class="heat-map${others.length > 2 ? ' many' : ''}">
    <caption class="unseen">
      Throughput as a ratio to ${reference.name}, by run and configuration
    </caption>
    <thead>
      <tr>
        <th scope="col">Run</th>
        <th scope="col">${swatch(0)}${reference.name}</th>
        ${others.map(({ name }, index) => html`<th scope="col">${swatch(index + 1)}${name}</th>`)}
      </tr>
    </thead>
    ${model.workloads.map(
      ({ title, rows }) =>
        html`<tbody>
          <tr class="group">
            <th scope="rowgroup" colspan="${others.length + 2}">${title}</th>
          </tr>
          ${rows.map((row) => rowMarkup(row, end))}
        </tbody>`,
    )}
  </table>`;
  return {
    id: 'ratios',
    title: `Throughput beside ${reference.name}`,
    shortTitle: 'Ratios',
    body: html`<p class="note">
        Each figure is a configuration's throughput divided by that of ${reference.name}, with its 95 %
        interval. Undecided ratios have no colour.
      </p>
      <div class="heat-key" aria-hidden="true">
        <span>${end < 2 ? times(1 / end) : `1/${end}×`}</span>
        ${['hm4', 'hm3', 'hm2', 'hm1', 'h0', 'hp1', 'hp2', 'hp3', 'hp4'].map((step) => html`<i class="${step}"></i>`)}
        <span>${end}×</span>
      </div>
      ${scrolling('Ratios, scrolls sideways', table)}`,
  };
}
