/** `vfload compare A B...`: what differs between results, and what may be said of it. Nothing of the addon is loaded. */
import { stat } from 'node:fs/promises';
import { compareSources, type Comparison } from '../../compare/compare.ts';
import { gateFindings } from '../../compare/fail-if.ts';
import { type CompareFormat, compareFormats, renderComparisons } from '../../compare/render.ts';
import { type CompareTexts, type FailCondition, parseCompareRequest } from '../../compare/request.ts';
import { withSharedNumbers } from '../../compare/shared-numbers.ts';
import { VfloadError } from '../../errors.ts';
import { closest } from '../../options/did-you-mean.ts';
import { type JobNumbers, readJobNumbers } from '../../read/documents.ts';
import type { Source } from '../../read/entry.ts';
import { readSources } from '../../read/read-source.ts';
import { type CliIo, lookOf, writeText } from '../cli-io.ts';

export interface CompareArguments extends CompareTexts {
  format?: string;
}

/**
 * @param files - the first one is the reference; of a single one the configurations are compared with its first
 * @returns 0; 1 where `--fail-if` says so
 * @throws VfloadError where there is nothing to compare, or nothing that `--fail-if` asks about could be told
 */
export async function compareCommand(
  io: CliIo,
  files: readonly string[],
  given: CompareArguments,
): Promise<number> {
  const request = parseCompareRequest(given);
  const format = checkedFormat(given.format ?? 'table');
  const sources = await readSources(files);
  const comparisons = await withAllNumbers(compareSources(sources, request), sources);
  if (comparisons.length === 0) throw nothingToCompare(files);
  await writeText(io.stdout, renderComparisons(comparisons, request, format, lookOf(io.stdout, io.env)));
  const warnings = sources.flatMap((source) => source.warnings);
  await tell(
    io,
    warnings.map(({ place, message }) => `${place.file}:${place.line}: ${message}`),
  );
  if (comparisons.every(hasNothing)) throw nothingAlike(comparisons);
  return request.failIf.length === 0 ? 0 : await gate(io, comparisons, request.failIf);
}

/**
 * Of different tools every number of their documents is told. A file with several configurations has several documents of each
 * job; what came through a pipe cannot be read again.
 */
async function withAllNumbers(
  comparisons: readonly Comparison[],
  sources: readonly Source[],
): Promise<Comparison[]> {
  const numbersOf = async (file: string): Promise<JobNumbers[]> => {
    const source = sources.find(({ path }) => path === file);
    const configurations = new Set(source?.entries.map(({ configuration }) => configuration));
    if (source === undefined || configurations.size !== 1 || !(await stat(file)).isFile()) return [];
    return await readJobNumbers(source);
  };
  const found: Comparison[] = [];
  for (const comparison of comparisons) {
    const { isOfTools, reference, other } = comparison;
    found.push(
      isOfTools
        ? withSharedNumbers(comparison, await numbersOf(reference), await numbersOf(other))
        : comparison,
    );
  }
  return found;
}

function checkedFormat(text: string): CompareFormat {
  const format = compareFormats.find((each) => each === text);
  if (format !== undefined) return format;
  const meant = closest(text, compareFormats);
  throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option --format: "${text}" is no value of it.`, {
    remedy: meant === undefined ? `Give one of ${compareFormats.join(', ')}.` : `Did you mean ${meant}?`,
  });
}

function hasNothing({ families, generatorBound }: Comparison): boolean {
  return generatorBound.length === 0 && families.every(({ cells }) => cells.length === 0);
}

/** A missed threshold is certain whatever else could not be told; where none is missed, all must be known. */
async function gate(
  io: CliIo,
  comparisons: readonly Comparison[],
  conditions: readonly FailCondition[],
): Promise<number> {
  const { failures, unanswered } = gateFindings(comparisons, conditions);
  await tell(io, failures);
  if (failures.length > 0) return 1;
  const [first] = unanswered;
  if (first === undefined) return 0;
  const more = unanswered.length === 1 ? '' : ` (and ${unanswered.length - 1} more)`;
  throw new VfloadError('ERR_VFLOAD_USAGE', `--fail-if cannot be answered: ${first}${more}.`, {
    remedy: 'Measure with --repeats 3 or more on both sides, with the same tool.',
  });
}

async function tell(io: CliIo, notices: readonly string[]): Promise<void> {
  await writeText(io.stderr, notices.map((notice) => `vfload: ${notice}\n`).join(''));
}

function nothingToCompare(files: readonly string[]): VfloadError {
  return new VfloadError('ERR_VFLOAD_USAGE', `There is nothing to compare ${files.join(', ')} with.`, {
    cause: 'it has results of one configuration only',
    remedy: 'Give a second file, or a study of several configurations.',
  });
}

function nothingAlike(comparisons: readonly Comparison[]): VfloadError {
  const [first] = comparisons.flatMap(({ notComparable }) => notComparable);
  return new VfloadError('ERR_VFLOAD_USAGE', 'Nothing was measured alike, so that nothing can be compared.', {
    ...(first === undefined ? {} : { cause: `${first.name}: ${first.reason}` }),
    remedy:
      'Compare results of the same jobs; the names and settings that must be the same are in docs/comparing.md.',
  });
}
