/** What a comparison is asked for. */
import { VfloadError } from '../errors.ts';
import { closest } from '../options/did-you-mean.ts';
import { type Adjustment, adjustments } from '../stats/inference/adjust.ts';
import { type MetricName, metricNames } from './metric.ts';

/** A condition that makes the command fail. */
export type FailCondition = { verdict: 'slower'; beyond: number } | { verdict: 'undecided' };

export interface CompareRequest {
  metrics: MetricName[];
  adjustment: Adjustment;
  /** 0.02: within ±2 % is the same. */
  equivalence: number;
  failIf: FailCondition[];
}

/** As the command line has them. */
export interface CompareTexts {
  metric?: string;
  adjust?: string;
  equivalence?: string;
  failIf?: readonly string[];
}

const defaultTexts = { metric: 'iops', adjust: 'holm', equivalence: '2%' } as const;

/** @throws VfloadError ERR_VFLOAD_OPTION_VALUE */
export function parseCompareRequest(texts: CompareTexts): CompareRequest {
  const metrics = (texts.metric ?? defaultTexts.metric)
    .split(',')
    .map((name) => word('metric', name, metricNames));
  return {
    metrics: [...new Set(metrics)],
    adjustment: word('adjust', texts.adjust ?? defaultTexts.adjust, adjustments),
    equivalence: percentOf('equivalence', texts.equivalence ?? defaultTexts.equivalence),
    failIf: (texts.failIf ?? []).flatMap((text) => text.split(',')).map(failCondition),
  };
}

function word<Word extends string>(option: string, text: string, choices: readonly Word[]): Word {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const meant = closest(text, choices);
  throw badValue(
    option,
    text,
    meant === undefined ? `Give one of ${choices.join(', ')}.` : `Did you mean ${meant}?`,
  );
}

/** `2%` and `2` are 0.02. */
function percentOf(option: string, text: string): number {
  const [, digits] = /^(\d+(?:\.\d+)?)%?$/.exec(text) ?? [];
  const percent = Number(digits);
  if (digits === undefined || percent <= 0 || percent >= 100) {
    throw badValue(option, text, 'Give a percentage above 0 and below 100, such as 2%.');
  }
  return percent / 100;
}

function failCondition(text: string): FailCondition {
  if (text === 'undecided') return { verdict: 'undecided' };
  const [verdict, beyond, ...more] = text.split(':');
  if (verdict !== 'slower' || beyond === undefined || more.length > 0) {
    throw badValue('fail-if', text, 'Give slower:5%, undecided, or both with a comma.');
  }
  return { verdict, beyond: percentOf('fail-if', beyond) };
}

function badValue(option: string, text: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option --${option}: "${text}" is no value of it.`, {
    remedy,
  });
}
