/** The shape of what the registry knows of options that vfload does not carry out: plain data, which no job ever carries. */
import type { OptionEntry } from './option-entry.ts';

/** An option of fio's that is refused by its name, with a reason. Values and defaults are as fio's own help has them. */
export interface UnsupportedEntry {
  /** As of options that work, and two that only these have: `range` is `1k-4k`, `decimals` are `50:99:99.9`. */
  kind: OptionEntry['kind'] | 'range' | 'decimals';
  /** One line: what the option does in fio. */
  help: string;
  /** What vfload does not do, as a sentence that begins with "vfload", without its full stop. */
  reason: string;
  aliases?: readonly string[];
  /** The engines that have the option. Left out: all. */
  engines?: readonly string[];
  /** What a number counts. */
  unit?: 'bytes' | 'ms' | 'µs' | 's' | 'bytes/s' | 'IOPS';
  /** fio takes up to three values: for reads, writes and trims. */
  perDirection?: true;
  /** Of a flag or bool without one: off. */
  default?: string;
  /** Whoever gives the option asks for what it does, whatever the value: not even its default is taken. */
  isRequestItself?: true;
  min?: number;
  max?: number;
  choices?: readonly string[];
  /** The last version of fio without the option. */
  after?: '3.33';
}

/** Entries by option name. */
export type UnsupportedTable = Readonly<Record<string, UnsupportedEntry>>;
