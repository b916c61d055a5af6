/** The whole report as one HTML file that asks nobody for anything. */
import { html, jsonForScript, Markup } from './markup.ts';
import type { HtmlFile } from './model/input.ts';
import { type ReportModel, reportModel } from './model/model.ts';
import type { PageAssets } from './assets.ts';
import { bars } from './sections/bars.ts';
import { closer } from './sections/closer.ts';
import { conditions } from './sections/conditions.ts';
import { environment } from './sections/environment.ts';
import { heatMap } from './sections/heat-map.ts';
import { notMeasured } from './sections/not-measured.ts';
import { type Section, sectionMarkup } from './sections/section.ts';
import { summary } from './sections/summary.ts';
import { warnings } from './sections/warnings.ts';
import { counted } from './texts.ts';
import { pageData } from './views.ts';

/** Nothing may be loaded or sent; script and style are in the page. */
const contentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function titleOf({ configurations }: ReportModel): string {
  const [reference, other, ...more] = configurations;
  if (reference === undefined) return 'No results';
  if (other === undefined) return reference.name;
  return more.length === 0
    ? `${other.name} beside ${reference.name}`
    : `${counted(more.length + 1, 'configuration')} beside ${reference.name}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function subtitleOf({ workloads, facts, tools }: ReportModel): string {
  const runs = new Set(workloads.flatMap(({ rows }) => rows.map(({ run }) => run))).size;
  return [
    ...distinct(facts.map(({ createdAt }) => createdAt.slice(0, 10))),
    counted(runs, 'run'),
    ...distinct(facts.map(({ repeats }) => repeats)),
    ...distinct(facts.map((each) => `Linux ${each.environment.kernel}`)),
    ...tools,
  ].join(' · ');
}

/**
 * Pure: the same files and assets give the same page.
 *
 * @returns the file's text
 */
export function htmlReport(files: readonly HtmlFile[], assets: PageAssets): string {
  const model = reportModel(files);
  const data = pageData(model);
  const sections: Section[] = [
    summary(model),
    heatMap(model),
    bars(model),
    closer(model, data),
    notMeasured(model),
    warnings(model),
    conditions(model),
    environment(model),
  ].filter((section) => section !== undefined);
  const title = titleOf(model);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – vfload</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Markup(assets.style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#summary">To the report</a>
        <header class="head">
          <div>
            <p class="eyebrow">vfload report</p>
            <h1>${title}</h1>
            <p class="subtitle">${subtitleOf(model)}</p>
          </div>
          <button type="button" id="theme" hidden>Dark</button>
        </header>
        <nav aria-label="Parts of the report">
          <ul>
            ${sections.map(({ id, shortTitle }) => html`<li><a href="#${id}">${shortTitle}</a></li>`)}
          </ul>
        </nav>
        <main>${sections.map(sectionMarkup)}</main>
        <footer>
          <p>
            Made by vfload from ${counted(files.length, 'file')}. This page loads nothing and sends nothing.
          </p>
        </footer>
        <script type="application/json" id="data">
          ${jsonForScript(data)}
        </script>
        <script>
          ${new Markup(assets.script)};
        </script>
      </body>
    </html> `;
  // A text file ends with a line's end.
  return `${page.text.trimEnd()}\n`;
}
