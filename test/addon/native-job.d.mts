import type { NativeJob } from '../../lib/run/native.ts';

/** A job with these members, and others that make sense. */
export function nativeJob(changes: Partial<NativeJob>): NativeJob;
