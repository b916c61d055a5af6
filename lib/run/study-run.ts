/** What carrying a study out needs of its file. */
import type { JournalConfiguration, JournalStudy } from '../result/journal.ts';
import type { Environment } from '../result/vfload-member.ts';
import type { HookCommands } from './study-hooks.ts';

/** A study's file, beside its plan. */
export interface StudyRun {
  facts: Omit<JournalStudy, 'deviations'>;
  hooksOf: (label: string) => HookCommands;
  versionsOf: (label: string) => Readonly<Record<string, string>>;
  /** Where hooks run. */
  folder: string;
  /** @returns what is not as the suite was published, a sentence each */
  deviations: (environment: Environment, configurations: readonly JournalConfiguration[]) => string[];
}
