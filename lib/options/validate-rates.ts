/** Times and rates that do not go together. */
import type { JobOptions } from './job-options.ts';
import { conflict } from './option-mistake.ts';

/** `time_based` alone has no end. @throws VfloadError ERR_VFLOAD_OPTION_CONFLICT */
export function checkTime(job: JobOptions): void {
  if (job.time_based && job.runtime === 0) {
    throw conflict(
      'time_based needs a runtime.',
      'Give runtime, such as runtime=20, or leave time_based out.',
    );
  }
}

/** What fio refuses as well. */
export function checkRates(job: JobOptions): void {
  for (const [bytes, ios] of [
    ['rate', 'rate_iops'],
    ['rate_min', 'rate_iops_min'],
  ] as const) {
    if (job[bytes] === undefined || job[ios] === undefined) continue;
    throw conflict(`${bytes} and ${ios} cannot be given both.`, 'Leave one of them out.');
  }
  for (const [most, least] of [
    ['rate', 'rate_min'],
    ['rate_iops', 'rate_iops_min'],
  ] as const) {
    const isTooMuch = (['read', 'write', 'trim'] as const).some((direction) => {
      const limit = job[most]?.[direction] ?? 0;
      return limit > 0 && limit < (job[least]?.[direction] ?? 0);
    });
    if (!isTooMuch) continue;
    throw conflict(`${least} is more than ${most}.`, `Make ${least} smaller or ${most} larger.`);
  }
}
