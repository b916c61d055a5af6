/** Options for files that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

export const unsupportedFilesOptions: UnsupportedTable = {
  opendir: {
    kind: 'string',
    help: 'Work on all files below this directory',
    reason: 'vfload works on files that are named (filename), and does not look for others',
  },
  lockfile: {
    kind: 'enum',
    choices: ['none', 'exclusive', 'readwrite'],
    default: 'none',
    help: 'Lock a file for each I/O, against other jobs',
    reason: 'vfload does not keep the I/Os of jobs on one file apart',
  },
  filetype: {
    kind: 'string',
    after: '3.33',
    help: 'What is created by engines that create: files, directories, …',
    reason: 'vfload creates regular files only',
  },
};
