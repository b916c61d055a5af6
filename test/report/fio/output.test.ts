import { describe, expect, test } from 'vitest';
import { type FioForm, fioOutput } from '../../../lib/report/fio/output.ts';
import type { RunResult } from '../../../lib/result/fio-document.ts';
import type { VfloadMember } from '../../../lib/result/vfload-member.ts';
import { finished, reader } from './finished-run.ts';

const result = finished([reader([900, 1500, 1500])]);

function shown(outputFormat: FioForm['outputFormat'], results: RunResult[] = [result]): string {
  return fioOutput(results, { outputFormat, terseVersion: 3 });
}

describe('forms', () => {
  test('come in the order terse, JSON, normal, with the head of normal above all', () => {
    const text = shown(['json', 'normal', 'terse']);
    const parts = [
      ...[
        '(g=0): rw=',
        'Starting 1 process\n3;fio-',
        '%\n{\n',
        '  "fio version" : "fio-3.33-vfload-0.1.0",\n',
      ],
      ...['\n}\n\nreads: (groupid=0', 'Run status group 0'],
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('appear only where they are asked for', () => {
    expect(shown(['terse'])).toMatch(/^3;.*\n$/);
    expect(shown(['json'])).toMatch(/^\{\n[^]*\n\}\n$/);
    expect(shown(['normal'])).not.toMatch(/^3;|^\{/m);
  });

  test('of several repeats follow each other, as from several calls of fio', () => {
    expect(shown(['terse'], [result, result])).toBe(shown(['terse']).repeat(2));
    expect(shown(['normal'], [result, result])).toBe(shown(['normal']).repeat(2));
  });
});

describe('JSON', () => {
  test("is the result, vfload's member included, as fio indents and rounds it", () => {
    const text = shown(['json']);
    expect(text).toContain('          "mean" : 1300.000000,\n');
    expect(text).toContain('        "1" : 100.000000,\n');
    expect(text).toContain('      "usr_cpu" : 0.000000,\n');
    const mean: unknown = expect.closeTo(1300, 5);
    expect(JSON.parse(text)).toMatchObject({
      jobs: [{ jobname: 'reads', read: { clat_ns: { min: 900, mean } } }],
      vfload: { outcome: 'measured', clat_ns: result.vfload.clat_ns, warnings: result.vfload.warnings },
    });
  });

  test('with a plus has the bins of each latency with percentiles, after these', () => {
    const { jobs } = JSON.parse(shown(['json+'])) as RunResult;
    expect(Object.keys(jobs[0]?.read.clat_ns ?? {}).slice(-2)).toEqual(['percentile', 'bins']);
    expect(jobs[0]?.read.clat_ns).toMatchObject({ bins: { '900': 1, '1496': 2 } });
    expect(jobs[0]?.write.clat_ns).not.toHaveProperty('bins');
    expect(jobs[0]?.read.lat_ns).not.toHaveProperty('bins');
    const plain = JSON.parse(shown(['json'])) as RunResult;
    expect(plain.jobs[0]?.read.clat_ns).not.toHaveProperty('bins');
  });

  test('is printed once where it is asked for with and without a plus', () => {
    expect(shown(['json', 'json+'])).toBe(shown(['json+']));
  });
});

describe('a result of an older journal', () => {
  const withoutFacts = ({ fioOutput: _facts, ...member }: VfloadMember): VfloadMember => member;
  const older: RunResult = { ...result, vfload: withoutFacts(result.vfload) };

  test('is shown as terse and JSON all the same', () => {
    expect(shown(['terse'], [older])).toBe(shown(['terse']));
    expect(JSON.parse(shown(['json'], [older]))).toMatchObject({ jobs: [{ jobname: 'reads' }] });
  });

  test.each(['normal', 'json+'] as const)('is refused as %s, with what can be done', (format) => {
    expect(() => shown([format], [older])).toThrow(
      expect.objectContaining({
        code: 'ERR_VFLOAD_RESULT_FILE',
        remedy: 'choose --output-format terse or json',
      }),
    );
  });
});
