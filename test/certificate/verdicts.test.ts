import { describe, expect, test } from 'vitest';
import { certify, exitCodeOf, jsonCertificate } from '../../lib/parity/certificate.ts';
import type { ParitySlice } from '../../lib/parity/pairs.ts';
import { parseParityRequest } from '../../lib/parity/request.ts';
import { tableCertificate } from '../../lib/parity/table.ts';
import { judgeCells } from '../../lib/parity/verdicts.ts';

const alike = [1.001, 0.999, 1.002, 0.998, 1, 1.001, 0.999, 1.0];
const tenPercent = alike.map((ratio) => ratio * 1.1);
const wild = [0.7, 1.4, 0.9, 1.2, 0.8, 1.3, 1.1, 0.75];

describe('the ratios of pairs', () => {
  test.each([
    ['equivalent', alike],
    // Surely not 1, and surely within the margin.
    ['equivalent', alike.map((ratio) => ratio * 1.01)],
    ['different', tenPercent],
    ['different', alike.map((ratio) => ratio * 0.9)],
    ['undecided', wild],
  ])('are %s', (verdict, ratios) => {
    const [judgement] = judgeCells([ratios], 0.03);
    expect(judgement?.verdict).toBe(verdict);
  });

  test('have the t interval of their logarithms', () => {
    const [judgement] = judgeCells([[1, Math.E ** 0.2]], 0.03);
    // Two values: t with one degree of freedom is 12.7062, the standard error 0.1.
    expect(judgement?.ratio).toBeCloseTo(Math.exp(0.1), 10);
    expect(judgement?.interval.low).toBeCloseTo(Math.exp(0.1 - 1.27062), 4);
    expect(judgement?.interval.high).toBeCloseTo(Math.exp(0.1 + 1.27062), 4);
  });

  test('are judged within a margin of their own', () => {
    expect(judgeCells([tenPercent], 0.12)[0]?.verdict).toBe('equivalent');
  });

  test('need two pairs, and a cell without them changes no other', () => {
    const judgements = judgeCells([[1], alike, []], 0.03);
    expect(judgements.map((judgement) => judgement?.verdict)).toEqual([undefined, 'equivalent', undefined]);
    expect(judgements[1]).toEqual(judgeCells([alike], 0.03)[0]);
  });

  test('are one family: more cells make each verdict harder', () => {
    const alone = judgeCells([wild], 0.03)[0]?.adjustedP ?? 0;
    const amongOthers = judgeCells([wild, alike, tenPercent], 0.03)[0]?.adjustedP ?? 0;
    expect(amongOthers).toBeGreaterThanOrEqual(alone);
    const p = judgeCells([tenPercent], 0.03)[0]?.adjustedP ?? 0;
    expect(judgeCells([tenPercent, alike], 0.03)[0]?.adjustedP).toBeCloseTo(2 * p, 12);
  });
});

describe('a certificate', () => {
  const request = parseParityRequest({ rw: 'read', ioengine: 'psync,libaio,mmap', repeats: '8' });
  const slicesOf = (ratios: readonly number[]): ParitySlice[] =>
    [1, ...ratios].flatMap((ratio, pair): ParitySlice[] => {
      const common = { pair, cache: 'pre-read', ioBytes: 2 ** 20, ios: 256, runtimeMs: 500 } as const;
      return [
        { ...common, tool: 'fio', bytesPerSecond: 100 * 2 ** 20 },
        { ...common, tool: 'vfload', bytesPerSecond: ratio * 100 * 2 ** 20 },
      ];
    });
  const [first, second, third] = request.cells;
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few cells');
  const certificate = certify(
    {
      ...{
        directory: '/mnt/a',
        tools: { fio: '3.33', vfload: '0.1.0' },
        kernel: '6.1',
        cpuModel: 'CPU',
        cores: 2,
      },
      ...{ startedAtMs: 0, mount: undefined },
    },
    request,
    [
      { cell: first, slices: slicesOf(alike), failure: undefined },
      { cell: second, slices: slicesOf(tenPercent), failure: undefined },
      { cell: third, slices: slicesOf([1, 1]), failure: 'fio: exit code 1: no such device' },
    ],
    false,
  );

  test('says for each cell what it came to, and by how much', () => {
    const text = tableCertificate(certificate, { color: false, width: 100 });
    expect(text).toMatch(/^read-psync +100 +100 +1\.000 +0\.999 to 1\.001 +8 {2}equivalent$/m);
    expect(text).toMatch(/^read-libaio +100 +110 +1\.100 .* different: vfload \+10 %$/m);
    expect(text).toMatch(/^read-mmap .* failed$/m);
    expect(text).toContain('read-mmap: fio: exit code 1: no such device');
    expect(text).toContain('fio 3.33 and vfload 0.1.0 on /mnt/a, Linux 6.1');
  });

  test('says that memory shows the tools, where memory answers', () => {
    const text = (each: typeof certificate): string => tableCertificate(each, { color: false, width: 400 });
    const direct = parseParityRequest({ rw: 'read', ioengine: 'psync', direct: '1' });
    const cells = certificate.cells
      .slice(0, 1)
      .map((each) => ({ ...each, cell: direct.cells[0] ?? each.cell }));
    expect(text(certificate)).toContain('shows the speed of the tools');
    expect(text({ ...certificate, request: direct, cells })).not.toContain('shows the speed');
    expect(text({ ...certificate, request: { ...request, cache: 'cold' } })).not.toContain('shows the speed');
  });

  test('has every slice in its JSON', () => {
    const document = JSON.parse(jsonCertificate(certificate)) as {
      cells: { verdict?: string; failure?: string; slices: { counted: boolean }[] }[];
    };
    expect(document).toMatchObject({
      type: 'parity',
      cache: 'warm',
      equivalence: 0.03,
      pairs: 8,
      slice_ms: 500,
    });
    expect(document.cells.map(({ verdict }) => verdict)).toEqual(['equivalent', 'different', undefined]);
    expect(document.cells[0]?.slices).toHaveLength(18);
    expect(document.cells[0]?.slices.filter(({ counted }) => !counted)).toHaveLength(2);
  });

  test('is a failure where a cell failed, and not where one differs', () => {
    expect(exitCodeOf(certificate)).toBe(1);
    expect(exitCodeOf({ ...certificate, cells: certificate.cells.slice(0, 2) })).toBe(0);
  });
});
