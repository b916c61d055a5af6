/** The report in words. */
import { comparisons, findings, leaders } from '../findings.ts';
import { html, type Markup } from '../markup.ts';
import type { ReportModel } from '../model/model.ts';
import { equivalence } from '../model/ratio.ts';
import { counted, times } from '../texts.ts';
import { scrolling, type Section } from './section.ts';

/** Of two configurations or more beside the reference, a row each. */
function comparisonTable(model: ReportModel): Markup | undefined {
  const all = comparisons(model);
  if (all.length < 2) return undefined;
  const heads = ['Configuration', 'Throughput', 'Rows', 'Verdicts', 'Highest', 'Lowest'];
  const table = html`<table class="comparisons">
    <caption class="unseen">
      Each configuration beside ${model.configurations[0]?.name ?? ''}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${all.map(
        ({ name, mean, rows, verdicts, most, least }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${times(mean)}</td>
            <td>${rows}</td>
            <td>${verdicts}</td>
            <td>${most}</td>
            <td>${least}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return scrolling('Configurations, scrolls sideways', table);
}

/** What the verdicts are built on. */
function howJudged(model: ReportModel): string {
  const ratios = model.workloads.flatMap(({ rows }) =>
    rows.flatMap(({ cells }) => cells.flatMap(({ ratio }) => ratio ?? [])),
  );
  if (ratios.every(({ interval }) => interval === undefined)) {
    return 'Single repeats do not tell how much repeats differ: these ratios describe what was measured, and nothing else.';
  }
  const family = model.workloads.flatMap(({ rows }) => rows).length;
  const told = [
    'Ratios are geometric means over repeats, within blocks where the repeats were run in blocks; in brackets their 95 % intervals, each for itself.',
    `Verdicts are by t tests on logarithms, adjusted (Holm) over the ${counted(family, 'row')} of a configuration; same means within ±${100 * equivalence} %.`,
  ];
  if (ratios.some(({ isOneSession }) => isOneSession)) {
    told.push(
      'All is from one session: what belongs to this boot or this instance of a mount cannot be told from what belongs to the configuration.',
    );
  }
  return told.join(' ');
}

export function summary(model: ReportModel): Section {
  const [first, ...others] = findings(model);
  const byWorkload = model.configurations.length > 1 ? leaders(model) : [];
  const table =
    byWorkload.length === 0
      ? undefined
      : html`<dl class="leaders">
          ${byWorkload.map(
            ({ title, text }) =>
              html`<div>
                <dt>${title}</dt>
                <dd>${text}</dd>
              </div>`,
          )}
        </dl>`;
  return {
    id: 'summary',
    title: 'In short',
    shortTitle: 'In short',
    body: html`${first === undefined ? undefined : html`<p class="lead">${first}</p>`}
      ${comparisonTable(model)} ${table}
      <ul class="sentences">
        ${others.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      ${model.configurations.length > 1 ? html`<p class="note">${howJudged(model)}</p>` : undefined}`,
  };
}
