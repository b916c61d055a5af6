/** What has no figures, why, and what can be done. */
import { html, type Markup } from '../markup.ts';
import type { JournalFacts, NotMeasured } from '../model/journal-facts.ts';
import type { ReportModel } from '../model/model.ts';
import { counted, enumerated } from '../texts.ts';
import type { Section } from './section.ts';

function group({ outcome, name, reason, cells }: NotMeasured): Markup {
  const errno = reason?.errno === undefined ? '' : ` (errno ${reason.errno})`;
  const runsOf = new Map<string, string[]>();
  for (const { configuration, run } of cells) {
    runsOf.set(configuration, [...(runsOf.get(configuration) ?? []), run]);
  }
  return html`<article class="trouble">
    <h3>
      <span class="tag ${outcome}">${outcome}</span> ${name}${errno} in ${counted(cells.length, 'cell')}
    </h3>
    ${
      reason === undefined
        ? undefined
        : html`<dl class="facts">
            <div>
              <dt>What happened</dt>
              <dd>${reason.message}</dd>
            </div>
            <div>
              <dt>Likely cause</dt>
              <dd>${reason.cause}</dd>
            </div>
            <div>
              <dt>Remedy</dt>
              <dd>${reason.remedy === '' ? 'none is known' : reason.remedy}</dd>
            </div>
          </dl>`
    }
    <ul>
      ${[...runsOf].map(([configuration, runs]) => html`<li><b>${configuration}</b>: ${enumerated(runs, Infinity)}</li>`)}
    </ul>
  </article>`;
}

function notRun({ notRun: cells }: JournalFacts): Markup | undefined {
  if (cells.length === 0) return undefined;
  const named = cells.map(({ configuration, run }) => `${run} on ${configuration}`);
  return html`<p>Planned and not run yet: ${enumerated(named, 12)}.</p>`;
}

/** Of files that are no journals nothing is known but the errors, which the rows have. */
export function notMeasured(model: ReportModel): Section | undefined {
  const groups = model.facts.flatMap((facts) => facts.notMeasured);
  const planned = model.facts.flatMap((facts) => notRun(facts) ?? []);
  if (groups.length === 0 && planned.length === 0) return undefined;
  return {
    id: 'not-measured',
    title: 'Not measured',
    shortTitle: 'Not measured',
    body: html`${groups.map(group)} ${planned}`,
  };
}
