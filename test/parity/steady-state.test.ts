/** Jobs that end when their rates are steady: as fio ends them, and with the same member in the JSON. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import { runOutput } from '../../lib/report/fio/output.ts';
import type { FioDocument } from '../../lib/result/fio-document.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';

const missing = fioMissing();

/** What does not depend on how fast the machine is. */
function told({ jobs }: FioDocument): unknown[] {
  return jobs.map(({ jobname, error, steadystate }) => {
    if (steadystate === undefined) return [jobname, error];
    const { ss, duration, attained, data } = steadystate;
    const shape = { ...steadystate, data: { ...data, iops: data.iops.length, bw: data.bw.length } };
    return [
      jobname,
      error,
      ss,
      duration,
      attained,
      shape.data.iops,
      shape.data.bw,
      Object.keys(shape),
      Object.keys(data),
    ];
  });
}

describe.skipIf(missing !== undefined)(`steady states ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();
  let number = 0;

  async function byBoth(text: string): Promise<{ fio: FioDocument; vfload: FioDocument; line: string }> {
    number += 1;
    const file = path.join(folders.logs, `${String(number)}.fio`);
    writeFileSync(file, text);
    const args = [`--directory=${folders.fio}`, '--output-format=json', file];
    const { stdout } = spawnSync('fio', args, { cwd: folders.root, encoding: 'utf8', timeout: 30_000 });
    const fio = JSON.parse(stdout.slice(stdout.search(/^\{/m))) as FioDocument;
    const output = path.join(folders.logs, `${String(number)}.jsonl`);
    const options = { jobFiles: file, directory: folders.vfload, fioCompat: '3.33' as const, repeats: 1 };
    const { repeats } = await run({ ...options, output });
    const result = repeats[0]?.result ?? expect.fail('no result');
    const normal = runOutput(result, result.vfload.fioOutput, { outputFormat: ['normal'], terseVersion: 3 });
    return { fio, vfload: result, line: /^ {2}steadystate .*$/m.exec(normal)?.[0] ?? '' };
  }

  const head = '[global]\nioengine=null\nrw=read\nsize=1g\ntime_based\nruntime=8\n';

  test.each([
    ['IOPS that hardly differ', 'steadystate=iops:95%\nss_dur=2\n[a]\n', true],
    ['after a ramp', 'steadystate=bw:95%\nss_dur=2\nss_ramp=1\n[a]\n', true],
    ['of a group', 'group_reporting\nnumjobs=2\nsteadystate=iops_slope:95%\nss_dur=2\n[a]\n', true],
    ['of one job beside another', 'runtime=4\n[a]\nsteadystate=iops:95%\nss_dur=2\n[b]\nnew_group\n', true],
    ['a limit that nothing meets', 'runtime=3\n[a]\nsteadystate=bw_slope:0\nss_dur=2\n', false],
    ['more seconds than there are', 'runtime=3\n[a]\nsteadystate=iops:95%\nss_dur=9\n', false],
  ])(
    '%s',
    async (_name, text, isAttained) => {
      const { fio, vfload, line } = await byBoth(`${head}${text}`);
      expect(told(vfload)).toEqual(told(fio));
      expect(vfload.jobs[0]?.steadystate?.attained).toBe(isAttained ? 1 : 0);
      if (isAttained) expect(vfload.jobs[0]?.read.runtime).toBeLessThan(6000);
      expect(line).toMatch(
        /^ {2}steadystate {2}: attained=(yes|no), bw=[\d.]+\wiB\/s \([\d.]+\wB\/s\), iops=[\d.]+\w?, (iops|bw) (slope|mean dev)=-?[\d.]+%?$/,
      );
    },
    60_000,
  );
});
