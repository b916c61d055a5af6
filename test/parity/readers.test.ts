/** The readers of logs that come with fio: they read vfload's as they read fio's. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import { fio, fioMissing, foldersOfBlock } from './fio.ts';

const missing = fioMissing();

/** Debian packs the scripts that it ships as documentation. */
const packedScripts = '/usr/share/doc/fio';

/** @returns why a script cannot be run here, or undefined. */
function scriptMissing(name: string): string | undefined {
  const packed = path.join(packedScripts, `${name}.gz`);
  if (!existsSync(packed)) return `${name} is not installed`;
  const modules = [
    ...gunzipSync(readFileSync(packed))
      .toString()
      .matchAll(/^import (\w+)/gm),
  ].map(([, module]) => module ?? '');
  const { status, stderr } = spawnSync('python3', ['-c', `import ${modules.join(', ')}`], {
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `${name} does not run here: ${stderr.trim().split('\n').at(-1) ?? ''}`;
}

describe.skipIf(missing !== undefined)(`readers of logs ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();
  const ofTwoJobs = "two jobs' every";
  const kinds = ['every', 'averaged', ofTwoJobs] as const;

  /** The logs of both, in folders of their own: of every I/O, averaged, and of two jobs. */
  const logsOf = (tool: 'fio' | 'vfload', kind: (typeof kinds)[number]): string =>
    path.join(folders.logs, `${tool}-${kinds.indexOf(kind)}`);

  beforeAll(async () => {
    for (const kind of kinds) {
      const options = {
        ...{ name: 'x', filename: 'f', rw: 'randrw', bs: '4k', size: '1m', runtime: '1s', time_based: '1' },
        ...{ ioengine: 'libaio', iodepth: '4', log_hist_msec: '100' },
        ...(kind === 'averaged' ? { log_avg_msec: '100' } : {}),
        ...(kind === ofTwoJobs ? { numjobs: '2' } : {}),
      };
      for (const tool of ['fio', 'vfload'] as const) {
        const folder = logsOf(tool, kind);
        mkdirSync(folder);
        const prefix = path.join(folder, 'x');
        const prefixes = { write_bw_log: prefix, write_iops_log: prefix, write_lat_log: prefix };
        const logged = { directory: folders[tool], ...options, ...prefixes, write_hist_log: prefix };
        const output = path.join(folders.logs, `${tool}-${kinds.indexOf(kind)}.out`);
        if (tool === 'fio') fio({ ...logged, output }, folders.root);
        else await run({ ...logged, fioCompat: '3.33', output });
      }
    }
  });

  /** What a reader makes of the logs of each. */
  function readBoth(
    command: string,
    args: readonly string[],
    kind: (typeof kinds)[number],
  ): { status: number | null; lines: string[]; files: string[] }[] {
    return (['fio', 'vfload'] as const).map((tool) => {
      const cwd = logsOf(tool, kind);
      const { status, stdout } = spawnSync(command, args, { cwd, encoding: 'utf8' });
      return { status, lines: stdout.trimEnd().split('\n'), files: readdirSync(cwd) };
    });
  }

  const noGnuplot = existsSync('/usr/bin/fio2gnuplot') ? undefined : 'fio2gnuplot is not installed';

  test
    .skipIf(noGnuplot !== undefined)
    .each(kinds.flatMap((kind) => ['-b', '-i'].map((which) => [which, kind] as const)))(
    `fio2gnuplot %s, logs of %s I/O${noGnuplot === undefined ? '' : ` (skipped: ${noGnuplot})`}`,
    (which, kind) => {
      const [theirs, mine] = readBoth('fio2gnuplot', [which, '-k', '-o', `plot${which}`], kind);
      expect(theirs?.status).toBe(0);
      expect(mine).toEqual(theirs);
      const columns = (tool: 'fio' | 'vfload'): number[] => {
        const file = path.join(logsOf(tool, kind), `plot${which}.average`);
        const lines = readFileSync(file, 'utf8').trim().split('\n');
        return [...new Set(lines.map((line) => line.trim().split(/\s+/).length))];
      };
      expect(columns('vfload')).toEqual(columns('fio'));
    },
  );

  const noPercentiles = scriptMissing('fio-histo-log-pctiles.py');
  const skippedPercentiles = noPercentiles === undefined ? '' : ` (skipped: ${noPercentiles})`;

  test.skipIf(noPercentiles !== undefined).each([
    ['every', ['x_clat_hist.1.log']],
    [ofTwoJobs, ['x_clat_hist.1.log', 'x_clat_hist.2.log']],
  ] as const)(`fio-histo-log-pctiles.py, logs of %s I/O${skippedPercentiles}`, (kind, logs) => {
    const script = unpacked('fio-histo-log-pctiles.py');
    const args = [script, '--log-hist-msec', '100', ...logs];
    const [theirs, mine] = readBoth('python3', args, kind);
    expect(theirs?.status).toBe(0);
    expect(mine?.status).toBe(0);
    const figures = /[\d.]+/g;
    const isRow = (line: string): boolean => /^ *\d/.test(line);
    // The head, and lines of as many figures; one more where a run ended a moment later.
    const shape = (lines: readonly string[] = []): string[] => {
      const shown = lines.map((line) =>
        isRow(line) ? line.replaceAll(figures, '0').replaceAll(' ', '') : line,
      );
      return [...new Set(shown)];
    };
    expect(shape(mine?.lines)).toEqual(shape(theirs?.lines));
    const first = mine?.lines.find(isRow) ?? '';
    const [, samples = 0, ...percentiles] = first.split(', ').filter(Boolean).map(parseFloat);
    expect(samples).toBeGreaterThan(0);
    expect(percentiles).toEqual([...percentiles].sort((a, b) => a - b));
  });

  test.each(['fiologparser.py', 'fiologparser_hist.py'])(
    '%s takes them, or refuses them, as those of fio',
    (name) => {
      if (!existsSync(path.join(packedScripts, `${name}.gz`))) return;
      const script = unpacked(name);
      const args = name.includes('hist') ? ['x_clat_hist.1.log'] : ['-i', '200', 'x_iops.1.log'];
      const [theirs, mine] = readBoth('python3', [script, ...args], 'averaged');
      expect(mine?.status).toBe(theirs?.status);
    },
  );

  function unpacked(name: string): string {
    const script = path.join(folders.logs, name);
    writeFileSync(script, gunzipSync(readFileSync(path.join(packedScripts, `${name}.gz`))));
    return script;
  }
});
