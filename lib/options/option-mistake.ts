/** Errors of values that are no good by themselves, or not together. */
import { VfloadError } from '../errors.ts';

/** @returns `Option NAME: "VALUE" PROBLEM.` */
export function badValue(name: string, value: string, problem: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option ${name}: "${value}" ${problem}.`, { remedy });
}

/** @returns an error of options that do not go together */
export function conflict(message: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_CONFLICT', message, { remedy });
}
