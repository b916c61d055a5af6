/** What `--help` says before the options: examples first. */

export const suiteHelp = `Measures file systems that a host shares with a guest.

Examples:
  vfload --quick /mnt/share              a first look, under two minutes
  vfload /mnt/share                      three repeats of everything, about eight minutes
  vfload none=/mnt/share --preset study  the study itself, with a label for its results
  vfload virtiofs-none=/mnt/a virtiofs-auto=/mnt/b
                                         two mounts, their runs taking turns
  vfload --ioengine psync,io_uring --rw randread --numjobs 1 /mnt/share
  vfload --only 'randread-*' --direct 1 /mnt/share
  vfload run --directory /mnt/share --rw randread --size 1g --runtime 10
  vfload run job.fio --directory /mnt/share
                                         fio's job files
  vfload probe /mnt/share                what this mount can do
  vfload report none.jsonl               the table again, from a journal
  vfload compare old.jsonl new.jsonl      what differs, and what may be said of it
  vfload parity /mnt/share               vfload and the installed fio, side by side
`;

export const suiteFootnotes = `
Sizes: 4k, 4KB and 4KiB are 4096 bytes. Times: 500ms, 20s, 2m; a number alone counts seconds.
Of --rw, seqread and seqwrite are the study's names for read and write.
Of --numjobs, 4 is the study's "multi"; with another number than 1 and 4, runs are called like
randread-psync-jobs2.
Labels of the study: virtiofs-{none,auto,always}[-dax], 9p-{none,mmap,loose}; any other will do.
Exit codes: 0 done; 1 a job failed; 2 usage, nothing was touched; 3 nothing asked for is supported;
129, 130, 143 stopped by a signal.
`;

export const studyHelp = `A study described in a file: configurations, suite, repeats and hooks. Run again, it goes on where it stopped.

Examples:
  vfload study study.yaml -o study.jsonl
  vfload study --explain study.yaml       what it would do
  vfload study study.yaml --repeats 8     options override the file

  # study.yaml
  suite: virtiofs-2020
  configurations:
    - { label: virtiofs-none, directory: /mnt/none }
    - { label: virtiofs-auto, directory: /mnt/auto }
`;

export const studyFootnotes = `
docs/studies.md in the repository has the whole form; schema/study.schema.json in this package checks it.
Suites in this package: virtiofs, virtiofs-2020 (the study of 2020, whose every deviation is printed).
`;

export const runHelp = `fio's job files, or one run described by fio's options, with vfload's repeats, table and journal.

Examples:
  vfload run job.fio --directory /mnt/share --repeats 3
  vfload run --section randread job.fio   one job of the file
  vfload run --explain job.fio            what it would do
  vfload run --directory /mnt/share --rw randread --size 1g --runtime 10 --time_based
  vfload run --rw randrw --rwmixread 75 --ioengine libaio --iodepth 16 --direct 1 --size 4g --numjobs 4
  vfload run --quick --rw write --end_fsync 1 --json
  vfload run --size 1g --rw randread --output-format normal,json+
                                         what fio would print, instead of vfload's table
`;

export const runFootnotes = `
Any other option of fio's is refused with the reason, or taken where it would change nothing;
--cmdhelp[=OPTION] and --enghelp[=ENGINE[,OPTION]] tell of them all, and so does docs/options.md in
this package.
`;

export const probeHelp = `What the mount of a directory can do: operations × ok, errno, note.

Examples:
  vfload probe /mnt/share
  vfload probe --format json /mnt/share
`;

export const probeFootnotes = `
Exit codes: 0 done, whatever works; 1 an operation hung; 2 usage, or the directory cannot be opened.
`;

export const reportHelp = `The report again, from journals that vfload wrote, and from anything that fio printed.

Examples:
  vfload report none.jsonl
  vfload report --format study none.jsonl
  vfload report fio.json fio-log.txt      JSON, terse lines, text: what a file is, it tells itself
  vfload report --format csv *.json
  vfload report --format html -o out.html none.jsonl auto.jsonl
                                         one page with charts, to be opened in a browser
  vfload report --json none.jsonl auto.jsonl
  vfload report --output-format terse --terse-version 5 none.jsonl
`;

export const reportFootnotes = `
Exit codes are those of measuring: 0 done; 1 a cell failed, told on stderr; 2 a file holds no results;
3 nothing that was asked for is supported.
`;

export const compareHelp = `What differs between results, and what may be said of it: faster, slower, the same, or undecided.

Examples:
  vfload compare old.jsonl new.jsonl
  vfload compare study.jsonl              its configurations, with the first of them
  vfload compare fio.json run.jsonl       another tool: never faster, but a tool difference
  vfload compare --metric iops,clat_p99 --equivalence 5% old.jsonl new.jsonl
  vfload compare --fail-if slower:5% old.jsonl new.jsonl
`;

export const compareFootnotes = `
Exit codes: 0 done; 1 --fail-if: a whole interval is beyond, or a cell is undecided; 2 nothing to compare, or
--fail-if cannot be answered (one repeat, different tools).
`;

export const parityHelp = `A certificate that vfload and the installed fio measure the same: both, in short slices that take turns.

Examples:
  vfload parity /mnt/share                about five minutes
  vfload parity -o parity.json /mnt/share
                                         every slice as well, as JSON
  vfload parity --rw randread --ioengine psync,io_uring --repeats 20 /mnt/share
  vfload parity --cache cold --direct 1 --equivalence 5% /mnt/share
  vfload parity --directory /mnt/share job.fio
                                         the jobs of a file, each for itself
`;

export const parityFootnotes = `
Works in a directory of its own under DIR, and removes it.
Exit codes: 0 done, whatever the verdicts; 1 a cell failed; 2 usage, fio is missing or too old, or the
directory cannot be used; 129, 130, 143 stopped by a signal.
`;

export const fioHelp = `vfload fio works in fio's place: scripts that call fio need no change.

  vfload fio --name=t --directory=/mnt/share --rw=randread --size=1g --output-format=json
  ln -s "$(command -v vfload-fio)" ~/bin/fio

`;
