/** Jobs that trim, beside fio's: calls, what they count, how they fail, outputs and logs. Their sequences are in sequences/. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FioDocument } from '../../lib/result/fio-document.ts';
import { shapeOf } from './document-shape.ts';
import { type Tool, pairMissing, pairOfBlock, tools } from './fio-face/called-fio.ts';
import { wholeCalls } from './whole-calls.ts';

const noTrace = spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed';
const missing = pairMissing();
const workloads = ['trim', 'randtrim', 'trimwrite', 'randtrimwrite'] as const;

describe.skipIf(missing !== undefined)(`trims as fio's ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  function emptied(tool: Tool): string {
    const folder = pair.directory(tool);
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
    return folder;
  }

  const compat = (tool: Tool): string[] => (tool === 'vfload' ? ['--fio-compat=3.33'] : []);
  const common = ['--name=t', '--filename=t', '--size=64k', '--bs=16k'];

  /** Runs a job in an empty directory. */
  function ran(tool: Tool, words: readonly string[]) {
    const folder = emptied(tool);
    const { status, stdout } = pair.run(tool, [...compat(tool), ...common, ...words]);
    return { folder, status, stdout };
  }

  function documentOf(text: string): FioDocument {
    return JSON.parse(text.slice(text.indexOf('{\n'))) as FioDocument;
  }

  describe.skipIf(noTrace !== undefined)(`system calls ${noTrace ?? ''}`, () => {
    const traced = 'openat,unlink,unlinkat,fallocate,ftruncate,ioctl,pwrite64,fadvise64';

    /** What is done to the file, in order, from its layout on. */
    function deeds(tool: Tool, words: readonly string[], sizeBefore: number | undefined): string[] {
      const folder = emptied(tool);
      const file = path.join(folder, 't');
      if (sizeBefore !== undefined) writeFileSync(file, Buffer.alloc(sizeBefore));
      const trace = path.join(pair.root, `${tool}.trace`);
      const all = ['-f', '-qq', '-e', `trace=${traced}`, '-o', trace, 'fio', ...compat(tool)];
      const given = ['--name=t', `--filename=${file}`, '--size=48k', '--bs=16k', ...words];
      spawnSync('strace', [...all, ...given], { cwd: folder, env: pair.environment(tool), stdio: 'ignore' });
      let descriptor = '';
      return wholeCalls(readFileSync(trace, 'utf8').split('\n'))
        .flatMap((line) => {
          const call = line.replace(/^\d+ +/, '');
          if (call.includes(`"${file}"`)) {
            descriptor = /^openat.* = (\d+)$/.exec(call)?.[1] ?? descriptor;
            return [nameless(call.replace(`"${file}"`, 'FILE'))];
          }
          const on = /^(\w+)\((\d+), (.*)\) += (\S+)/.exec(call);
          if (descriptor === '' || on?.[2] !== descriptor) return [];
          const [, name, , rest = '', result] = on;
          return name === 'pwrite64' ? [`write ${result}`] : [`${name} ${rest} = ${result}`];
        })
        .filter((deed) => !/^ioctl TC/.test(deed));
    }

    /** As it comes from either library, without what no file notices. */
    function nameless(call: string): string {
      return call
        .replace('unlinkat(AT_FDCWD, FILE, 0)', 'unlink(FILE)')
        .replace('|O_CLOEXEC', '')
        .replace(/ += .*$/, '');
    }

    test.each(
      workloads.flatMap((rw) =>
        [undefined, 8192, 65536].flatMap((sizeBefore) =>
          ['falloc', 'psync', 'libaio', 'ftruncate'].map((ioengine) => ({ rw, sizeBefore, ioengine })),
        ),
      ),
    )('$rw by $ioengine of a file of $sizeBefore bytes', ({ rw, sizeBefore, ioengine }) => {
      const words = [`--rw=${rw}`, `--ioengine=${ioengine}`];
      const expected = deeds('fio', words, sizeBefore);
      expect(expected.join('\n')).toMatch(
        { falloc: /fallocate .*PUNCH_HOLE/, ftruncate: /O_RDWR/ }[ioengine] ?? /ioctl BLKDISCARD.*= -1/,
      );
      expect(deeds('vfload', words, sizeBefore)).toEqual(expected);
    });
  });

  /** What a job has counted, and how it ended. */
  function counted(tool: Tool, words: readonly string[]) {
    const { status, stdout } = ran(tool, [...words, '--output-format=json']);
    return {
      status,
      jobs: documentOf(stdout).jobs.map(({ error, read, write, trim, sync, total_err, first_error }) => ({
        ...{ error, total_err, first_error, syncs: sync.total_ios },
        counts: [read, write, trim].map((side) => [
          side.total_ios,
          side.io_bytes,
          side.clat_ns.N,
          side.slat_ns.N,
        ]),
      })),
    };
  }

  test.each([
    ...workloads.flatMap((rw) => [
      ['--ioengine=falloc', `--rw=${rw}`],
      ['--ioengine=null', `--rw=${rw}`],
      ['--ioengine=null', `--rw=${rw}`, '--iodepth=4'],
      ['--ioengine=falloc', `--rw=${rw}`, '--io_submit_mode=offload'],
      ...['psync', 'sync', 'pvsync2', 'libaio', 'io_uring', 'mmap', 'posixaio', 'ftruncate'].map((engine) => [
        `--ioengine=${engine}`,
        `--rw=${rw}`,
        '--iodepth=4',
      ]),
    ]),
    ['--ioengine=falloc', '--rw=trimwrite', '--fsync=1', '--end_fsync=1'],
    ['--ioengine=falloc', '--rw=trim', '--fsync=1', '--fdatasync=1'],
    ['--ioengine=falloc', '--rw=trimwrite', '--unified_rw_reporting=both'],
    ['--ioengine=psync', '--rw=trim', '--continue_on_error=all'],
    ['--ioengine=psync', '--rw=trim', '--continue_on_error=read', '--ignore_error=25'],
    ['--ioengine=psync', '--rw=trim', '--continue_on_error=write', '--ignore_error=,25'],
    ['--ioengine=psync', '--rw=randtrimwrite', '--continue_on_error=all', '--ignore_error=25,ENOTTY'],
    ['--ioengine=libaio', '--rw=trimwrite', '--ignore_error=,25', '--iodepth=4'],
  ])('counts and errors of %s %s %s %s', (...words) => {
    const expected = counted('fio', words);
    expect(expected.jobs[0]?.counts[2]?.[0]).toBeGreaterThan(0);
    expect(counted('vfload', words)).toEqual(expected);
  });

  test('the error is told in words, as of any other I/O', () => {
    for (const tool of tools) {
      const { status, stdout } = ran(tool, ['--rw=trim']);
      expect(status).toBe(1);
      expect(stdout).toMatch(/^fio: pid=\d+, err=25\/file:.*, error=Inappropriate ioctl for device$/m);
      expect(stdout).toMatch(
        /^t: \(groupid=0, jobs=1\): err=25 \(file:.*error=Inappropriate ioctl for device\)/m,
      );
      expect(stdout).toContain('issued rwts: total=0,0,1,0 short=0,0,0,0');
    }
  });

  test('one who trims beside one who writes fails alone', () => {
    const text = [
      ...[
        '[global]',
        'filename=t',
        'size=1m',
        'bs=4k',
        'time_based',
        'runtime=300ms',
        '[fill]',
        'rw=randwrite',
      ],
      ...['ioengine=libaio', 'iodepth=4', 'fill_device=1', '[drain]', 'rw=randtrim', 'ioengine=psync', ''],
    ].join('\n');
    const [expected, ours] = tools.map((tool) => {
      const folder = emptied(tool);
      writeFileSync(path.join(folder, 'pressure.fio'), text);
      const { status, stdout } = pair.run(tool, [...compat(tool), '--output-format=json', 'pressure.fio']);
      const jobs = documentOf(stdout).jobs.map(({ jobname, error, write, trim }) => ({
        ...{ jobname, error, wrote: write.total_ios > 0, trims: trim.total_ios },
      }));
      return { status, jobs };
    });
    expect(expected).toMatchObject({ status: 1, jobs: [{ error: 0 }, { error: 25, trims: 1 }] });
    expect(ours).toEqual(expected);
  });

  test('a job that trims is refused with --readonly', () => {
    for (const tool of tools) {
      for (const rw of workloads) {
        expect(ran(tool, ['--readonly', '--ioengine=falloc', `--rw=${rw}`]).status).not.toBe(0);
      }
    }
  });

  /** A run of which both print the same but for figures. */
  const calm = (rw: string): string[] => ['--ioengine=falloc', `--rw=${rw}`, '--disk_util=0'];

  describe.each(workloads)('outputs of %s', (rw) => {
    test.each(['json', 'json+'])('%s has the same keys', (format) => {
      const [fio, vfload] = tools.map((tool) => {
        const { stdout } = ran(tool, [...calm(rw), `--output-format=${format}`]);
        // Which buckets are not empty is a figure.
        return shapeOf(stdout.slice(stdout.indexOf('{\n')).replace(/"bins" : \{[^}]*\}/g, '"bins" : {}'));
      });
      expect(vfload).toEqual(fio);
    });

    test.each([2, 3, 4, 5])('terse version %i has the same fields', (version) => {
      const [fio, vfload] = tools.map((tool) => {
        const { stdout } = ran(tool, [...calm(rw), '--output-format=terse', `--terse-version=${version}`]);
        const fields = stdout.trim().split(';');
        // Which part of the line is a direction's: nothing was done in the others.
        return fields.map((field) => /^0(?:\.0+)?%?$/.test(field)).slice(0, 100);
      });
      expect(vfload).toHaveLength(fio?.length ?? 0);
    });

    test('normal output has the same lines', () => {
      const [fio, vfload] = tools.map((tool) => {
        const lines = ran(tool, calm(rw)).stdout.split('\n');
        return lines
          .map((line) => /^ *[A-Za-z]+(?: percentiles)?(?= *[:(])|^ {5}\|/.exec(line)?.[0].trim() ?? '')
          .filter((head) => head !== '' && head !== '|')
          .filter((head, index, all) => head !== 'lat' || all[index - 1] !== 'lat');
      });
      expect(fio).toContain('TRIM');
      expect(vfload).toEqual(fio);
    });
  });

  test.each(workloads)('logs of %s have its directions by number', (rw) => {
    const words = [
      ...calm(rw),
      '--write_lat_log=l',
      '--write_bw_log=l',
      '--write_iops_log=l',
      '--log_offset=1',
    ];
    const [fio, vfload] = tools.map((tool) => {
      const { folder } = ran(tool, words);
      const names = readdirSync(folder).filter((name) => name.endsWith('.log'));
      return names.sort().map((name) => {
        const lines = readFileSync(path.join(folder, name), 'utf8').trim().split('\n');
        return [name, ...lines.map((line) => line.split(', ').slice(2).join())];
      });
    });
    expect(fio?.flat().join('\n')).toMatch(/^2,16384,\d+,0$/m);
    expect(vfload).toEqual(fio);
  });

  test.each([
    ['trim', '--rate=,,320k', 150],
    ['randtrim', '--rate_iops=,,20', 150],
    ['trim', '--rate=320k,100m', 0],
    ['trimwrite', '--rate=,320k', 150],
    ['randtrimwrite', '--rate_iops=,20,1000', 150],
    ['trimwrite', '--rate=,,1k', 0],
  ])('the rate of %s with %s', (rw, rate, leastMs) => {
    for (const tool of tools) {
      const { stdout } = ran(tool, ['--ioengine=falloc', `--rw=${rw}`, rate, '--output-format=json']);
      const [job] = documentOf(stdout).jobs;
      const trims = job?.trim ?? { runtime: 0, total_ios: 0 };
      expect(trims.total_ios).toBe(4);
      expect(trims.runtime).toBeGreaterThanOrEqual(leastMs);
      // A rate of 1 KiB/s, or one that is not the trims', would take much longer.
      if (leastMs === 0) expect(trims.runtime).toBeLessThan(10_000);
    }
  });
});
