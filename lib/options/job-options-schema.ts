/** The published JSON schema of a job's options, as callers of the API give them. Used when building only: `npm run docs:options`. */
import { formatValue } from './format-value.ts';
import { expectedValue } from './expected-value.ts';
import type { OptionEntry } from './option-entry.ts';
import { boundsOf } from './parse-value.ts';
import { jobOptionTable } from './registry.ts';
import type { UnsupportedEntry } from './unsupported-entry.ts';
import { unsupportedOptionTable } from './unsupported-options.ts';
import type { ValueForm } from './value-form.ts';

type Schema = Readonly<Record<string, unknown>>;

/** As text, as the file `schema/job-options.schema.json` has it. */
export function jobOptionsJsonSchema(): string {
  const taken = Object.entries(jobOptionTable).flatMap(([name, entry]) =>
    named(name, entry, takenSchema(entry)),
  );
  const refused = Object.entries(unsupportedOptionTable).flatMap(([name, entry]) =>
    named(name, entry, refusedSchema(entry)),
  );
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    // A name, not an address: the schema comes with the package.
    $id: 'urn:vfload:job-options:1',
    title: "options of vfload's jobs",
    description:
      "Options by fio's names, as texts or as natural JSON values. Of those that are not supported only fio's default is taken.",
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...taken, ...refused]),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function named(
  name: string,
  { aliases = [] }: { aliases?: readonly string[] },
  schema: Schema,
): [string, Schema][] {
  return [
    [name, schema],
    ...aliases.map((alias): [string, Schema] => [alias, { ...schema, description: `The same as ${name}` }]),
  ];
}

function takenSchema(entry: OptionEntry): Schema {
  const json = jsonDefault(entry);
  const preset = json === undefined ? {} : { default: json };
  const effect = entry.withoutEffect === undefined ? '' : `. Without effect: ${entry.withoutEffect}`;
  return {
    description: `${entry.help}${effect}. Expected: ${expectedValue(entry)}`,
    ...preset,
    ...valueSchema(entry),
  };
}

/** Only the default says what vfload does. Written otherwise it is taken as well, which a schema cannot tell. */
function refusedSchema(entry: UnsupportedEntry): Schema {
  const isSwitch = entry.kind === 'flag' || entry.kind === 'bool';
  const preset = entry.default ?? (isSwitch ? '0' : undefined);
  const description = `${entry.help}. Not supported: ${entry.reason}`;
  if (preset === undefined) return { description, not: {} };
  const values = isSwitch ? [preset, Number(preset), preset === '1'] : [preset, ...asNumber(preset)];
  return { description, enum: values };
}

function asNumber(text: string): number[] {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? [Number(text)] : [];
}

function jsonDefault(entry: OptionEntry): unknown {
  const preset = 'default' in entry ? entry.default : undefined;
  if (preset === undefined || typeof preset === 'boolean') return preset;
  return typeof preset === 'object' ? preset : formatValue(entry, preset);
}

const text: Schema = { type: 'string' };
const number: Schema = { type: 'number' };
const numbers: Schema = { type: 'array', items: number };

function valueSchema(form: ValueForm): Schema {
  if ('perDirection' in form) return directionsSchema(form);
  switch (form.kind) {
    case 'bool':
    case 'flag':
      return { enum: [true, false, 0, 1, '0', '1', 'true', 'false'] };
    case 'enum':
      return { enum: wordsOf(form) };
    case 'postfixed':
      return { type: 'string', pattern: `^(?:${wordsOf(form).join('|')})(?::.*)?$` };
    case 'int':
    case 'percent':
    case 'size':
      return { anyOf: [integerSchema(form), text] };
    case 'seed':
      return { anyOf: [{ type: 'integer', minimum: 0 }, text] };
    case 'duration':
    case 'duration-range':
    case 'size-or-range':
      return { anyOf: [number, text] };
    case 'cpu-list':
    case 'decimals':
      return { anyOf: [text, number, numbers] };
    case 'names':
      return { anyOf: [text, { type: 'array', items: text }] };
    default:
      return text;
  }
}

/** Lists are numbers of reads, writes and trims. */
function directionsSchema(form: ValueForm): Schema {
  if (form.kind === 'size-range' || form.kind === 'size-split') return text;
  const one = integerSchema(form);
  return { anyOf: [one, text, { type: 'array', items: one, minItems: 1, maxItems: 3 }] };
}

function integerSchema(form: ValueForm): Schema {
  const { min, max } = boundsOf(form);
  return {
    type: 'integer',
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
}

/** A word that is a number may be given as one. */
function wordsOf({
  choices,
  choiceAliases = {},
}: Extract<ValueForm, { kind: 'enum' | 'postfixed' }>): (string | number)[] {
  const words = [...choices, ...Object.keys(choiceAliases)];
  return [...words, ...words.flatMap(asNumber)];
}
