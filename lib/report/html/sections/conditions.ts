/** Where it was measured and under which conditions: mounts, caches, and which layer probably answered. */
import { html, type Markup } from '../markup.ts';
import type { JournalFacts, MountedConfiguration, ShareRange } from '../model/journal-facts.ts';
import type { ReportModel } from '../model/model.ts';
import { latency } from '../../quantities.ts';
import { scrolling, type Section } from './section.ts';

const cacheWords: Readonly<Record<MountedConfiguration['caches'][number], string>> = {
  dropped: 'dropped before each run',
  'per-file': 'dropped per file only',
  warm: 'not dropped',
};

const stateWords: Readonly<Record<string, string>> = {
  fresh: 'written by the layout only',
  unwritten: 'unwritten extents',
  written: 'written before',
};

function listed(words: readonly string[]): string {
  return words.length === 0 ? '–' : words.join('; ');
}

/** `0–12 %`, `100 %`. */
function rangeText({ low, high }: ShareRange): string {
  const [from, to] = [low, high].map((share) => Math.round(100 * share));
  return from === to ? `${from ?? 0} %` : `${from ?? 0}–${to ?? 0} %`;
}

function row(configuration: MountedConfiguration): Markup {
  const { label, directory, mount, versions, layer, caches, direct, fileStates, residency } = configuration;
  return html`<tr>
    <th scope="row">${label}</th>
    <td><code>${directory}</code></td>
    <td>
      ${mount === null ? 'not known' : html`${mount.type} <code>${mount.source}</code> on <code>${mount.mountPoint}</code>`}
      ${versions.length === 0 ? undefined : `(${versions.join(', ')})`}
    </td>
    <td>${mount === null ? '–' : html`<code>${mount.options}; ${mount.superOptions}</code>`}</td>
    <td>${listed(caches.map((each) => cacheWords[each]))}</td>
    <td>${listed(fileStates.map((state) => stateWords[state] ?? state))}</td>
    <td>
      ${residency === undefined ? '–' : `${rangeText(residency.before)} before, ${rangeText(residency.after)} after`}
    </td>
    <td>${listed(direct)}</td>
    <td>
      ${layer === undefined ? 'nothing tells' : `${layer.layer} (${latency(layer.serviceNs)} an I/O in ${layer.run})`}
    </td>
  </tr>`;
}

function table(facts: JournalFacts): Markup {
  const heads = [
    'Configuration',
    'Directory',
    'Mount',
    'Options',
    'Caches',
    'Files',
    'In the page cache',
    'O_DIRECT',
    'Reads probably answered by',
  ];
  return html`<p class="settings">${facts.settings}</p>
    ${
      facts.deviations.length === 0
        ? undefined
        : html`<ul>
            ${facts.deviations.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>`
    }
    ${scrolling(
      'Conditions, scrolls sideways',
      html`<table class="conditions">
        <caption class="unseen">
          Mounts and caches of ${facts.path}
        </caption>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${facts.configurations.map(row)}
        </tbody>
      </table>`,
    )}`;
}

export function conditions(model: ReportModel): Section | undefined {
  if (model.facts.length === 0) return undefined;
  return {
    id: 'conditions',
    title: 'Mounts, caches and who answered',
    shortTitle: 'Conditions',
    body: html`${model.facts.map(table)}`,
  };
}
