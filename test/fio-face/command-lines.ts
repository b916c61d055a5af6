/** Command lines as people write them, with fio's verdict on each: test/parity/fio-face/command-lines.test.ts asks fio itself. */

export interface CommandLineCase {
  /** Words, with blanks between them. */
  line: string;
  isAccepted: boolean;
  /** Why vfload's verdict is the other one. */
  differs?: string;
}

/** In the current directory of these: `one.fio` and `two.fio`, and a directory `d`. */
export const commandLineFiles: Readonly<Record<string, string>> = {
  'one.fio': '[global]\nrw=randread\nsize=64k\n[a]\nbs=2k\n[b]\nbs=8k\nstonewall\n',
  'two.fio': '[c]\nsize=32k\nrw=write\n[d]\nsize=16k\nnumjobs=2\n',
  'wrong.fio': '[a]\nsize=64k\nblocksze=4k\n',
};

const accepted = [
  // One dash or two, "=" or the next word.
  '--name=x --size=4k --parse-only',
  '-name=x -size=4k -parse-only',
  '-name x -size 4k -rw read',
  '--name x --size 4k --rw randread --direct 1',
  '-name x --size 4k -bs=2k,4k --iodepth 8',
  '--name=x --size=4k -time_based -runtime=1',
  // Beginnings that only one option has.
  '--nam=x --size=4k --readw=write',
  '--name=x --size=4k --norand',
  '--name=x --size=4k --ioeng=libaio',
  '--name=x --size=4k --blocksize=8k --ramp=1',
  '--name=x --size=4k --output-f=json --min',
  // Flags take their value behind "=" only.
  '--name=x --size=4k --thread=0',
  '--name=x --size=4k --thread --group_reporting',
  '--name=x --size=4k --thread=2',
  '--name=x --size=4k --stonewall=5',
  '--name=x --size=4k --norandommap=0x0',
  '--thread=1 --time_based=1 --runtime=5 --name=x --size=4k',
  // Jobs, defaults, and what belongs to which.
  '--size=4k --bs=1k --name=x --name=y --bs=2k',
  '--name=global --bs=1k --iodepth=2 --name=x --size=4k --name=y --size=8k',
  '--bs=1k --name=x --size=4k --name=globals --iodepth=8 --name=y --size=4k',
  '--name=x --size=4k --name=x --size=8k',
  '--name=a:b --size=4k',
  '--name=x,y --size=4k --description=one;two#three',
  '--name=global --size=4k',
  '--directory=d --name=x --size=4k --numjobs=4',
  '--directory=not-there --name=x --size=4k',
  '--directory=d --filename=f --name=x --size=4k --filename=g:h',
  '--parse-only',
  // Aliases.
  '--name=x --size=4k --blocksize=1k --readwrite=randwrite',
  '--name=x --size=4k --timeout=3 --fileoffset=4k',
  '--name=x --size=4k --buffered=0',
  '--name=x --size=4k --rw=rw --rwmixwrite=30',
  '--name=x --size=4k --wait_for_previous',
  '--name=x --size=4k --rw=readwrite --rwmixread=70 --rwmixwrite=10',
  // Odd units.
  '--name=x --size=1m --bs=4KiB',
  '--name=x --size=1mib --bs=4kb',
  '--name=x --size=4kfoo --bs=4K',
  '--name=x --size=1.5m --bs=1',
  '--name=x --size=0x10000 --bs=0X200',
  '--name=x --size=4ki --bs=1024b',
  '--name=x --size=1G --bs=1M --offset=4q',
  '--name=x --size=4k --runtime=10sec',
  '--name=x --size=4k --runtime=2m --ramp_time=500ms',
  '--name=x --size=4k --runtime=1H --ramp_time=1d',
  '--name=x --size=4k --runtime=90usec --ramp_time=20',
  // Twice the same: the last one counts.
  '--name=x --size=4k --rw=read --rw=write',
  '--name=x --size=4k --bs=1k --blocksize=2k --bs=4k',
  '--name=x --size=4k --direct=1 --buffered=1',
  // Job files in any place.
  'one.fio',
  'one.fio two.fio --bs=1k',
  '--directory=d --iodepth=16 --size=64k --direct=1 --blocksize=4K --append-terse one.fio',
  'one.fio --name=x --size=4k two.fio --parse-only',
  '--section=a one.fio',
  '--section --name=x --size=4k',
  '--section b --section=a one.fio --bs=4k',
  '-- one.fio',
  '--bs=4k -- one.fio two.fio',
  // Engines' own options.
  '--name=x --size=4k --ioengine=libaio --userspace_reap',
  '--ioengine=io_uring --registerfiles --name=x --size=4k --fixedbufs=1',
  '--name=x --size=4k --ioengine=io_uring --fixed',
  // Processes.
  '--name=x --size=4k --nice=-5 --prio=3 --prioclass 2',
  '--name=x --size=4k --cpumask=1 --cpus_allowed=0',
  '--name=x --size=4k --cpus_allowed=0 --cpus_allowed_policy=split --numjobs=2',
  '--name=x --size=4k --numa_cpu_nodes=0 --numa_mem_policy=bind:0',
  '--name=x --size=4k --uid=65534 --gid 65534',
  '--name=x --size=4k --exec_prerun=ls --exec_postrun=pwd',
  // fio's flags.
  '--name=x --size=4k --output-format normal,terse',
  '--name=x --size=4k --output-format=json+ --terse-version=5 --append-terse',
  '--append-terse=1 --minimal --name=x --size=4k',
  '--eta=never --eta-newline=2 --eta-interval=250ms --name=x --size=4k',
  '--eta=sometimes --name=x --size=4k',
  '--max-jobs=1 --alloc-size=x --name=x --size=4k --numjobs=2',
  '--debug=io,nothing --name=x --size=4k',
  '--trigger=ls --name=x --size=4k',
  '--trigger-file=f --trigger-timeout=2m --trigger ls --trigger-remote=ls --name=x --size=4k',
  '-W f -B 500ms -H ls --name=x --size=4k',
  '--aux-path=d --name=x --size=4k',
  '-K not-there --name=x --size=4k',
  '--idle-prof=system --name=x --size=4k',
  '-I percpu --name=x --size=4k',
  '--status-interval=500ms --name=x --size=4k',
  '--readonly --name=x --size=4k --rw=randread',
  '--name=x --size=4k --rw=write --readonly',
  '-o out.txt -F json -V 4 -r --name=x --size=4k',
  '-oout.txt --name=x --size=4k',
  '--version --bogus',
  '-h',
  '--help --rw=foo',
  '--showcmd one.fio',
  '--cmdhelp=bs',
  '--enghelp=libaio,userspace_reap',
];

const refused = [
  '--bogus',
  '--bogus --name=x --size=4k',
  '--name=x --size=4k --bs',
  '--name=x --size=4k --direct',
  '--name=x --size=4k --thread 0',
  '--name=x --size=4k --blocks=4k',
  '--name=x --size=4k --iod=1 --ioengine=libaio',
  '-t 5 --name=x --size=4k',
  '--name=x --size=4k ---rw=read',
  '--NAME=x --size=4k',
  '--name= --size=4k',
  '--name=x --size=4k --filename=',
  '--name=x --size=4k --rw=foo',
  '--size=4k --rw=foo',
  '--rw=READ --name=x --size=4k',
  '--name=x --size=abc',
  '--name=x --size=100000000000000000000',
  '--name=x --size=4k --bs=0',
  '--name=x --size=4k --bs=$pagesize',
  '--name=x --size=4k --numjobs=$ncpus',
  '--name=x --size=4k --numjobs=x',
  '--name=x --size=4k --iodepth=0',
  '--name=x --size=4k --rwmixread=101',
  '--name=x --size=4k --direct=2',
  '--name=x --size=4k --direct=yes',
  '--name=x --size=4k --thread=yes',
  '--name=x --size=4k --stonewall 1',
  '--name=x --size=4k --runtime=abc',
  '--name=x --size=4k --ioengine=bogus',
  '--name=x --size=4k --userspace_reap --ioengine=libaio',
  '--name=x --size=4k --ioengine=libaio --name=y --userspace_reap --size=4k',
  '--name=x --size=4k --include=one.fio',
  '--readonly --name=x --size=4k --rw=randwrite',
  '--version=1',
  '--minimal=1 --name=x --size=4k',
  '--output-format=xml --name=x --size=4k',
  '--output-format= --name=x --size=4k',
  '--output-format=terse, --name=x --size=4k',
  '--terse-version=9 --name=x --size=4k',
  '--terse-version x --name=x --size=4k',
  '--eta-interval=1ms --name=x --size=4k',
  '--eta-newline=x --name=x --size=4k',
  '--status-interval=x --name=x --size=4k',
  '--name=x --size=4k --prio=8',
  '--name=x --size=4k --prioclass=4',
  '--name=x --size=4k --nice=20',
  '--name=x --size=4k --cpus_allowed_policy=some',
  '--name=x --size=4k --exec_prerun=',
  '--idle-prof=foo --name=x --size=4k',
  '--trigger-timeout=x --name=x --size=4k',
  '--output=not-there/f --name=x --size=4k',
  '--latency-log=x --name=x --size=4k',
  'not-there.fio',
  '-- one.fio --bs=4k',
  'wrong.fio',
  '--bs=0 one.fio',
  '--enghelp=nothing-like-that',
];

/** vfload refuses what it does not carry out; what fio takes without doing anything, too. */
const differing: readonly [string, string][] = [
  ['--idle-prof=calibrate --name=x --size=4k', 'vfload asks the kernel, which needs no calibration'],
  ['--crctest=crc32c', 'vfload has no self-tests'],
  ['--profile=tiobench', 'vfload has no profiles'],
];

export const commandLineCases: readonly CommandLineCase[] = [
  ...accepted.map((line) => ({ line, isAccepted: true })),
  ...refused.map((line) => ({ line, isAccepted: false })),
  ...differing.map(([line, differs]) => ({ line, isAccepted: false, differs })),
];

/** The words of a command line of these. */
export function wordsOf({ line }: CommandLineCase): string[] {
  return line.split(' ');
}
