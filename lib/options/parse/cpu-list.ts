import { type Parsed, parsed, refused } from './parsed.ts';

/** As many as the core's mask holds. */
const cpuLimit = 1024;

/** CPU numbers of `0-3,5`, ascending and without repetition. */
export function parseCpuList(text: string): Parsed<readonly number[]> {
  const cpus = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
    if (match === null) return refused(`has the part "${part}", which is neither a CPU number nor a range`);
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    if (last < first) return refused(`has the range "${part}", which runs backwards`);
    if (last >= cpuLimit) return refused(`has CPU ${last}; the highest possible is ${cpuLimit - 1}`);
    for (let cpu = first; cpu <= last; cpu += 1) cpus.add(cpu);
  }
  return parsed([...cpus].sort((a, b) => a - b));
}
