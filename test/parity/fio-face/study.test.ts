/** The study's way of working: a shell wrapper that calls fio with a job file, and awk over terse lines. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, type Tool, tools } from './called-fio.ts';

const missing = pairMissing();

const workloads = ['read', 'write', 'randread', 'randwrite', 'randrw'];
const engines = ['psync', 'mmap', 'libaio'];

interface JobFile {
  name: string;
  text: string;
}

/** Thirty of them, and two that fail: O_DIRECT takes no block of 1000 bytes. */
function jobFiles(): JobFile[] {
  const regular = workloads.flatMap((rw) =>
    engines.flatMap((engine) =>
      ['single', 'multi'].map((count) => {
        const name = `${rw}-${engine}-${count}`;
        const lines = [`[${name}]`, `name=${name}`, `rw=${rw}`, `ioengine=${engine}`, 'filename=study-file'];
        if (rw === 'randrw') lines.push('rwmixread=75');
        if (count === 'single') return { name, text: `${lines.join('\n')}\n` };
        const section = [...lines, 'group_reporting=1', ''].join('\n');
        return { name, text: section.repeat(4) };
      }),
    ),
  );
  const failing = ['psync', 'libaio'].map((engine) => {
    const name = `broken-${engine}`;
    return { name, text: `[${name}]\nname=${name}\nrw=randread\nioengine=${engine}\nbs=1000\n` };
  });
  return [...regular, ...failing];
}

const wholeMs = 600_000;

/** As scripts around fio are written: what it prints is searched for the job's line. */
const wrapper = `#!/bin/sh
directory=$1; shift
for file; do
  name=$(basename "$file" .fio)
  fio --directory="$directory" --runtime=2 --iodepth=16 --size=64M --direct=1 --blocksize=4K --append-terse "$file" |
    grep ";$name;" |
    awk -F';' '{ rkb += $7; riops += $8; wkb += $48; wiops += $49; name = $3; n++ }
      END { printf "%s %d %d %d %d %d\\n", name, n, rkb / n, riops / n, wkb / n, wiops / n }'
done
`;

describe.skipIf(missing !== undefined)(`the study's scripts ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  /** The table by job, as the wrapper prints it. */
  function tableOf(tool: Tool, files: readonly JobFile[]): Map<string, number[]> {
    const script = path.join(pair.root, 'wrapper.sh');
    const folder = path.join(pair.root, 'jobs');
    mkdirSync(folder, { recursive: true });
    writeFileSync(script, wrapper);
    const paths = files.map(({ name, text }) => {
      const file = path.join(folder, `${name}.fio`);
      writeFileSync(file, text);
      return file;
    });
    const env = pair.environment(tool);
    const printed = execFileSync('sh', [script, pair.directory(tool), ...paths], {
      ...{ env, encoding: 'utf8' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const rows = printed.trim().split('\n');
    return new Map(
      rows.map((row) => {
        const [name = '', ...numbers] = row.split(' ');
        return [name, numbers.map(Number)];
      }),
    );
  }

  test(
    'get a full table, with failing engines as zeros, as with fio',
    () => {
      const files = jobFiles();
      expect(files).toHaveLength(32);
      const tables = tools.map((tool) => tableOf(tool, files));
      for (const table of tables) {
        expect([...table.keys()]).toEqual(files.map(({ name }) => name));
        for (const [name, [lines, readKib = 0, readIops = 0, writeKib = 0, writeIops = 0]] of table) {
          expect(lines, name).toBe(1);
          const reads = !name.startsWith('broken') && /read|randrw/.test(name);
          const writes = !name.startsWith('broken') && /write|randrw/.test(name);
          expect([readKib > 0, readIops > 0], name).toEqual([reads, reads]);
          expect([writeKib > 0, writeIops > 0], name).toEqual([writes, writes]);
        }
      }
    },
    wholeMs,
  );
});
