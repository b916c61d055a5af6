/** What a certificate is asked for. */
import { VfloadError } from '../errors.ts';
import { parseDuration } from '../options/parse/duration.ts';
import { type CellTexts, type ParityCell, makeCells } from './cell.ts';
import { parityDefaults } from './defaults.ts';

/** In which state the page cache is before each slice. */
export type CacheState = 'warm' | 'cold';

export interface ParityRequest {
  cells: ParityCell[];
  /** Pairs that count; one more is run first and discarded. */
  pairs: number;
  sliceMs: number;
  cache: CacheState;
  /** 0.03: ratios from 1/1.03 to 1.03 are no difference worth the name. */
  equivalence: number;
}

/** As the command line has them. */
export interface ParityTexts extends CellTexts {
  repeats?: string;
  slice?: string;
  cache?: string;
  equivalence?: string;
}

/** Fewer have no interval. */
const fewestPairs = 2;
const mostPairs = 10_000;
/** Both tools count whole milliseconds: one of them is 1 % of this. */
const shortestSliceMs = 100;

/**
 * @param cells - of a job file; left out: those of the texts
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE, or as `makeCells` does
 */
export function parseParityRequest(texts: ParityTexts, cells?: ParityCell[]): ParityRequest {
  return {
    pairs: pairsOf(texts.repeats ?? parityDefaults.repeats),
    sliceMs: sliceOf(texts.slice ?? parityDefaults.slice),
    cache: cacheOf(texts.cache ?? parityDefaults.cache),
    equivalence: shareOf(texts.equivalence ?? parityDefaults.equivalence),
    cells: cells ?? makeCells(texts),
  };
}

function pairsOf(text: string): number {
  const pairs = /^\d+$/.test(text) ? Number(text) : 0;
  if (pairs >= fewestPairs && pairs <= mostPairs) return pairs;
  throw badValue(
    'repeats',
    text,
    `Give a number of pairs from ${fewestPairs} to ${mostPairs}; the default is ${parityDefaults.repeats}.`,
  );
}

function sliceOf(text: string): number {
  const parsed = parseDuration(text, { bareUnit: 's', unit: 'ms' }, 'vfload');
  if (parsed.ok && parsed.value >= shortestSliceMs) return parsed.value;
  throw badValue(
    'slice',
    text,
    `Give a time of ${shortestSliceMs}ms or more, such as ${parityDefaults.slice}.`,
  );
}

function cacheOf(text: string): CacheState {
  if (text === 'warm' || text === 'cold') return text;
  throw badValue('cache', text, 'Give warm (the file is read before each slice) or cold (it is dropped).');
}

function shareOf(text: string): number {
  const [, digits] = /^(\d+(?:\.\d+)?)%?$/.exec(text) ?? [];
  const percent = Number(digits);
  if (digits !== undefined && percent > 0 && percent < 100) return percent / 100;
  throw badValue('equivalence', text, 'Give a percentage above 0 and below 100, such as 3%.');
}

function badValue(option: string, text: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option --${option}: "${text}" is no value of it.`, {
    remedy,
  });
}
