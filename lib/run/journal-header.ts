/** A journal's first line: the plan, where it is carried out, and what vfload knows of the machine. */
import type { Plan } from '../plan/plan.ts';
import { type JournalConfiguration, type JournalHeader, journalSchemaVersion } from '../result/journal.ts';
import type { Environment } from '../result/vfload-member.ts';
import type { Place } from './place.ts';
import type { StudyRun } from './study-run.ts';

/** @param study - undefined: no file describes it */
export function journalHeader(
  { plan, study }: { plan: Plan; study?: StudyRun | undefined },
  places: readonly Place[],
  environment: Environment,
): JournalHeader {
  const configurations = places.map((place) => journalConfiguration(place, study));
  return {
    type: 'header',
    schemaVersion: journalSchemaVersion,
    vfload: environment.versions.vfload,
    createdAt: new Date().toISOString(),
    planHash: plan.hash,
    preset: plan.preset ?? null,
    repeats: plan.repeats,
    ...designOf(plan),
    ...(study === undefined
      ? {}
      : { study: { ...study.facts, deviations: study.deviations(environment, configurations) } }),
    configurations,
    runs: plan.runs.map(({ name }) => name),
    environment,
  };
}

function journalConfiguration(
  { configuration, mount, probe }: Place,
  study: StudyRun | undefined,
): JournalConfiguration {
  const versions = study?.versionsOf(configuration.label) ?? {};
  return {
    ...configuration,
    mount: mount ?? null,
    ...(Object.keys(versions).length === 0 ? {} : { versions }),
    ...(probe === undefined ? {} : { probe: { ...probe } }),
  };
}

/** Of a plan whose design is what it was before there were any, nothing is said. */
function designOf({ design, until }: Plan): Pick<JournalHeader, 'design'> {
  const { order, seed, hostCache, asPublished } = design;
  if (order === 'blocks' && hostCache === undefined && !asPublished && until === undefined) return {};
  const drawn = seed === undefined ? {} : { seed };
  const wanted = until === undefined ? {} : { untilPercent: until.percent };
  return {
    design: { order, ...drawn, ...(hostCache === undefined ? {} : { hostCache }), asPublished, ...wanted },
  };
}
