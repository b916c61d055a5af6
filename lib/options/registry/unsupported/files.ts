/** Options for files that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const oneFile = 'vfload works on one file a job';
const ownLayout = 'vfload lays out files one way, before the first job starts';
const ownRemoval = 'vfload removes its files when all is measured, and keeps them with --keep-files';

export const unsupportedFilesOptions: UnsupportedTable = {
  filename_format: {
    kind: 'string',
    default: '$jobname.$jobnum.$filenum',
    help: 'Pattern of the names of files that no filename names',
    reason: 'vfload names files JOB.NUMBER.0, or as filename says',
  },
  opendir: {
    kind: 'string',
    help: 'Work on all files below this directory',
    reason: 'vfload works on the one file of a job, not on those that are there',
  },
  nrfiles: {
    kind: 'int',
    aliases: ['nr_files'],
    default: '1',
    min: 0,
    help: 'Number of files that the job is spread over',
    reason: oneFile,
  },
  openfiles: {
    kind: 'int',
    min: 0,
    help: 'Number of files that are open at the same time',
    reason: oneFile,
  },
  file_service_type: {
    kind: 'postfixed',
    choices: ['random', 'zipf', 'pareto', 'normal', 'gauss', 'roundrobin', 'sequential'],
    postfixes: {
      random: 'int',
      roundrobin: 'int',
      sequential: 'int',
      zipf: 'decimals',
      pareto: 'decimals',
      normal: 'decimals',
      gauss: 'decimals',
    },
    default: 'roundrobin',
    help: 'Which of several files comes next',
    reason: oneFile,
  },
  filesize: {
    kind: 'size',
    unit: 'bytes',
    min: 1,
    help: 'Size of each file, apart from how much of it is worked on; a range draws it',
    reason: 'vfload makes files as large as offset and size need',
  },
  fill_device: {
    kind: 'bool',
    aliases: ['fill_fs'],
    default: '0',
    help: 'Write until the file system is full',
    reason: 'vfload does not fill file systems; it checks that its files fit before it writes',
  },
  file_append: {
    kind: 'bool',
    default: '0',
    help: 'Begin at the end of the file',
    reason: 'vfload does not append; it works on the range from offset on',
  },
  fallocate: {
    kind: 'enum',
    choices: ['none', 'native', 'posix', 'keep', 'truncate', '0', '1'],
    default: 'native',
    help: 'How space is allocated before a file is written',
    reason: "vfload allocates space by fio's default, native, and no other way",
  },
  overwrite: {
    kind: 'bool',
    default: '0',
    help: 'Lay out files for writing with data, so that writes replace it',
    reason: 'vfload does not choose how files for writing are laid out; --keep-files keeps full ones',
  },
  create_serialize: {
    kind: 'bool',
    default: '1',
    help: 'Lay out the files of all jobs one after the other',
    reason: ownLayout,
  },
  create_fsync: {
    kind: 'bool',
    default: '1',
    help: 'fsync each file once it is laid out',
    reason: ownLayout,
  },
  create_on_open: {
    kind: 'bool',
    default: '0',
    help: 'Create a file no earlier than it is opened for I/O',
    reason: ownLayout,
  },
  create_only: {
    kind: 'bool',
    default: '0',
    help: 'Lay out files and do no I/O',
    reason: 'vfload does not lay out files without measuring',
  },
  allow_file_create: {
    kind: 'bool',
    default: '1',
    help: 'Create files that are not there',
    reason: 'vfload creates what is missing; it cannot be told not to',
  },
  pre_read: {
    kind: 'bool',
    default: '0',
    help: 'Read the file into the page cache before measuring',
    reason: 'vfload does not read files before it measures them; invalidate=0 leaves cached what is',
  },
  unlink: {
    kind: 'bool',
    default: '0',
    help: 'Remove the files when the job has ended',
    reason: ownRemoval,
  },
  unlink_each_loop: {
    kind: 'bool',
    default: '0',
    help: 'Remove the files after each pass',
    reason: ownRemoval,
  },
  lockfile: {
    kind: 'enum',
    choices: ['none', 'exclusive', 'readwrite'],
    default: 'none',
    help: 'Lock a file for each I/O, against other jobs',
    reason: 'vfload does not lock files around I/Os',
  },
  write_hint: {
    kind: 'enum',
    choices: ['none', 'short', 'medium', 'long', 'extreme'],
    help: 'Tell the kernel how long what is written will stay',
    reason: 'vfload does not give write hints',
  },
  filetype: {
    kind: 'string',
    after: '3.33',
    help: 'What is created by engines that create: files, directories, …',
    reason: 'vfload creates regular files only',
  },
};
