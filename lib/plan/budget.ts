/** `--budget`: cuts repeats and runtimes down until all measurements fit. It never makes them more or longer. */
import { VfloadError } from '../errors.ts';
import { formatDuration } from '../options/format-value.ts';
import { overheadMs } from './estimate.ts';

/** What is to fit. */
export interface BudgetRequest {
  budgetMs: number;
  /** Of the budget, for what comes before the first run. */
  reservedMs: number;
  /** Runs × configurations. */
  cells: number;
  repeats: number;
  /** The user asked for just so many. */
  repeatsGiven: boolean;
  /** 0: no limit. */
  runtimeMs: number;
  runtimeGiven: boolean;
  rampMs: number;
}

/** A cell is repeated less often rather than measured for less than this. */
const decentRuntimeMs = 1000;
/** Below this a measurement says nothing. */
const leastRuntimeMs = 100;

/**
 * The rule: as many repeats as were asked for if each then gets a second (or the runtime asked for, if that is less);
 * else fewer repeats; at one repeat, shorter runtimes. What the user gave (`repeats`, `runtime`) is not changed.
 *
 * @throws VfloadError ERR_VFLOAD_OPTION_CONFLICT where even the least does not fit
 */
export function fitBudget(request: BudgetRequest): { repeats: number; runtimeMs: number } {
  const { repeatsGiven, runtimeGiven, runtimeMs } = request;
  const asked = runtimeMs === 0 ? Infinity : runtimeMs;
  const decent = runtimeGiven ? asked : Math.min(decentRuntimeMs, asked);
  const fewest = repeatsGiven ? request.repeats : 1;
  for (let repeats = request.repeats; repeats >= fewest; repeats -= 1) {
    const affordable = affordableRuntimeMs(request, repeats);
    if (affordable >= decent) return { repeats, runtimeMs: Math.min(affordable, asked) };
  }
  const affordable = affordableRuntimeMs(request, fewest);
  if (runtimeGiven || affordable < leastRuntimeMs) {
    throw tooSmall(request, fewest, runtimeGiven ? asked : leastRuntimeMs);
  }
  return { repeats: fewest, runtimeMs: affordable };
}

function affordableRuntimeMs(request: BudgetRequest, repeats: number): number {
  const leftMs = request.budgetMs - request.reservedMs;
  return Math.floor(leftMs / (request.cells * repeats)) - overheadMs - request.rampMs;
}

function tooSmall(request: BudgetRequest, repeats: number, runtimeMs: number): VfloadError {
  const message = `A budget of ${formatDuration(request.budgetMs)} is too small for ${request.cells} runs`;
  if (runtimeMs === Infinity) {
    return new VfloadError('ERR_VFLOAD_OPTION_CONFLICT', `${message} without a limit of their runtime.`, {
      remedy: 'Leave runtime=0 out: the budget then sets it.',
    });
  }
  const needed = request.reservedMs + request.cells * repeats * (runtimeMs + overheadMs + request.rampMs);
  return new VfloadError(
    'ERR_VFLOAD_OPTION_CONFLICT',
    `${message}, each ${repeats === 1 ? 'once' : `${repeats} times`} for ${formatDuration(runtimeMs)}.`,
    {
      remedy: `Give at least ${Math.ceil(needed / 1000)}s, or choose fewer runs with ioengine, rw, numjobs or only.`,
    },
  );
}
