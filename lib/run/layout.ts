/** Makes the plan's files: a phase of its own, before anything is measured. */
import type { Plan } from '../plan/plan.ts';
import type { Verdict } from '../result/run-outcome.ts';
import type { NativeAddon, NativeLimits, NativeProgress } from './native.ts';
import { judge } from './outcome.ts';
import type { Place, PlaceFile } from './place.ts';
import { layoutFiles } from './preparation.ts';
import { startWork } from './start-work.ts';
import { awaitWork } from './work.ts';

export interface LayoutRequest {
  addon: NativeAddon;
  place: Place;
  files: Plan['files'];
  allowOverwrite: boolean;
  limits: NativeLimits;
  signal: AbortSignal | undefined;
  onProgress: (doneBytes: number, totalBytes: number, etaMs: number | undefined) => void;
}

export interface LayoutEnd {
  verdict: Verdict;
  /** By name; those that were looked at. */
  files: Map<string, PlaceFile>;
}

/**
 * Lays out every file that is missing or too small. A partial file is removed by the layout itself.
 *
 * @throws VfloadError `ERR_VFLOAD_SUPERVISOR` where nothing could be started
 */
export async function layOut(request: LayoutRequest): Promise<LayoutEnd> {
  const { addon, place, limits, signal } = request;
  const files = layoutFiles(request.files, request.allowOverwrite);
  const work = startWork(() => addon.layout(place.session.native, { files, limits }));
  const startedAtMs = performance.now();
  const onProgress = (children: readonly NativeProgress[]): void => {
    const [progress] = children;
    if (progress === undefined || progress.totalBytes === 0) return;
    const { doneBytes, totalBytes } = progress;
    request.onProgress(doneBytes, totalBytes, etaMs(doneBytes, totalBytes, performance.now() - startedAtMs));
  };
  const ended = await awaitWork(work, { limits, signal, kind: 'task', onProgress });
  const verdict = await judge(ended, [], place.circumstances('layout'));
  const sizes = new Map(files.map(({ filename, sizeBytes }) => [filename, sizeBytes]));
  const found = work.states().map(({ filename, state, laidOutBytes }): [string, PlaceFile] => {
    return [filename, { state, laidOutBytes, sizeBytes: sizes.get(filename) ?? 0 }];
  });
  return { verdict, files: new Map(found) };
}

/** @returns undefined until there is something to reckon with. */
function etaMs(done: number, total: number, elapsedMs: number): number | undefined {
  if (done === 0 || elapsedMs <= 0) return undefined;
  return Math.round((elapsedMs * (total - done)) / done);
}
