/** What only `vfload fio` carries out, and why `vfload run` does not. */
import { VfloadError } from '../errors.ts';
import { engineFacts } from './engine-facts.ts';
import type { JobOptions } from './job-options.ts';
import { badValue } from './option-mistake.ts';
import { jobOptionTable } from './registry.ts';

/**
 * What vfload does only in fio's place, and why not elsewhere: there it lays out the files of all repeats alike before the first of
 * them, and looks after them until the end.
 */
const ofFioFace = {
  create_on_open: 'lays out its files before the first repeat, so that all repeats find them alike',
  create_serialize: 'lays out its files one after the other, before the first repeat',
  create_only: 'lays out its files to measure on them, and removes them afterwards',
  allow_file_create: 'makes the files of its jobs itself; one that is there and large enough it only reads',
  unlink: 'removes its files after the last repeat, since all repeats work on them',
  unlink_each_loop: 'removes its files after the last repeat, since all repeats work on them',
  file_append: 'has all repeats work on files of the same size',
  io_submit_mode:
    'tells its own share of each latency, which it does not know of I/Os that threads hand over',
  fill_device: 'leaves a part of the file system free, and checks that its files fit before it makes them',
} as const;

/** Elsewhere jobs are vfload's own, and start nothing. */
const processOfFioFace = ['uid', 'gid', 'exec_prerun', 'exec_postrun'] as const;

/** What is done with files. @throws VfloadError ERR_VFLOAD_OPTION_UNSUPPORTED, ERR_VFLOAD_OPTION_VALUE */
export function checkFiles(job: JobOptions): void {
  for (const [name, reason] of Object.entries(ofFioFace)) {
    if (job[name as keyof typeof ofFioFace] === jobRegistryDefault(name)) continue;
    throw new VfloadError(
      'ERR_VFLOAD_OPTION_UNSUPPORTED',
      `Option ${name}: only vfload fio carries it out.`,
      {
        cause: `vfload run ${reason}`,
        remedy: `Run the job with vfload fio, or leave ${name} out.`,
      },
    );
  }
  if (job.nrfiles !== 0) return;
  throw badValue('nrfiles', '0', 'leaves nothing to work on', 'Give the number of files, 1 at least.');
}

/** What the process of a job is. @throws VfloadError ERR_VFLOAD_OPTION_UNSUPPORTED */
export function checkProcess(job: JobOptions): void {
  const name = processOfFioFace.find((one) => job[one] !== undefined);
  if (name === undefined) return;
  throw new VfloadError('ERR_VFLOAD_OPTION_UNSUPPORTED', `Option ${name}: only vfload fio carries it out.`, {
    cause: 'the jobs of vfload run work as the user who started it, and start no programs',
    remedy: `Run the job with vfload fio, or leave ${name} out.`,
  });
}

/** Their files come and go while they are measured, and repeats would find another directory each. */
export function checkFileOperations({ ioengine }: JobOptions): void {
  if (engineFacts[ioengine].measuresOpens !== true) return;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_UNSUPPORTED',
    `Option ioengine: only vfload fio carries out ${ioengine}.`,
    {
      cause: 'vfload removes only files that it has laid out, and each repeat needs the same files',
      remedy: 'Run the job with vfload fio, or choose another engine.',
    },
  );
}

function jobRegistryDefault(name: string): unknown {
  const entry = jobOptionTable[name];
  return entry !== undefined && 'default' in entry ? entry.default : undefined;
}
