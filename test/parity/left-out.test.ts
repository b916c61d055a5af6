/** Latencies that are left out of the results: what remains of each output. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, type Tool } from './fio-face/called-fio.ts';

const missing = pairMissing();

type Entry = Record<'read' | 'write', Side> & {
  sync: { total_ios: number; lat_ns: Series };
  latency_ns: Record<string, number>;
  latency_us: Record<string, number>;
  latency_ms: Record<string, number>;
};
type Side = Record<'slat_ns' | 'clat_ns' | 'lat_ns', Series> & { total_ios: number };
interface Series {
  N: number;
  percentile?: object;
}

describe.skipIf(missing !== undefined)(`what is left out ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  function remains(tool: Tool, words: readonly string[]): unknown {
    const output = path.join(pair.directory(tool), 'output');
    rmSync(output, { force: true });
    const common = [
      '--name=t',
      '--rw=randrw',
      '--size=256k',
      '--ioengine=libaio',
      '--fsync=8',
      `--output=${output}`,
    ];
    const compat = tool === 'fio' ? [] : ['--fio-compat=3.33'];
    const { status } = pair.run(tool, [...compat, ...common, '--output-format=terse,json,normal', ...words]);
    const text = readFileSync(output, 'utf8');
    const json = text.slice(text.indexOf('\n{\n'), text.indexOf('\n}\n') + 2);
    const [entry] = (JSON.parse(json) as { jobs: Entry[] }).jobs;
    if (entry === undefined) throw new Error('no job');
    const series = ({ N, percentile }: Series): unknown => [N, Object.keys(percentile ?? {})];
    const side = (one: Side): unknown => [
      one.total_ios,
      ...[one.slat_ns, one.clat_ns, one.lat_ns].map(series),
    ];
    const isClassified = [entry.latency_ns, entry.latency_us, entry.latency_ms].some((table) =>
      Object.values(table).some((share) => share > 0),
    );
    return {
      ...{ status, isClassified, read: side(entry.read), write: side(entry.write) },
      sync: [entry.sync.total_ios, series(entry.sync.lat_ns)],
      terse: text
        .split('\n')
        .filter((line) => line.startsWith('3;'))
        .flatMap((line) => line.split(';').filter((field) => field.includes('%=')))
        .map((field) => field.split('=')[0]),
      // With --gtod_reduce=1 --disable_clat=0 fio has percentiles of syncs in its normal output alone.
      lines: text
        .split('\n')
        .flatMap((line) => /^ +(sync|(?:slat|clat|lat)(?: percentiles)?)(?= \()/.exec(line)?.[0] ?? [])
        // Of classes there is a line for each unit that latencies were in.
        .filter((line, index, all) => line !== '  lat' || all.indexOf(line) === index),
    };
  }

  test.each([
    ['--disable_lat=1'],
    ['--disable_clat=1'],
    ['--disable_slat=1'],
    ['--gtod_reduce=1'],
    ['--gtod_reduce=0'],
    ['--gtod_reduce=1', '--disable_clat=0'],
    ['--disable_clat=0', '--gtod_reduce=1'],
    ['--disable_clat=1', '--lat_percentiles=1'],
    ['--disable_lat=1', '--max_latency=1us'],
  ])('%s %s', (...words) => {
    const [fio, vfload] = [remains('fio', words), remains('vfload', words)];
    expect(vfload).toEqual(fio);
  });
});
