/** Measures a certificate: both tools, cell after cell, in one directory. */
import { VfloadError } from '../errors.ts';
import { readEnvironment } from '../result/environment.ts';
import { loadAddon } from '../run/addon-loader.ts';
import type { NativeAddon } from '../run/native.ts';
import { type Certificate, type MeasuredCell, type ParityFacts, certify } from './certificate.ts';
import type { ParityCell } from './cell.ts';
import { type CellSlices, type PreparedSlice, measurePairs } from './pairs.ts';
import type { ParityRequest } from './request.ts';
import { type SliceFailure, runSlice } from './slice.ts';
import { type Environment, type ParityTools, type ToolName, findTools } from './tools.ts';
import { type Prepared, Workplace } from './workplace.ts';

export interface ParityRun {
  /** Absolute. */
  directory: string;
  request: ParityRequest;
  env: Environment;
  signal: AbortSignal | undefined;
  /** Before each cell. */
  onCell: (cell: ParityCell, index: number) => void;
  /** What is left behind, as a sentence. */
  onLeftBehind: (sentence: string) => void;
}

/**
 * @returns the certificate of what was measured, also after an abort
 * @throws VfloadError where nothing was measured: no fio, a directory that cannot be used, too little space
 */
export async function runParity(run: ParityRun): Promise<Certificate> {
  const { directory, request, env, signal } = run;
  const addon = loadAddon();
  const startedAtMs = Date.now();
  const tools = await findTools(addon.version, env, signal);
  const sizeBytes = Math.max(...request.cells.map((cell) => cell.sizeBytes));
  const workplace = await Workplace.open(addon, directory, sizeBytes, signal);
  const measured: MeasuredCell[] = [];
  let isStuck = false;
  try {
    for (const [index, cell] of request.cells.entries()) {
      if (signal?.aborted === true) break;
      if (isStuck) {
        measured.push({ cell, slices: [], failure: 'not started: an earlier cell got stuck on this mount' });
        continue;
      }
      run.onCell(cell, index);
      const found = await measureCell(run, workplace, tools, cell);
      isStuck = found.isStuck;
      measured.push({ cell, slices: found.slices, failure: found.failure });
    }
  } finally {
    const left = await workplace.remove(isStuck);
    if (left !== undefined) run.onLeftBehind(left);
  }
  const facts = factsOf(addon, workplace, tools);
  return certify({ ...facts, directory, startedAtMs }, request, measured, signal?.aborted === true);
}

async function measureCell(
  run: ParityRun,
  workplace: Workplace,
  tools: ParityTools,
  cell: ParityCell,
): Promise<CellSlices> {
  const { request, env, signal } = run;
  const slice = { file: workplace.file, milliseconds: request.sliceMs, env, signal };
  const measure = async (name: ToolName): Promise<PreparedSlice> => {
    const prepared = await prepare(workplace, request, signal);
    if ('failure' in prepared) return prepared;
    const end = await runSlice(tools[name], cell, slice);
    return 'failure' in end ? end : { ...prepared, ...end };
  };
  return await measurePairs(request.pairs, measure, signal);
}

/** A cache that cannot be prepared is the cell's failure. */
async function prepare(
  workplace: Workplace,
  { cache }: ParityRequest,
  signal: AbortSignal | undefined,
): Promise<{ cache: Prepared } | SliceFailure> {
  try {
    return { cache: await workplace.prepare(cache, signal) };
  } catch (error) {
    if (!(error instanceof VfloadError)) throw error;
    return { failure: error.message, isStuck: error.code === 'ERR_VFLOAD_STUCK' };
  }
}

function factsOf(
  addon: NativeAddon,
  { mount }: Workplace,
  tools: ParityTools,
): Omit<ParityFacts, 'directory' | 'startedAtMs'> {
  const versions = { vfload: addon.version, addonClock: addon.clock().source };
  const { kernel, cpuModel, cores } = readEnvironment(versions);
  return { mount, kernel, cpuModel, cores, tools: { fio: tools.fio.version, vfload: tools.vfload.version } };
}
