/** Finds out before the first repeat what a place makes of O_DIRECT. */
import type { Plan } from '../plan/plan.ts';
import { directFacts } from './direct-facts.ts';
import type { NativeAddon, NativeLimits } from './native.ts';
import { judge } from './outcome.ts';
import { type Place, blockMount } from './place.ts';
import { answersOf, tryOperations } from './try-operations.ts';

export interface ProbeRequest {
  addon: NativeAddon;
  plan: Pick<Plan, 'runs'>;
  limits: NativeLimits;
  signal: AbortSignal | undefined;
  places: readonly Place[];
}

/**
 * Tries the mount's operations where a job asks for O_DIRECT: setting up and taking down asynchronous engines takes a tenth of
 * a second, which other plans need not wait for. What fails is an answer, except that a mount on which it hangs is blocked.
 *
 * @throws VfloadError `ERR_VFLOAD_SUPERVISOR` where nothing could be started
 */
export async function probePlace(request: ProbeRequest, place: Place): Promise<void> {
  const { addon, plan, limits, signal, places } = request;
  if (place.blocked !== undefined || !plan.runs.some(({ jobs }) => jobs.some((job) => job.direct))) return;
  place.direct = directFacts({});
  if (place.session.inspection.readOnly) return;
  const { results, ended } = await tryOperations(addon, place.session, limits, signal);
  const answers = answersOf(results);
  place.direct = directFacts(answers);
  if (results.length > 0) place.probe = answers;
  const verdict = await judge(ended, [], place.circumstances('probe'));
  if (verdict.outcome !== 'measured' && verdict.reason.kind === 'stuck') {
    blockMount(places, place, 'the probe', verdict.reason);
  }
}
