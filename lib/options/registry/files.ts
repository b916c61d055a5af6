/** Options that say which files are worked on. */
export const filesOptions = {
  name: {
    kind: 'string',
    group: 'files',
    scope: 'job',
    required: true,
    help: 'Name of the run in tables and results; by default made of rw and ioengine',
    valueName: 'NAME',
  },
  description: {
    kind: 'string',
    group: 'files',
    scope: 'job',
    help: 'A line about the job, which its results repeat',
    valueName: 'TEXT',
  },
  directory: {
    kind: 'string',
    group: 'files',
    scope: 'job',
    help: 'Directory to work in; by default the current one',
    valueName: 'DIR',
  },
  filename: {
    kind: 'string',
    group: 'files',
    scope: 'job',
    required: true,
    help: 'File inside the directory, shared by all jobs; by default each job has its own, NAME.JOB.0',
    valueName: 'FILE',
  },
} as const;
