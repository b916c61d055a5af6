/** `vfload parity`, with the installed fio. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { foldersOfBlock } from './fio.ts';
import { pairMissing } from './fio-face/called-fio.ts';

const missing = pairMissing();
const program = path.resolve(import.meta.dirname, '../../dist/cli.js');
const sliceMs = 200;

interface Document {
  tools: { fio: string; vfload: string };
  mount: { type: string };
  interrupted: boolean;
  cells: {
    name: string;
    verdict: string;
    ratio: number;
    interval: { low: number; high: number };
    ratios: number[];
    slices: {
      tool: string;
      pair: number;
      cache: string;
      bytes_per_second: number;
      io_bytes: number;
      total_ios: number;
      runtime_ms: number;
    }[];
  }[];
}

describe.skipIf(missing !== undefined)(`a certificate ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();
  let directory = '';
  let text = '';
  let document: Document | undefined;

  beforeAll(() => {
    // A colon separates files in fio's lists.
    directory = path.join(folders.root, 'a:b');
    mkdirSync(directory);
    const output = path.join(folders.logs, 'parity.json');
    const cells = ['--rw=randread,write', '--ioengine=libaio', '--iodepth=4', '--size=1m', '--bs=4KiB'];
    const words = ['parity', ...cells, '--repeats=3', `--slice=${sliceMs}ms`, '-o', output, directory];
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      ...{ encoding: 'utf8', timeout: 100_000 },
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    text = stdout;
    document = JSON.parse(readFileSync(output, 'utf8')) as Document;
  });

  test('is of both tools, and has a row for each cell', () => {
    expect(document?.tools.fio).toBe('3.33');
    expect(document?.tools.vfload).toMatch(/^\d+\.\d+/);
    expect(document?.mount.type).not.toBe('');
    expect(document?.interrupted).toBe(false);
    expect(document?.cells.map(({ name }) => name)).toEqual(['randread-libaio', 'write-libaio']);
    expect(text).toMatch(/^randread-libaio .*(equivalent|different|undecided)/m);
    expect(text).toMatch(/^write-libaio .*(equivalent|different|undecided)/m);
  });

  test('has its slices in alternating order, each on the prepared file', () => {
    for (const { slices } of document?.cells ?? []) {
      expect(slices.map(({ tool, pair }) => `${pair} ${tool}`)).toEqual([
        ...['0 fio', '0 vfload', '1 vfload', '1 fio', '2 fio', '2 vfload', '3 vfload', '3 fio'],
      ]);
      expect(new Set(slices.map(({ cache }) => cache))).toEqual(new Set(['pre-read']));
    }
  });

  test('counts what was asked for: whole blocks, for the time of a slice', () => {
    for (const slice of document?.cells.flatMap(({ slices }) => slices) ?? []) {
      expect(slice.total_ios).toBeGreaterThan(0);
      expect(slice.io_bytes).toBe(slice.total_ios * 4096);
      expect(slice.runtime_ms).toBeGreaterThanOrEqual(sliceMs - 1);
      // As much as the runtime's whole milliseconds allow.
      const reckoned = (slice.io_bytes / slice.runtime_ms) * 1000;
      expect(Math.abs(slice.bytes_per_second / reckoned - 1)).toBeLessThan(2 / sliceMs);
    }
  });

  test('has the ratio of its pairs, within its interval', () => {
    for (const { ratio, interval, ratios, slices } of document?.cells ?? []) {
      expect(ratios).toHaveLength(3);
      const of = (tool: string): number =>
        slices.find((slice) => slice.pair === 1 && slice.tool === tool)?.bytes_per_second ?? 0;
      expect(ratios[0]).toBeCloseTo(of('vfload') / of('fio'), 12);
      const meanLog = ratios.reduce((sum, each) => sum + Math.log(each), 0) / ratios.length;
      expect(ratio).toBeCloseTo(Math.exp(meanLog), 12);
      expect(interval.low).toBeLessThanOrEqual(ratio);
      expect(interval.high).toBeGreaterThanOrEqual(ratio);
    }
  });

  test('leaves nothing behind', () => {
    expect(readdirSync(directory)).toEqual([]);
  });

  test('of a job file has its jobs, clones included, on a file in their directory', () => {
    const [file, output] = ['job.fio', 'job.json'].map((name) => path.join(folders.logs, name));
    const jobs =
      '[global]\nsize=1m\n[deep]\nrw=randread\nioengine=libaio\niodepth=4\n[two]\nrw=write\nbs=8k\nnumjobs=2\n';
    writeFileSync(file ?? '', jobs);
    const short = ['--repeats=2', '--slice=100ms', `--directory=${folders.fio}`];
    const words = ['parity', ...short, '-o', output ?? '', file ?? ''];
    const { status, stderr } = spawnSync(process.execPath, [program, ...words], {
      ...{ encoding: 'utf8', timeout: 100_000 },
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const { cells } = JSON.parse(readFileSync(output ?? '', 'utf8')) as Document;
    expect(cells.map(({ name, slices }) => [name, slices.length])).toEqual([
      ['deep', 6],
      ['two', 6],
    ]);
    for (const [index, blockBytes] of [4096, 8192].entries()) {
      for (const slice of cells[index]?.slices ?? []) {
        expect(slice.total_ios).toBeGreaterThan(0);
        expect(slice.io_bytes).toBe(slice.total_ios * blockBytes);
      }
    }
    expect(readdirSync(folders.fio)).toEqual([]);
  });

  /** Processes of fio that work in the directory that was made. */
  function fioProcesses(): string[] {
    return readdirSync('/proc').filter(
      (entry) =>
        /^\d+$/.test(entry) &&
        commandOf(entry)[0] === 'fio' &&
        directoryOf(entry).startsWith(`${folders.vfload}/`),
    );
  }

  /** @param slice - how long the first slice, which is fio's, would take */
  async function signalled(signal: NodeJS.Signals, slice: string) {
    const words = ['--rw=randread', '--ioengine=psync', '--size=1m', `--slice=${slice}`, folders.vfload];
    const child = spawn(process.execPath, [program, 'parity', ...words], { stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await expect.poll(() => fioProcesses().length, { timeout: 20_000 }).toBeGreaterThan(0);
    const processes = fioProcesses();
    child.kill(signal);
    return { exitCode: await ended, processes };
  }

  test('ends at a signal, with both tools and their files', async () => {
    const { exitCode, processes } = await signalled('SIGINT', '30s');
    expect(exitCode).toBe(130);
    expect(readdirSync(folders.vfload)).toEqual([]);
    for (const pid of processes) expect(commandOf(pid)).toEqual([]);
  });

  test('leaves no files where it is killed', async () => {
    await signalled('SIGKILL', '1s');
    await expect.poll(() => readdirSync(folders.vfload), { timeout: 20_000 }).toEqual([]);
    // A tool that was about to begin makes nothing anew.
    await expect.poll(() => fioProcesses(), { timeout: 20_000 }).toEqual([]);
    expect(readdirSync(folders.vfload)).toEqual([]);
  });
});

/** Also one that was removed; nothing of a process that has ended. */
function directoryOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

/** Nothing of a process that has ended. */
function commandOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .filter((word) => word !== '');
  } catch {
    return [];
  }
}
