/** One run of vfload in fio's place beside one of fio: the same entries, keys, types, fields and lines in the same order. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { shapeOf } from '../document-shape.ts';
import { pairMissing, pairOfBlock, type Tool } from './called-fio.ts';

const missing = pairMissing();

const groups = `
[global]
size=256k
rw=randread
bs=4k
bs=2k
group_reporting
[first]
numjobs=2
description=two of it
thread=0
[writes]
rw=write
fsync=8
ioengine=libaio
iodepth=4
stonewall
[writes]
rw=randrw
group_reporting=0
`;

/** The order in which fio takes options of a section is not that of the file. */
const twice = `
[global]
filename=first
bs=4k
directory=.
bs=8k
[global]
bs=2k
[a]
filename=f
size=16k
kb_base=1024
filename=h
rw=read
blocksize=4k
rw=randread
description=a "quoted" \\ one
`;

interface Document {
  'fio version': string;
  jobs: { jobname: string; groupid: number; error: number; desc?: string }[];
}

describe.skipIf(missing !== undefined)(`the output of one run ${missing ?? ''}`, () => {
  const pair = pairOfBlock();
  beforeAll(() => {
    writeFileSync(path.join(pair.root, 'groups.fio'), groups);
    writeFileSync(path.join(pair.root, 'later.fio'), '[later]\nsize=64k\n');
    writeFileSync(path.join(pair.root, 'twice.fio'), twice);
  });

  /** What a tool prints; vfload follows the installed version. */
  function printed(tool: Tool, ...words: string[]): string {
    const { stdout, status } = pair.run(tool, tool === 'fio' ? words : ['--fio-compat=3.33', ...words]);
    expect(status).toBe(0);
    return stdout;
  }

  const jsonOf = (text: string): string => text.slice(text.indexOf('{\n'));

  test.each([
    [['../groups.fio']],
    [['--iodepth=2', '--direct=1', '../groups.fio']],
    [['--bs=4k', '../groups.fio', '../later.fio']],
    [['--bs=1k', '--bs=2k', '../twice.fio']],
    [['--name=x', '--size=16k', '--rw=read', '--rw=randread', '--filename=a', '--filename=b', '--bs=1k']],
    [
      [
        '--name=x',
        '--size=64k',
        '--thread',
        '--bs=4k',
        '--blocksize=8k',
        '--name=y',
        '--size=64k',
        '--rw=write',
      ],
    ],
    [['--size=64k', '--name=global', '--bs=1k', '--name=x', '--rw=rw', '--rwmixwrite=30']],
  ])('JSON has the same entries and keys: %j', (words) => {
    const [theirs, ours] = (['fio', 'vfload'] as const).map((tool) =>
      jsonOf(printed(tool, '--output-format=json', ...words)),
    );
    const told = (text = ''): unknown => {
      const document = JSON.parse(text) as Document;
      return document.jobs.map((job) => [job.jobname, job.groupid, job.error, job.desc]);
    };
    expect(told(ours)).toEqual(told(theirs));
    // As text: an option that was given twice is there twice.
    const options = (text = ''): string[] => text.match(/"(global|job) options" : \{[^}]*\}/g) ?? [];
    expect(options(ours)).toEqual(options(theirs));
    expect(shapeOf(ours ?? '')).toEqual(shapeOf(theirs ?? ''));
    expect(ours).toMatch(/^\{\n {2}"fio version" : "fio-3\.33-vfload-/);
  });

  test.each(['2', '3', '4', '5'])('terse %s has as many lines and fields, of the same jobs', (version) => {
    const [theirs, ours] = (['fio', 'vfload'] as const).map((tool) =>
      printed(tool, '--minimal', `--terse-version=${version}`, '../groups.fio')
        .split('\n')
        .filter((line) => line.includes(';'))
        .map((line) => [line.split(';').length, line.split(';')[version === '2' ? 1 : 2]]),
    );
    expect(ours).toEqual(theirs);
  });

  test('normal output has the same head and the same lines', () => {
    /** Without figures, and without lines that depend on them. */
    const lines = (text: string): string[] =>
      text
        .split('\n')
        .map((line) => line.replace(/^fio-3.*/, 'VERSION').replace(/^(note): .*/, '$1'))
        .filter((line) => !/^ {5}\| | {2}lat \([mnu]sec\) {3}:|^ {3}(bw|iops) |Laying out/.test(line))
        .map((line) => (/\(g=\d+\)|^Starting/.test(line) ? line : line.replace(/[=[(\d].*/, '').trimEnd()));
    const [theirs, ours] = (['fio', 'vfload'] as const).map((tool) => lines(printed(tool, '../groups.fio')));
    expect(ours).toEqual(theirs);
  });

  test('forms come as terse, JSON, normal, all of it in the file of --output', () => {
    const words = ['--output=out.txt', '--output-format=json,normal,terse', '../groups.fio'];
    const kinds = (['fio', 'vfload'] as const).map((tool) => {
      expect(printed(tool, ...words)).toBe('');
      const text = readFileSync(path.join(pair.directory(tool), 'out.txt'), 'utf8');
      const places = [/^first: \(g=0\)/m, /^3;fio-3\.33/m, /^\{$/m, /^Run status group 0/m, /^Disk stats/m];
      return places.map((place) => text.search(place)).map((at, index, all) => at > (all[index - 1] ?? -1));
    });
    expect(kinds[1]).toEqual(kinds[0]);
  });

  test('--showcmd prints what fio prints', () => {
    const words = ['--showcmd', '--direct=1', '../groups.fio', '../later.fio'];
    const [theirs, ours] = (['fio', 'vfload'] as const).map((tool) =>
      printed(tool, ...words).replaceAll(/ +$/gm, ''),
    );
    // fio puts no word into quotes that a shell would take as one.
    expect(ours?.replaceAll("'--description=two of it'", '--description="two of it"')).toBe(theirs);
  });
});
