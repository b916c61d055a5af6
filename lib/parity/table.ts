/** A certificate for a terminal. */
import pc from 'picocolors';
import { fill } from '../report/head.ts';
import { mebibytesPerSecond } from '../report/quantities.ts';
import type { ReportLook } from '../report/render.ts';
import type { Certificate, CertifiedCell } from './certificate.ts';
import type { ToolName } from './tools.ts';

const headings = ['cell', 'fio', 'vfload', 'ratio', '95% interval', 'pairs', 'verdict'];

/** Nothing to do with the mount, and the first thing that a reader of ratios far from 1 asks. */
const ownSpeedText =
  'What memory answers shows the speed of the tools as well: see what a disk answers with --cache cold or --direct 1.';

export function tableCertificate(certificate: Certificate, look: ReportLook): string {
  const colors = pc.createColors(look.color);
  const { cells, request } = certificate;
  const rows = [headings, ...cells.map((cell) => columnsOf(cell))];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((text, column) =>
        column === 0 || column === headings.length - 1
          ? text.padEnd(widths[column] ?? 0)
          : text.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const failures = cells.flatMap(({ cell, failure }) =>
    failure === undefined ? [] : [`${cell.name}: ${failure}`],
  );
  const filled = (sentence: string): string[] => fill(sentence.split(' '), look.width, ' ');
  return [
    ...filled(headOf(certificate)).map((line) => colors.bold(line)),
    '',
    colors.dim(lines[0] ?? ''),
    ...lines.slice(1).map((line, index) => colored(line, cells[index], colors)),
    '',
    ...filled(
      `Throughput in MiB/s, medians; ratio: vfload's, times fio's. Equivalent: within ±${percent(request.equivalence)} (two one-sided tests at 5 %, p adjusted by Holm over the cells); intervals are pointwise.`,
    ),
    ...(request.cache === 'warm' && cells.some(({ cell }) => cell.options['direct'] !== '1')
      ? filled(ownSpeedText)
      : []),
    ...failures,
    ...(certificate.interrupted ? ['Stopped before its end.'] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function headOf({ facts, request }: Certificate): string {
  const { directory, mount, tools, kernel } = facts;
  const place = mount === undefined ? directory : `${directory} (${mount.type})`;
  const cache =
    request.cache === 'warm' ? 'the file pre-read before each slice' : 'caches dropped before each slice';
  return `fio ${tools.fio} and vfload ${tools.vfload} on ${place}, Linux ${kernel}: slices of ${String(request.sliceMs)} ms in pairs, ${cache}, the first pair discarded.`;
}

function columnsOf({ cell, slices, ratios, judgement, failure }: CertifiedCell): string[] {
  const medianOf = (tool: ToolName): string => {
    const values = slices.filter((slice) => slice.tool === tool && slice.pair > 0);
    return values.length === 0
      ? '-'
      : mebibytesPerSecond(median(values.map(({ bytesPerSecond }) => bytesPerSecond)));
  };
  const { ratio, interval } = judgement ?? {};
  return [
    cell.name,
    medianOf('fio'),
    medianOf('vfload'),
    ratio === undefined ? '-' : ratio.toFixed(3),
    interval === undefined ? '-' : `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}`,
    String(ratios.length),
    verdictText(judgement, failure),
  ];
}

function verdictText(judgement: CertifiedCell['judgement'], failure: string | undefined): string {
  if (failure !== undefined) return 'failed';
  if (judgement === undefined) return 'not measured';
  if (judgement.verdict !== 'different') return judgement.verdict;
  const change = judgement.ratio - 1;
  return `different: vfload ${change < 0 ? '-' : '+'}${percent(Math.abs(change))}`;
}

function colored(
  line: string,
  cell: CertifiedCell | undefined,
  colors: ReturnType<typeof pc.createColors>,
): string {
  if (cell?.failure !== undefined) return colors.red(line);
  switch (cell?.judgement?.verdict) {
    case 'equivalent':
      return colors.green(line);
    case 'different':
      return colors.red(line);
    default:
      return colors.yellow(line);
  }
}

function percent(share: number): string {
  return `${String(Number((share * 100).toFixed(1)))} %`;
}

function median(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  const middle = (ascending.length - 1) / 2;
  return ((ascending[Math.floor(middle)] ?? 0) + (ascending[Math.ceil(middle)] ?? 0)) / 2;
}
