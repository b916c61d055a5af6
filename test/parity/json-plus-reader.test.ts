/** The reader of JSON+ that comes with fio, on vfload's own: it finds every completion, in buckets that it knows. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { report, run } from '../../lib/index.ts';
import type { FioDocument } from '../../lib/result/fio-document.ts';
import { fio, fioMissing, foldersOfBlock } from './fio.ts';
import { fioOutputText, jsonPart } from './fio-output.ts';

const reader = 'fio_jsonplus_clat2csv';

function readerMissing(): string | undefined {
  const { error, status } = spawnSync(reader, ['--help']);
  return fioMissing() ?? (error === undefined && status === 0 ? undefined : `${reader} does not run here`);
}

/** The columns of a file of the reader, without empty ones: `read_clat_ns_count` and so on. */
function columns(file: string): Map<string, string[]> {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const rows = lines.map((line) => line.split(',').map((cell) => cell.trim()));
  const named = head.split(',').map((name, index) => {
    const cells = rows.map((row) => row[index] ?? '').filter((cell) => cell !== '');
    return [name.trim(), cells] as const;
  });
  return new Map(named.filter(([name, cells]) => name !== '' && cells.length > 0));
}

const tools = ['fio', 'vfload'] as const;
const missing = readerMissing();

describe.skipIf(missing !== undefined)(
  `${reader}${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    const folders = foldersOfBlock();

    function converted(name: string, json: string): { jobs: FioDocument['jobs']; csv: string } {
      const [source, target] = [`${name}.json`, `${name}.csv`].map((file) => path.join(folders.logs, file));
      writeFileSync(source ?? '', json);
      for (const options of [[], ['--validate']]) {
        execFileSync(reader, [source ?? '', target ?? '', ...options], { encoding: 'utf8' });
      }
      return {
        jobs: (JSON.parse(json) as FioDocument).jobs,
        csv: path.join(folders.logs, `${name}_job0.csv`),
      };
    }

    test('reads what vfload measured as it reads what fio did', async () => {
      const job = { rw: 'randrw', bs: 4096, ioengine: 'psync', iodepth: 1 } as const;
      const described = { ...job, name: 'mixed', thread: false, jobs: 1, args: ['--size=1m'] };
      const theirs = converted(
        'fio',
        jsonPart(fioOutputText(folders.fio, [described], ['--output-format=json+'])),
      );
      const measured = await run({
        ...job,
        ...{ name: 'mixed', size: '1m', directory: folders.vfload },
        output: path.join(folders.logs, 'reader.jsonl'),
      });
      const vfload = converted('vfload', await report(measured, { outputFormat: 'json+' }));
      expect([...columns(vfload.csv).keys()]).toEqual([...columns(theirs.csv).keys()]);
      for (const { jobs, csv } of [theirs, vfload]) {
        for (const side of ['read', 'write'] as const) {
          const counted = columns(csv).get(`${side}_clat_ns_cumulative`)?.at(-1);
          expect(counted, `${csv} ${side}`).toBe(String(jobs[0]?.[side].clat_ns.N));
        }
      }
    });

    test.each([0, 1])('reads the file of several mixed jobs, group_reporting=%i', async (grouped) => {
      const job = { name: 'several', rw: 'randrw', bs: '4k', size: '256k', numjobs: '2' } as const;
      const output = path.join(folders.logs, `fio-several${grouped}.json`);
      fio(
        {
          ...job,
          directory: folders.fio,
          group_reporting: String(grouped),
          'output-format': 'json+',
          output,
        },
        folders.root,
      );
      const measured = await run({
        ...job,
        ...{ group_reporting: grouped === 1, directory: folders.vfload },
        output: path.join(folders.logs, `several${grouped}.jsonl`),
      });
      const shapes = [readFileSync(output, 'utf8'), await report(measured, { outputFormat: 'json+' })].map(
        (json, index) => {
          const name = `${tools[index] ?? ''}-several${grouped}`;
          const { jobs } = converted(name, json);
          return jobs.map((_job, number) => [
            ...columns(path.join(folders.logs, `${name}_job${number}.csv`)).keys(),
          ]);
        },
      );
      expect(shapes[1]).toHaveLength(grouped === 1 ? 1 : 2);
      expect(shapes[1]).toEqual(shapes[0]);
    });
  },
);
