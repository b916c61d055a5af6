/** vfload and fio do the same I/Os, to the last one: direction, file, offset and length. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { offsetsOptions } from '../../../lib/options/registry/offsets.ts';
import { type Pair, type Tool, pairMissing, pairOfBlock, tools } from '../fio-face/called-fio.ts';
import { type Options, cases } from './cases.ts';

const missing = pairMissing();

/** So many are released together, each with the thread number of its place. */
const batchSize = 24;

function section(name: string, options: Options): string {
  const lines = Object.entries(options).map(([option, value]) => `${option}=${value}\n`);
  return [`[${name}]\n`, ...lines, `write_iolog=${name}.log\n`].join('');
}

/** Runs jobs with both tools. */
function runBoth(pair: Pair, name: string, text: string): void {
  for (const tool of tools) {
    const file = path.join(pair.directory(tool), `${name}.fio`);
    writeFileSync(file, text);
    const compat = tool === 'vfload' ? ['--fio-compat=3.33'] : [];
    const { status, stderr, stdout } = pair.run(tool, [...compat, file]);
    expect({ tool, status, told: stderr + (status === 0 ? '' : stdout) }).toMatchObject({ status: 0 });
  }
}

function isNoOpening(line: string): boolean {
  return !/ (?:open|close)$/.test(line);
}

/**
 * The lines of an iolog without their times; openings and ends of files included, unless there is no I/O between them: fio opens a
 * file before it finds that there is no place in it.
 */
function iolog(pair: Pair, tool: Tool, file: string): string[] {
  const text = readFileSync(path.join(pair.directory(tool), file), 'utf8');
  const lines = text
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^\d+ /, ''));
  return lines.some((line) => / (?:read|write|trim) /.test(line)) ? lines : lines.filter(isNoOpening);
}

test('there are cases for each option of what is compared', () => {
  const seen = new Set(cases.flatMap((options) => Object.keys(options)));
  expect(Object.keys(offsetsOptions).filter((name) => !seen.has(name))).toEqual([]);
  expect(cases.length).toBeGreaterThan(200);
});

describe.skipIf(missing !== undefined)(`the same I/Os as fio ${missing ?? ''}`, () => {
  const pair = pairOfBlock();
  const batches = Array.from({ length: Math.ceil(cases.length / batchSize) }, (_unused, index) =>
    cases.slice(index * batchSize, (index + 1) * batchSize),
  );

  test.each(batches.map((batch, number) => [number + 1, batch] as const))('batch %i', (number, batch) => {
    const named = batch.map((options, index) => [`b${number}-${index + 1}`, options] as const);
    const text = named.map(([name, options]) => section(name, options)).join('');
    runBoth(pair, `batch${number}`, text);
    const unlike = named.flatMap(([name, options]) => {
      const expected = iolog(pair, 'fio', `${name}.log`);
      expect(expected.length, JSON.stringify(options)).toBeGreaterThan(1);
      const ours = iolog(pair, 'vfload', `${name}.log`);
      const from = expected.findIndex((line, index) => line !== ours[index]);
      if (from < 0 && ours.length === expected.length) return [];
      return [{ options, from, fio: expected.slice(from, from + 4), vfload: ours.slice(from, from + 4) }];
    });
    expect(unlike).toEqual([]);
  });

  // Clones share an iolog; their logs of latencies tell the offsets of each.
  test.each<[string, Options]>([
    ['plain', {}],
    ['seeded', { randseed: '77' }],
    ['unlike', { randseed: '77', randrepeat: '0' }],
    ['spread', { bsrange: '2k-9k', random_distribution: 'zipf:1.2', nrfiles: '2' }],
    ['threads', { thread: '1', percentage_random: '50', rw: 'randwrite' }],
  ])('by each of four clones: %s', (name, options) => {
    const common = { rw: 'randrw', size: '128k', numjobs: '4', write_lat_log: name, log_offset: '1' };
    const lines = Object.entries({ ...common, ...options }).map(([option, value]) => `${option}=${value}\n`);
    runBoth(pair, name, [`[${name}]\n`, ...lines].join(''));
    const logs = readdirSync(pair.directory('fio')).filter((file) => file.startsWith(`${name}_clat.`));
    expect(logs).toHaveLength(4);
    const sequences = (tool: Tool): string[][] => logs.map((file) => offsetsLogged(pair, tool, file));
    expect(sequences('vfload')).toEqual(sequences('fio'));
  });
});

/** Direction, length and offset of each line of a log of latencies. */
function offsetsLogged(pair: Pair, tool: Tool, file: string): string[] {
  const lines = readFileSync(path.join(pair.directory(tool), file), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [, , direction, length, offset] = line.split(', ');
    return [direction, length, offset].join();
  });
}
