/** One run at a time, looked at closer: the page's script draws the lines that belong here. */
import { html, type Markup } from '../markup.ts';
import type { PageData } from '../page-data.ts';
import type { ReportModel } from '../model/model.ts';
import { rowName } from '../texts.ts';
import type { Section } from './section.ts';

interface Chart {
  id: string;
  title: string;
  note: string;
}

const charts: readonly Chart[] = [
  {
    id: 'latency',
    title: 'Completion latency',
    note: 'Share of the I/Os that took so long at most, from the latency buckets of all repeats.',
  },
  {
    id: 'order',
    title: 'Repeats in the order in which they were run',
    note: 'A trend means that the machine or the mount changed while it was measured.',
  },
];

function chartMarkup({ id, title, note }: Chart): Markup {
  return html`<figure id="chart-${id}" class="chart">
    <figcaption>
      <h3 id="chart-${id}-title">${title}</h3>
      <p class="note">${note}</p>
    </figcaption>
    <div class="plot"></div>
    <p class="nothing" hidden>Nothing of this is known for this run.</p>
    <details>
      <summary>${title} as a table</summary>
      <div class="scroll" role="region" aria-label="${title} as a table" tabindex="0"></div>
    </details>
  </figure>`;
}

/** @param data - what the script will draw; without a view there is nothing to look at */
export function closer(model: ReportModel, data: PageData): Section | undefined {
  if (data.views.length === 0) return undefined;
  let view = 0;
  const groups = model.workloads.map(
    ({ title, rows }) =>
      html`<optgroup label="${title}">
        ${rows.map((row) => {
          const option = html`<option value="${view}">${rowName(row)}</option>`;
          view += 1;
          return option;
        })}
      </optgroup>`,
  );
  return {
    id: 'closer',
    title: 'One run, looked at closer',
    shortTitle: 'Closer',
    body: html`<p id="needs-script">These charts need the page's script, which this browser does not run.</p>
      <div class="chooser">
        <label for="view">Run</label>
        <select id="view">
          ${groups}
        </select>
        <button type="button" id="view-before">Previous</button>
        <button type="button" id="view-after">Next</button>
      </div>
      <div class="charts">${charts.map(chartMarkup)}</div>`,
  };
}
