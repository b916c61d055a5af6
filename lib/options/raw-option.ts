/** Options as texts, before they are parsed: what the command line, the API and job files have in common. */

export interface RawOption {
  /** As the user wrote it: a canonical name or an alias. */
  name: string;
  value: string;
  /** A flag that was given without its value, which is `1` then. */
  isBare?: true;
  /** Where it was written, for messages: `--bs`, `option bs`, `a.fio:3:1`. */
  origin: string;
}

/** A value as a caller of the API gives it. */
export type OptionInput = string | number | boolean | bigint | readonly (string | number)[];

/** @returns the text that the command line would have for a value of the API: true is `1`, a list is joined. */
export function inputText(value: OptionInput, separator = ','): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'object' ? value.join(separator) : String(value);
}
