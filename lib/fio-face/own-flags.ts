/** The flags of fio's own command line: what is no option of a job (fio-semantics 6). */

export interface OwnFlag {
  /** Whether a value belongs to it: `required` may be the next word, `optional` only `--flag=value`. */
  readonly value: 'none' | 'optional' | 'required';
  /** The letter that says the same. */
  readonly short?: string;
  /** One line, in the words of `--help`. */
  readonly help: string;
  /** Name of the value in `--help`. */
  readonly valueName?: string;
  /** Why vfload refuses it, as a sentence without its full stop. */
  readonly refused?: string;
}

const noProfiles = 'vfload has no profiles; a job file says the same';
const noNetwork = 'vfload runs jobs on the machine that it is started on; ssh starts it elsewhere';
const noSelfTests = "vfload has no self-tests of fio's clock, checksums and copying";
const noReplay = 'vfload does not read block traces';

export type OwnFlagName =
  | 'debug'
  | 'parse-only'
  | 'merge-blktrace-only'
  | 'output'
  | 'latency-log'
  | 'bandwidth-log'
  | 'minimal'
  | 'output-format'
  | 'append-terse'
  | 'terse-version'
  | 'version'
  | 'help'
  | 'cpuclock-test'
  | 'crctest'
  | 'memcpytest'
  | 'cmdhelp'
  | 'enghelp'
  | 'showcmd'
  | 'eta'
  | 'eta-newline'
  | 'eta-interval'
  | 'status-interval'
  | 'readonly'
  | 'section'
  | 'profile'
  | 'alloc-size'
  | 'warnings-fatal'
  | 'max-jobs'
  | 'server'
  | 'daemonize'
  | 'client'
  | 'remote-config'
  | 'idle-prof'
  | 'inflate-log'
  | 'trigger-file'
  | 'trigger-timeout'
  | 'trigger'
  | 'trigger-remote'
  | 'aux-path'
  | 'fio-compat';

export const ownFlags: Readonly<Record<OwnFlagName, OwnFlag>> = {
  debug: {
    value: 'required',
    short: 'd',
    valueName: 'WORDS',
    help: 'Tell more about these; "help" lists them',
  },
  'parse-only': {
    value: 'none',
    short: 'P',
    help: 'Read the jobs and end; the exit code tells whether they are right',
  },
  'merge-blktrace-only': { value: 'none', help: 'Merge block traces and end', refused: noReplay },
  output: { value: 'required', short: 'o', valueName: 'FILE', help: 'Write the output to this file' },
  'latency-log': {
    value: 'required',
    short: 'l',
    help: 'Log latencies',
    refused: 'jobs have an option for that: write_lat_log',
  },
  'bandwidth-log': { value: 'none', short: 'b', help: 'Log the bandwidth of all jobs together' },
  minimal: { value: 'none', short: 'm', help: 'Print terse output only' },
  'output-format': {
    value: 'required',
    short: 'F',
    valueName: 'FORMS',
    help: 'Print these of normal, terse, json and json+, with commas',
  },
  'append-terse': { value: 'optional', short: 'f', help: 'Print terse output as well' },
  'terse-version': {
    value: 'required',
    short: 'V',
    valueName: 'N',
    help: 'The form of terse output: 2 to 5 (default 3)',
  },
  version: { value: 'none', short: 'v', help: 'Print the version and end' },
  help: { value: 'none', short: 'h', help: 'Print this and end' },
  'cpuclock-test': { value: 'none', short: 'T', help: "Test the processor's clock", refused: noSelfTests },
  crctest: { value: 'optional', short: 'G', help: 'Time checksums', refused: noSelfTests },
  memcpytest: { value: 'optional', short: 'M', help: 'Time copying', refused: noSelfTests },
  cmdhelp: {
    value: 'optional',
    short: 'c',
    valueName: 'OPTION',
    help: 'Explain an option of jobs; "all" lists them',
  },
  enghelp: {
    value: 'optional',
    short: 'i',
    valueName: 'ENGINE[,OPTION]',
    help: 'List the engines, or the options of one, or explain an option of one',
  },
  showcmd: {
    value: 'none',
    short: 's',
    help: 'Print the command lines that say what the job files say, and end',
  },
  eta: {
    value: 'required',
    short: 'e',
    valueName: 'WHEN',
    help: 'Show progress: always, never or auto (on a terminal)',
  },
  'eta-newline': {
    value: 'required',
    short: 'E',
    valueName: 'TIME',
    help: 'Begin a new line of progress so often',
  },
  'eta-interval': {
    value: 'required',
    short: 'O',
    valueName: 'TIME',
    help: 'Show progress so often (250ms at least)',
  },
  'status-interval': {
    value: 'required',
    short: 'L',
    valueName: 'TIME',
    help: 'Print all results so far so often',
  },
  readonly: { value: 'none', short: 'r', help: 'Refuse jobs that write or trim' },
  section: {
    value: 'required',
    short: 'x',
    valueName: 'NAME',
    help: 'Run this job only; may be given several times',
  },
  profile: { value: 'required', short: 'p', help: 'Run a profile', refused: noProfiles },
  'alloc-size': {
    value: 'required',
    short: 'a',
    valueName: 'KB',
    help: 'Without effect: vfload needs no pool of memory',
  },
  'warnings-fatal': { value: 'none', short: 'w', help: 'Take warnings about jobs for errors' },
  'max-jobs': {
    value: 'required',
    short: 'j',
    valueName: 'N',
    help: "Without effect: vfload's limit is 16384 jobs",
  },
  server: { value: 'optional', short: 'S', help: 'Serve clients', refused: noNetwork },
  daemonize: { value: 'required', short: 'D', help: 'Serve clients in the background', refused: noNetwork },
  client: { value: 'required', short: 'C', help: 'Have a server run the jobs', refused: noNetwork },
  'remote-config': {
    value: 'required',
    short: 'R',
    help: 'Have a server read a job file',
    refused: noNetwork,
  },
  'idle-prof': {
    value: 'required',
    short: 'I',
    valueName: 'WHICH',
    help: 'Tell how idle the processors were: system, or percpu for each of them',
  },
  'inflate-log': {
    value: 'required',
    short: 'X',
    help: 'Print a compressed log',
    refused: 'vfload writes no compressed logs',
  },
  'trigger-file': {
    value: 'required',
    short: 'W',
    valueName: 'FILE',
    help: 'End the jobs and run the command of --trigger when this file appears',
  },
  'trigger-timeout': {
    value: 'required',
    short: 'B',
    valueName: 'TIME',
    help: 'The same after this time',
  },
  trigger: { value: 'required', short: 'H', valueName: 'COMMAND', help: 'That command, for the shell' },
  'trigger-remote': {
    value: 'required',
    short: 'J',
    valueName: 'COMMAND',
    help: 'Without effect, as in fio without a server',
  },
  'aux-path': {
    value: 'required',
    short: 'K',
    valueName: 'DIR',
    help: 'Keep states of verification in this directory; logs are kept where their options say, as in fio',
  },
  // Of vfload, which fio does not have.
  'fio-compat': {
    value: 'required',
    valueName: 'VERSION',
    help: "vfload's own: follow fio 3.33, or current",
  },
};

/** @returns whether a name is one of these flags. */
export function isOwnFlag(name: string): name is OwnFlagName {
  return Object.hasOwn(ownFlags, name);
}

/** @returns the flag that a letter stands for. */
export function flagOfLetter(letter: string): OwnFlagName | undefined {
  return Object.keys(ownFlags)
    .filter(isOwnFlag)
    .find((name) => ownFlags[name].short === letter);
}
