/**
 * What the generator tells of a job, as far as results care. Types only: results are made from plain values and know
 * nothing of the addon.
 */
import type { NativeChildEnd, NativeDirectionStatistics, NativeStatistics } from '../run/native.ts';

export type JobEnd = NativeChildEnd;
export type JobStatistics = NativeStatistics;
export type DirectionStatistics = NativeDirectionStatistics;
