/** The processes below a vfload, read from /proc: who is the supervisor, who are the jobs. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessFacts {
  pid: number;
  parent: number;
  name: string;
  state: string;
}

/** Every process of the machine. */
export function processes(): ProcessFacts[] {
  const found: ProcessFacts[] = [];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const open = stat.indexOf('(');
      const close = stat.lastIndexOf(')');
      const [state = '?', parent = '0'] = stat.slice(close + 2).split(' ');
      found.push({
        pid: Number(entry),
        parent: Number(parent),
        name: stat.slice(open + 1, close),
        state,
      });
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

/** All descendants of `pid`, nearest first. */
export function descendants(pid: number): ProcessFacts[] {
  const all = processes();
  const found: ProcessFacts[] = [];
  let parents = new Set([pid]);
  while (parents.size > 0) {
    const children = all.filter((one) => parents.has(one.parent));
    found.push(...children);
    parents = new Set(children.map((one) => one.pid));
  }
  return found;
}

/** Waits until `condition` gives something, at most `limitMs`. */
export async function eventually<T>(condition: () => T | undefined, limitMs = 20_000): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = condition();
    if (value !== undefined) return value;
    if (Date.now() > end)
      throw new Error(`did not come about within ${String(limitMs)} ms: ${String(condition)}`);
    await sleep(20);
  }
}

/** Waits for a descendant of `pid` whose name is `name`. */
export function descendant(pid: number, name: string, limitMs?: number): Promise<ProcessFacts> {
  return eventually(() => descendants(pid).find((one) => one.name === name && one.state !== 'Z'), limitMs);
}
