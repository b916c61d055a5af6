/**
 * Jobs whose I/Os are compared one by one: every workload with every way to choose what comes next, and with sizes, numbers of files
 * and ends that take turns. Words are the registry's, so that a new one is compared as well.
 */
import { jobRegistry } from '../../../lib/options/registry.ts';

export type Options = Readonly<Record<string, string>>;

/** What a word needs behind it to be of use here; of the others nothing. */
const postfixes: Readonly<Record<string, string>> = {
  'random_distribution=zoned': ':50/10:30:20/20',
  'random_distribution=zoned_abs': ':60/16k:40/44k',
  'random_distribution=zipf': ':1.2:0.3',
  'random_distribution=normal': ':20',
  'file_service_type=roundrobin': ':3',
  'file_service_type=random': ':2',
  'file_service_type=normal': ':40:0.4',
};

type WordOption = {
  [Name in keyof typeof jobRegistry]: (typeof jobRegistry)[Name] extends { choices: readonly string[] }
    ? Name
    : never;
}[keyof typeof jobRegistry];

/** A case for each word of an option. */
function everyWord(name: WordOption, others: Options = {}): Options[] {
  return jobRegistry[name].choices.map((word) => ({
    ...others,
    [name]: word + (postfixes[`${name}=${word}`] ?? ''),
  }));
}

/** Beside `rw` alone. Options of random workloads change nothing in others, which is compared as well. */
const ways: readonly Options[] = [
  {},
  { bs: '8k,4k' },
  { bs: '8k,8k,2k' },
  { bs: '3000' },
  { bsrange: '2k-9k' },
  { bsrange: '2k-9k', bs_unaligned: '1' },
  { bsrange: '8k-32k,4k-8k' },
  { bssplit: '4k/20:16k/30:8k' },
  { bssplit: '8k/20:2k,16k/60:4k', norandommap: '1' },
  { bs: '4k,16k', bs_is_seq_rand: '1', percentage_random: '60' },
  { norandommap: '1' },
  { ba: '8k' },
  { ba: '1k,512', bsrange: '1k-4k' },
  { percentage_random: '40,70' },
  ...everyWord('random_distribution'),
  { random_distribution: 'pareto:0.3:0.8', bs: '8k' },
  { random_distribution: 'normal:5:0.2', bsrange: '2k-8k' },
  ...everyWord('random_generator'),
  { random_generator: 'lfsr', bs: '4k,8k' },
  { random_generator: 'tausworthe64', bssplit: '4k/50:8k/50' },
  { randseed: '77' },
  { randseed: '77', randrepeat: '0', bsrange: '4k-8k' },
  { allrandrepeat: '1', bsrange: '4k-8k', percentage_random: '50' },
  { offset: '20k' },
  { zonemode: 'strided', zonesize: '8k', nrfiles: '1' },
  { zonemode: 'strided', zonesize: '8k', zonerange: '16k', zoneskip: '8k', nrfiles: '1' },
  { zonemode: 'strided', zonesize: '32k', zonerange: '16k', nrfiles: '1' },
  ...everyWord('file_service_type', { nrfiles: '3' }),
  { file_service_type: 'random', nrfiles: '5', bsrange: '2k-8k' },
  { nrfiles: '4', openfiles: '2' },
  { ioengine: 'libaio', iodepth: '8', random_distribution: 'zipf:0.7' },
  { thread: '1', percentage_random: '30' },
];

const sizes = ['256k', '250000', '192k'];
const ends: readonly Options[] = [
  {},
  { loops: '2' },
  { io_size: '100k' },
  { io_size: '600k' },
  { number_ios: '33' },
  { io_size: '50%', loops: '3' },
  { number_ios: '20', loops: '3' },
];
const fileCounts = ['1', '1', '3'];

/** What may follow each word of `rw`; it takes turns. */
const modifiers: Readonly<Record<string, readonly string[]>> = {
  read: ['', '', ':4k', ':-8k'],
  write: ['', ':8k', ''],
  rw: ['', '', ':4k'],
  randread: ['', ':3', ''],
  randwrite: ['', '', ':8'],
  randrw: ['', '', '', ':2'],
  trim: ['', '', ':8k', ':-8k'],
  randtrim: ['', ':3', ''],
  trimwrite: ['', ':8k', '', ''],
  randtrimwrite: ['', '', ':3', ''],
};

/** @returns the nth, over and over again. */
function turn<Value>(values: readonly Value[], index: number): Value {
  return values[index % values.length] as Value;
}

const words = jobRegistry.rw.choices;

/** Of files, trims are punched holes. Where an option of the others has no meaning, nothing takes its place. */
const waysOfTrims: readonly Options[] = ways
  .filter(({ bs_is_seq_rand: isSplit, ioengine }) => isSplit === undefined && ioengine === undefined)
  .concat([
    { bs: '8k,8k,4k' },
    { bs: '4k,8k,16k' },
    { bs: '4k,16k,8k' },
    { bsrange: '4k-8k,8k-16k,4k-16k' },
    { bsrange: '2k-9k', norandommap: '1', randseed: '9' },
    { bssplit: '8k,4k/50:8k/50,4k/30:16k/70' },
    { ba: '4k,4k,16k', bs: '4k,4k,8k' },
    { percentage_random: '10,20,60' },
    { ioengine: 'null', bsrange: '4k-16k' },
  ])
  .map((way) => ({ ioengine: 'falloc', ...way, ...(isSkewed(way) ? { number_ios: '0' } : {}) }));

/** Which file a further pass begins with, after one that ended by its number of I/Os, is not alike. */
function isSkewed({ file_service_type: service = '' }: Options): boolean {
  return ['zipf', 'pareto', 'normal'].includes(service.split(':')[0] ?? '');
}

/**
 * Ways beside which the others change something: shares of files that are not there before, zones and lengths, files of drawn sizes,
 * passes that end by their bytes.
 */
const together: readonly Options[] = [
  { rw: 'read', size: '1m', offset: '10%', loops: '2' },
  { rw: 'randwrite', size: '96k', offset: '20%', loops: '2', percentage_random: '50' },
  { rw: 'read:8k', size: '1m', offset: '10%', bsrange: '2k-9k', nrfiles: '5' },
  { rw: 'rw', size: '100k', offset: '10%', loops: '3', bsrange: '2k-9k', nrfiles: '2' },
  { rw: 'read:16k', size: '192k', offset: '16k', io_size: '50%' },
  { rw: 'read', size: '1m', offset: '10%', zonemode: 'strided', zonesize: '64k', zoneskip: '64k' },
  { rw: 'read', size: '1m', offset: '10%', zonemode: 'strided', zonesize: '64k', loops: '2' },
  ...['read', 'write', 'rw', 'randread', 'randrw'].map((rw) => ({
    ...{ rw, size: '1m', bsrange: '2k-9k', zonemode: 'strided', zonesize: '64k', zonerange: '128k' },
  })),
  { rw: 'read', size: '1m', bsrange: '2k-9k', zonemode: 'strided', zonesize: '64k' },
  ...['zoned:50/10:30:20/20', 'zoned_abs:60/512k:40/512k', 'pareto', 'zipf:1.2'].map((distribution) => ({
    ...{
      rw: 'randread',
      size: '1m',
      random_generator: 'lfsr',
      random_distribution: distribution,
      loops: '2',
    },
  })),
  ...['64k-256k', '16k-1m'].flatMap((filesize) =>
    jobRegistry.random_generator.choices.map((generator) => ({
      ...{ rw: 'randread', size: '1m', filesize, nrfiles: '3', random_generator: generator },
    })),
  ),
  { rw: 'read:-4k', size: '1m', filesize: '256k', offset: '64k', nrfiles: '2' },
  ...['sequential', 'random', 'roundrobin:5'].map((service) => ({
    ...{ rw: 'rw', size: '256k', io_size: '600k', bs: '16k', nrfiles: '3', file_service_type: service },
    ...{ ioengine: 'libaio', iodepth: '1' },
  })),
];

/** The cases, each with all of its options. */
export const cases: readonly Options[] = [
  ...words.flatMap((word, column) =>
    (word.includes('trim') ? waysOfTrims : ways).map((way, row): Options => {
      const index = row + 5 * column;
      return {
        rw: word + turn(modifiers[word] ?? [''], index),
        rw_sequencer: turn(jobRegistry.rw_sequencer.choices, index + column),
        size: turn(sizes, index),
        nrfiles: turn(fileCounts, row),
        ...turn(ends, index),
        ...way,
      };
    }),
  ),
  ...together,
];
