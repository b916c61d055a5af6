import path from 'node:path';
import type { Plan } from '../plan/plan.ts';
import type { StudyRun } from '../run/study-run.ts';
import { deviations } from './deviations.ts';
import type { Study, StudyConfiguration } from './study-file.ts';

/** What carries a study out needs of its file beside the plan. */
export function studyRun(study: Study, plan: Plan): StudyRun {
  const { file, name, suite, reference } = study;
  const of = (label: string): StudyConfiguration | undefined =>
    study.configurations.find((each) => each.label === label);
  return {
    facts: {
      ...(name === undefined ? {} : { name }),
      suite: suite.name,
      ...(reference === undefined ? {} : { reference }),
    },
    hooksOf: (label) => of(label)?.hooks ?? {},
    versionsOf: (label) => of(label)?.versions ?? {},
    folder: path.dirname(file),
    deviations: (environment, configurations) =>
      deviations(suite, plan, { environment, configurations, virtiofsdOf: (label) => of(label)?.virtiofsd }),
  };
}
