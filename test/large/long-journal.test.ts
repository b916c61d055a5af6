/** Journals of a hundred thousand repeats: read line by line, and reported with the memory of a small program. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { journalOf, measuredCell } from '../report/study-fixture.ts';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const isBuilt = existsSync(cli);

const lines = 100_000;
const runs = Array.from({ length: 40 }, (_unused, index) => `run-${index}`);
const mostMebibytes = 500;

/** Tells at its end how much memory the program had at most, KiB. */
const telling =
  'data:text/javascript,process.on("exit",()=>console.error("KiB",process.resourceUsage().maxRSS))';

describe.skipIf(!isBuilt)(
  `a journal of ${lines} repeats${isBuilt ? '' : ' (skipped: dist is not built)'}`,
  () => {
    let folder = '';
    let file = '';

    beforeAll(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'vfload-long-'));
      file = path.join(folder, 'long.jsonl');
      const latencies = Array.from({ length: 400 }, (_unused, index) => 3000 + 37 * index);
      const [repeat] = measuredCell({ run: 'run-0', read: [{ bw: 100_000, iops: 25_000, latencies }] });
      if (repeat === undefined) throw new Error('there is no repeat');
      const header = { ...journalOf([repeat]).header, runs, repeats: lines / runs.length };
      writeFileSync(file, `${JSON.stringify(header)}\n`);
      for (let first = 0; first < lines; first += 1000) {
        const some = Array.from({ length: 1000 }, (_unused, index) => {
          const at = first + index;
          const number = Math.floor(at / runs.length) + 1;
          return JSON.stringify({
            ...repeat,
            run: runs[at % runs.length],
            repeat: number,
            block: number,
            position: at,
          });
        });
        appendFileSync(file, `${some.join('\n')}\n`);
      }
    });

    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    test.each(['table', 'study'])(`is reported as %s in under ${mostMebibytes} MiB`, (format) => {
      const args = ['--import', telling, cli, 'report', '--format', format, file];
      const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      const [, kib] = /KiB (\d+)/.exec(stderr) ?? [];
      expect(status).toBe(0);
      expect(stdout.match(/run-\d+ /g)?.length).toBeGreaterThanOrEqual(runs.length);
      expect(Number(kib) / 1024).toBeLessThan(mostMebibytes);
    });
  },
);
