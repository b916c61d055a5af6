/** What a reader has to know before the figures are believed. */
import { html } from '../markup.ts';
import type { ReportModel } from '../model/model.ts';
import { counted } from '../texts.ts';
import type { Section } from './section.ts';

export function warnings(model: ReportModel): Section | undefined {
  const ofRepeats = model.facts.flatMap((facts) => facts.warnings);
  if (ofRepeats.length === 0 && model.warnings.length === 0) return undefined;
  return {
    id: 'warnings',
    title: 'Warnings',
    shortTitle: 'Warnings',
    body: html`<ul class="warnings">
      ${ofRepeats.map(({ message, cells }) => {
        const [only] = cells;
        return cells.length === 1
          ? html`<li>${message} <span class="where">${only}</span></li>`
          : html`<li>
              ${message}
              <details>
                <summary>${counted(cells.length, 'cell')}</summary>
                <p class="where">${cells.join(', ')}</p>
              </details>
            </li>`;
      })}
      ${model.warnings.map((message) => html`<li>${message}</li>`)}
    </ul>`,
  };
}
