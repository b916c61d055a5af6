/** A job's files as the addon takes them. */
import type { JobOptions } from '../../options/job-options.ts';
import type { NativeFiles } from '../native.ts';

/** @returns what is done with the job's files, and no list of them: they are not placed yet. */
export function nativeFiles(job: JobOptions): NativeFiles {
  return {
    list: [],
    openfiles: job.openfiles ?? 0,
    sync: job.sync,
    createOnOpen: job.create_on_open,
    allowFileCreate: job.allow_file_create,
    writeHint: job.write_hint,
    fillDevice: job.fill_device,
    append: job.file_append,
    preRead: job.pre_read,
    fsyncOnClose: job.fsync_on_close,
    unlink: job.unlink,
    unlinkEachLoop: job.unlink_each_loop,
  };
}
