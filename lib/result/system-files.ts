/** Reading /proc and /sys: what is not there is undefined, since every kernel and container hides something else. */
import { readFileSync } from 'node:fs';

/** Contents of a file of /proc or /sys, or undefined. A parameter of what reads them, so that tests bring their own. */
export type ReadSystemFile = (path: string) => string | undefined;

/** @param path - below /proc or /sys only: these answer at once, whatever a measured file system does */
export function readSystemFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
