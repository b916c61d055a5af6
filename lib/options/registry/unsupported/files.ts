/** Options for files that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const oneFile = 'vfload works on one file a job';
const ownLayout = 'vfload lays out files one way, before the first job starts';

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
  create_serialize: {
    kind: 'bool',
    default: '1',
    help: 'Lay out the files of all jobs one after the other',
    reason: ownLayout,
  },
  create_only: {
    kind: 'bool',
    default: '0',
    help: 'Lay out files and do no I/O',
    reason: 'vfload does not lay out files without measuring',
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
