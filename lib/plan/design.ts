/** How a study goes about time and caches: what a plan has beside its cells. */
import { randomInt } from 'node:crypto';
import { VfloadError } from '../errors.ts';
import type { VfloadOptions } from '../options/vfload-options.ts';

/**
 * `split-plot`: in each block the configurations are shuffled, and within a configuration its runs. `blocks`: each block has the
 * runs in their order, configurations taking turns. `fixed`: as the study did it, configuration after configuration, run after
 * run, the repeats of a run back to back.
 */
export type OrderName = 'split-plot' | 'blocks' | 'fixed';

/** `cold`: emptied by a hook before each repeat; `warm`: the whole files are read before; `as-is`: whatever it holds. */
export type HostCache = 'cold' | 'warm' | 'as-is';

export interface PlanDesign {
  readonly order: OrderName;
  /** Of a split plot: all of its order and its jobs' seeds come from it. Below 2^32. */
  readonly seed?: number;
  /** The user named the seed: a journal with another one is not continued. */
  readonly isSeedGiven: boolean;
  /** undefined: nothing is done and nothing is said about it. */
  readonly hostCache?: HostCache;
  /** Longest wait for dirty pages before a run; 0: none. */
  readonly settleMs: number;
  /** Files are laid out as fio does, not fully written: `allocated` where nobody reads. */
  readonly asPublished: boolean;
}

type DesignSettings = Pick<VfloadOptions, 'order' | 'orderSeed' | 'hostCache' | 'asPublished' | 'settle'>;

/** A disk that is slower than this will not be waited for. */
const defaultSettleMs = 30_000;

const seedLimit = 2 ** 32;

interface DesignSurroundings {
  /** Several configurations, or a study that is described as such. */
  isStudy: boolean;
  /** There is a hook for each configuration that empties its host's cache; undefined: no file could name one. */
  dropsHostCache?: boolean;
  /** Where an option stands in a study's file, as `FILE:LINE:COLUMN: `; empty where it stands in none. */
  placeOf?: (name: string) => string;
}

/**
 * @throws VfloadError ERR_VFLOAD_OPTION_CONFLICT for what does not go together
 */
export function planDesign(
  settings: DesignSettings,
  { isStudy, dropsHostCache, placeOf = () => '' }: DesignSurroundings,
): PlanDesign {
  const order = settings.order ?? (isStudy ? 'split-plot' : 'blocks');
  if (order !== 'split-plot' && settings.orderSeed !== undefined) {
    throw new VfloadError(
      'ERR_VFLOAD_OPTION_CONFLICT',
      `${placeOf('order-seed')}order-seed: order=${order} has nothing to shuffle.`,
      {
        remedy: 'Leave order-seed out, or give --order split-plot.',
      },
    );
  }
  if (settings.hostCache === 'cold' && dropsHostCache !== true) {
    throw new VfloadError(
      'ERR_VFLOAD_OPTION_CONFLICT',
      `${placeOf('host-cache')}host-cache=cold: nothing here empties the host's cache.`,
      {
        cause: 'a guest cannot reach it; it takes a hook, a command that does it on the host',
        remedy:
          dropsHostCache === false
            ? 'Give each configuration of the file the hook dropHostCache, or take host-cache=warm.'
            : 'Describe the study in a file with the hook dropHostCache (vfload study FILE.yaml), or give --host-cache warm.',
      },
    );
  }
  const hostCache = settings.hostCache ?? (order === 'split-plot' ? 'as-is' : undefined);
  const settleMs = settings.settle ?? (hostCache === undefined ? 0 : defaultSettleMs);
  return {
    order,
    settleMs,
    ...(order === 'split-plot' ? { seed: settings.orderSeed ?? randomInt(seedLimit) } : {}),
    isSeedGiven: settings.orderSeed !== undefined,
    ...(hostCache === undefined ? {} : { hostCache }),
    asPublished: settings.asPublished,
  };
}

/** Whether what the host's cache holds differs from repeat to repeat in ways that nobody knows. */
export function isHostCacheControlled({ hostCache }: Pick<PlanDesign, 'hostCache'>): boolean {
  return hostCache === 'cold' || hostCache === 'warm';
}
