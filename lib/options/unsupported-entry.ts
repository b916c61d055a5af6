/** The shape of what the registry knows of options that vfload does not carry out: plain data, which no job ever carries. */
import type { ValueForm } from './value-form.ts';

/** An option of fio's that is refused by its name, with a reason. Values and defaults are as fio's own help has them. */
export type UnsupportedEntry = ValueForm & {
  /** One line: what the option does in fio. */
  help: string;
  /** What vfload does not do, as a sentence that begins with "vfload", without its full stop. */
  reason: string;
  aliases?: readonly string[];
  /** The engines that have the option. Left out: all. */
  engines?: readonly string[];
  /** As text. Of a flag or bool without one: off. */
  default?: string;
  /** The last version of fio without the option. */
  after?: '3.33';
};

/** Entries by option name. */
export type UnsupportedTable = Readonly<Record<string, UnsupportedEntry>>;
