/** The machine, the tools and the files that the report is made of. */
import { html, type Markup } from '../markup.ts';
import type { JournalFacts } from '../model/journal-facts.ts';
import type { ReportModel } from '../model/model.ts';
import { size } from '../../quantities.ts';
import type { Section } from './section.ts';

type Fact = readonly [name: string, value: string | undefined];

function bytes(value: number | undefined): string | undefined {
  return value === undefined ? undefined : size(value);
}

function factsOf({ environment, createdAt }: JournalFacts): Fact[] {
  const { versions } = environment;
  return [
    ['Begun', createdAt],
    ['Kernel', `${environment.kernel} (${environment.arch})`],
    ['Hypervisor', environment.hypervisor],
    ['CPU', `${environment.cpuModel}, ${environment.cores} cores, may use ${environment.affinity}`],
    [
      'CPU quota',
      environment.cgroupCpuQuota === undefined ? undefined : `${environment.cgroupCpuQuota} cores`,
    ],
    ['Memory', bytes(environment.memoryBytes)],
    ['Memory limit', bytes(environment.cgroupMemoryLimitBytes)],
    ['DAX window', bytes(environment.daxWindowBytes)],
    ['Clock source', environment.clocksource],
    ['CPU governor', environment.governor],
    ['Software', `vfload ${versions.vfload}, Node ${versions.node}, clock ${versions.addonClock}`],
  ];
}

function definitions(facts: readonly Fact[]): Markup {
  return html`<dl class="facts">
    ${facts.map(([name, value]) =>
      value === undefined
        ? undefined
        : html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;
}

export function environment(model: ReportModel): Section {
  return {
    id: 'environment',
    title: 'Environment',
    shortTitle: 'Environment',
    body: html`${model.facts.map(
        (facts) =>
          html`${model.facts.length > 1 ? html`<h3>${facts.path}</h3>` : undefined}${definitions(factsOf(facts))}`,
      )}
      <dl class="facts">
        <div>
          <dt>Measured by</dt>
          <dd>${model.tools.join(', ')}</dd>
        </div>
        <div>
          <dt>Files</dt>
          <dd>${model.files.map((file, index) => html`${index === 0 ? '' : ', '}<code>${file}</code>`)}</dd>
        </div>
      </dl>`,
  };
}
