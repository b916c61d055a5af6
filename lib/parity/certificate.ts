/** The certificate: who was compared, where, by which slices, and what they come to. */
import type { MountFacts } from '../result/vfload-member.ts';
import type { ParityCell } from './cell.ts';
import { type ParitySlice, ratiosOf } from './pairs.ts';
import type { ParityRequest } from './request.ts';
import { type ParityJudgement, judgeCells, parityAdjustment } from './verdicts.ts';

export interface CertifiedCell {
  cell: ParityCell;
  slices: readonly ParitySlice[];
  /** Of the pairs that count. */
  ratios: number[];
  /** undefined: fewer than two pairs, or a failure. */
  judgement: ParityJudgement | undefined;
  /** Why the cell was not measured to its end. */
  failure: string | undefined;
}

/** Where and with what it was measured. */
export interface ParityFacts {
  directory: string;
  /** undefined: not in mountinfo. */
  mount: MountFacts | undefined;
  tools: { fio: string; vfload: string };
  kernel: string;
  cpuModel: string;
  cores: number;
  /** ms since the epoch. */
  startedAtMs: number;
}

export interface Certificate {
  facts: ParityFacts;
  request: ParityRequest;
  cells: CertifiedCell[];
  /** Somebody stopped it. */
  interrupted: boolean;
}

/** A cell as it was measured. */
export type MeasuredCell = Pick<CertifiedCell, 'cell' | 'slices' | 'failure'>;

export function certify(
  facts: ParityFacts,
  request: ParityRequest,
  measured: readonly MeasuredCell[],
  interrupted: boolean,
): Certificate {
  const ratios = measured.map(({ slices, failure }) => (failure === undefined ? ratiosOf(slices) : []));
  const judgements = judgeCells(ratios, request.equivalence);
  const cells = measured.map((cell, index) => ({
    ...cell,
    ratios: ratios[index] ?? [],
    judgement: judgements[index],
  }));
  return { facts, request, cells, interrupted };
}

/** The exit code: 1 where a cell failed. A difference is a result. */
export function exitCodeOf({ cells }: Certificate): number {
  return cells.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

/** One document; what is not known is absent. */
export function jsonCertificate({ facts, request, cells, interrupted }: Certificate): string {
  const { directory, mount, tools, kernel, cpuModel, cores, startedAtMs } = facts;
  const document = {
    type: 'parity',
    tools,
    started_at: new Date(startedAtMs).toISOString(),
    environment: { kernel, cpu_model: cpuModel, cores },
    directory,
    mount,
    slice_ms: request.sliceMs,
    pairs: request.pairs,
    discarded_pairs: 1,
    cache: request.cache,
    equivalence: request.equivalence,
    adjustment: parityAdjustment,
    interrupted,
    cells: cells.map(({ cell, slices, ratios, judgement, failure }) => ({
      name: cell.name,
      options: cell.options,
      verdict: judgement?.verdict,
      failure,
      ratio: judgement?.ratio,
      interval: judgement?.interval,
      adjusted_p: judgement?.adjustedP,
      adjusted_equivalence_p: judgement?.adjustedEquivalenceP,
      ratios,
      slices: slices.map((slice) => ({
        tool: slice.tool,
        pair: slice.pair,
        counted: slice.pair > 0,
        cache: slice.cache,
        bytes_per_second: slice.bytesPerSecond,
        io_bytes: slice.ioBytes,
        total_ios: slice.ios,
        runtime_ms: slice.runtimeMs,
      })),
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
