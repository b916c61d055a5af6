/** A part of the page, and the frame that all parts share. */
import { html, type Markup } from '../markup.ts';

export interface Section {
  /** Of the element: what the navigation leads to. */
  id: string;
  title: string;
  /** For the navigation. */
  shortTitle: string;
  body: Markup;
}

export function sectionMarkup({ id, title, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section>`;
}

/** A table that may be wider than a phone: it scrolls in a box of its own, which the keyboard reaches. */
export function scrolling(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

/** A configuration's colour, for those who see it, beside its name. */
export function swatch(index: number): Markup {
  return html`<span class="swatch c${index % configurationColors}" aria-hidden="true"></span>`;
}

/** So many colours the style has. */
export const configurationColors = 9;
