/** Why something could not be calibrated, as the end of a sentence. */
import { VfloadError } from '../errors.ts';
import type { Verdict } from '../result/run-outcome.ts';

export interface Uncalibrated {
  reason: string;
}

/** What cannot be done is the reason why an engine has no figure. */
export async function attempt<Result>(work: () => Promise<Result>): Promise<Result | Uncalibrated> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof VfloadError)) throw error;
    return { reason: asEnd(error.message) };
  }
}

export function reasonOf(verdict: Exclude<Verdict, { outcome: 'measured' }>): Uncalibrated {
  const { message, cause } = verdict.reason;
  return { reason: `${asEnd(message)} (${cause})` };
}

/** A sentence as the end of another one. */
function asEnd(message: string): string {
  return message.replace(/\.$/, '');
}
