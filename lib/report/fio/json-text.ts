/** fio's JSON as it writes it: two blanks of indentation, `"key" : value`, doubles with six decimals (fio-semantics 5.3). */
import type { OptionTexts } from '../../options/job-options.ts';
import type { FioDocument } from '../../result/fio-document.ts';
import { fixed } from './number-text.ts';

/** Doubles of fio's documents by key; whole ones would look like integers otherwise. */
export const doubles: readonly string[] = [
  ...['iops', 'mean', 'stddev', 'bw_agg', 'bw_mean', 'bw_dev', 'iops_mean', 'iops_stddev'],
  ...['usr_cpu', 'sys_cpu', 'latency_percentile', 'util'],
  ...['max_deviation', 'slope'],
];

export const tablesOfDoubles: RegExp = /^(iodepth_|latency_(ns|us|ms)$|cpu_idleness$)/;

/** Which numbers get decimals: those fio has as doubles, all of a table, or as they are (vfload's own member). */
type NumberStyle = 'fio' | 'table' | 'plain';

/** An object's members in their order, of which fio writes several with one name. */
export class Members {
  readonly texts: OptionTexts;

  constructor(texts: OptionTexts) {
    this.texts = texts;
  }
}

/** A document with everything in it, `vfload`'s member included, ending with a newline. */
export function fioJsonText(document: FioDocument): string {
  return `${valueText(document, '', '', 'fio')}\n`;
}

function valueText(value: unknown, key: string, indent: string, style: NumberStyle): string {
  if (typeof value === 'number') {
    const isDouble = style === 'table' || (style === 'fio' && doubles.includes(key));
    return isDouble ? fixed(value, 6) : String(value);
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => `${inner}${valueText(item, key, inner, style)}`);
    return enclosed('[', items, `${indent}]`);
  }
  const members = (value instanceof Members ? value.texts : Object.entries(value))
    .filter(([, member]) => member !== undefined)
    .map(
      ([name, member]) =>
        `${inner}${JSON.stringify(name)} : ${valueText(member, name, inner, styleOf(name, style))}`,
    );
  return enclosed('{', members, `${indent}}`);
}

function enclosed(open: string, lines: readonly string[], close: string): string {
  return `${open}\n${lines.length === 0 ? '' : `${lines.join(',\n')}\n`}${close}`;
}

/** The style below a member. */
function styleOf(name: string, style: NumberStyle): NumberStyle {
  if (style !== 'fio') return style;
  if (name === 'vfload') return 'plain';
  return tablesOfDoubles.test(name) ? 'table' : 'fio';
}
