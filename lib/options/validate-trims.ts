/** What jobs that trim (`rw=trim`, `randtrim`, `trimwrite`, `randtrimwrite`) cannot do besides. */
import { VfloadError } from '../errors.ts';
import { engineFacts } from './engine-facts.ts';
import type { JobOptions } from './job-options.ts';
import { usedMethod } from './verification.ts';
import { trimsAnything } from './workload.ts';

/** @throws VfloadError ERR_VFLOAD_OPTION_UNSUPPORTED */
export function validateTrims(job: JobOptions): void {
  if (!trimsAnything(job)) return;
  const { ioengine } = job;
  if (usedMethod(job) !== undefined) {
    // fio 3.33 verifies nothing in the one case, and finds holes to be no data in the other.
    throw refused(
      job,
      'with verify',
      'a block that was trimmed has no contents to verify',
      'Leave verify out.',
    );
  }
  if (job.bs_is_seq_rand) {
    throw refused(
      job,
      'with bs_is_seq_rand',
      'trims would take the sizes of reads and writes, and the places of their own',
      'Leave bs_is_seq_rand out, and give bs a third value, for trims.',
    );
  }
  if (engineFacts[ioengine].measuresOpens === true) {
    throw refused(
      job,
      `with ioengine=${ioengine}`,
      'it measures how files are opened, and fio counts that as reads of a job that has none',
      'Choose rw=read or rw=write, or ioengine=falloc to trim.',
    );
  }
}

function refused({ rw }: JobOptions, where: string, cause: string, remedy: string): VfloadError {
  const message = `Option rw: vfload does not carry out ${rw.word} ${where}.`;
  return new VfloadError('ERR_VFLOAD_OPTION_UNSUPPORTED', message, { cause, remedy });
}
