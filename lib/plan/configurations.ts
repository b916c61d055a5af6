/** Directories and their labels. */
import path from 'node:path';
import { VfloadError } from '../errors.ts';
import type { ConfigurationInput } from '../options/api-options.ts';
import { editDistance } from '../options/did-you-mean.ts';
import type { Configuration } from './plan.ts';

/** The labels of the study's configurations. Others are free; these are what readers of the study look for. */
export const studyLabels: readonly string[] = [
  ...['none', 'auto', 'always'].flatMap((cache) => [`virtiofs-${cache}`, `virtiofs-${cache}-dax`]),
  ...['none', 'mmap', 'loose'].map((cache) => `9p-${cache}`),
];

/** A label becomes part of a file name and a word in tables. */
const labelText = /^[\w.+@-]+$/;

/**
 * Labels are made from directories where none are given: the last part of the path, numbered where two are equal.
 *
 * @param cwd - is asked for relative directories only: the current one may be gone
 * @throws VfloadError ERR_VFLOAD_USAGE for no directory, a bad label, a label or a directory given twice
 */
export function makeConfigurations(
  inputs: readonly ConfigurationInput[],
  cwd: () => string,
): Configuration[] {
  if (inputs.length === 0) {
    throw new VfloadError('ERR_VFLOAD_USAGE', 'No directory is given.', {
      remedy: 'Name the directory to measure, such as /mnt/share.',
    });
  }
  const taken = new Set(inputs.flatMap(({ label }) => (label === undefined ? [] : [label])));
  const configurations = inputs.map((input) => {
    const directory = absolutePath(input.directory, cwd);
    return { label: input.label ?? inferLabel(directory, taken), directory };
  });
  for (const { label } of configurations) checkLabel(label);
  refuseRepetition(
    configurations.map(({ label }) => label),
    'label',
  );
  refuseRepetition(
    configurations.map(({ directory }) => directory),
    'directory',
  );
  return configurations;
}

/** `a/../b` is left alone: where `a` is a link, only the kernel knows what it means. */
function absolutePath(directory: string, cwd: () => string): string {
  if (directory === '') {
    throw new VfloadError('ERR_VFLOAD_USAGE', 'A directory has an empty name.', {
      remedy: 'Write "." for the current one.',
    });
  }
  const absolute = path.isAbsolute(directory) ? directory : `${cwd()}/${directory}`;
  return absolute.split('/').includes('..') ? absolute : path.resolve(absolute);
}

function inferLabel(directory: string, taken: Set<string>): string {
  const base = path.basename(path.resolve(directory)).replace(/[^\w.+@-]+/g, '-') || 'dir';
  let label = base;
  for (let number = 2; taken.has(label); number += 1) label = `${base}-${number}`;
  taken.add(label);
  return label;
}

function checkLabel(label: string): void {
  if (labelText.test(label)) return;
  throw new VfloadError('ERR_VFLOAD_USAGE', `The label "${label}" cannot be used.`, {
    remedy: 'Expected letters, digits and . _ + @ -, such as virtiofs-none.',
  });
}

function refuseRepetition(names: readonly string[], what: string): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw new VfloadError('ERR_VFLOAD_USAGE', `The ${what} ${repeated} is given twice.`, {
    remedy: `Give each ${what} once.`,
  });
}

/** A slip of the finger: more than this is another word. */
const slipEdits = 2;

/** @returns the study's label that a label was probably meant to be; undefined where it is one, or is far from all. */
export function meantStudyLabel(label: string): string | undefined {
  const [nearest] = studyLabels
    .map((known) => ({ known, edits: editDistance(label, known) }))
    .sort((a, b) => a.edits - b.edits);
  return nearest !== undefined && nearest.edits > 0 && nearest.edits <= slipEdits ? nearest.known : undefined;
}
